#include <string>

#include <doctest/doctest.h>

#include <kalends/http/head.hpp>

namespace kalends::http {
namespace {

constexpr std::string_view host = "Host: example.org\r\n";

/// A GET with a good Host and these lines more.
std::string with(std::string_view lines) {
  return "GET /x HTTP/1.1\r\n" + std::string(host) + std::string(lines) + "\r\n";
}

/// A GET with these lines alone.
std::string only(std::string_view lines, std::string_view version = "HTTP/1.1") {
  return "GET /x " + std::string(version) + "\r\n" + std::string(lines) + "\r\n";
}

std::string fault(const std::string& head) {
  return std::string(fault_in_head(head).value_or("none"));
}

bool is_good(const std::string& head) { return !fault_in_head(head).has_value(); }

TEST_CASE("ordinary heads pass") {
  CHECK(is_good(with("")));
  CHECK(is_good(with("Accept: */*\r\nUser-Agent: curl/8 (x; y)\r\nEmpty:\r\n")));
  CHECK(is_good(with("Content-Length: 0\r\n")));
  CHECK(is_good(with("Content-Length:5\r\n")));
  CHECK(is_good(with("content-length: \t 123456789012345678 \t\r\n")));
  CHECK(is_good(with("Transfer-Encoding: chunked\r\n")));
  CHECK(is_good(with("TRANSFER-ENCODING: Chunked\r\n")));
  CHECK(
      is_good(with("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")));
  CHECK(is_good(with("X-Name: Zo\xc3\xab\r\nX-Odd!#$%&'*+.^_`|~9: 1\r\n")));
}

TEST_CASE("hosts of every valid form pass") {
  for (const std::string_view value :
       {"example.org", "EXAMPLE.org:8080", "127.0.0.1:80", "[::1]", "[2001:db8::1]:8443",
        "localhost", "a_b.example", "xn--mnchen-3ya.de", "example.org:", "%41.org"}) {
    CAPTURE(value);
    CHECK(is_good(only("Host: " + std::string(value) + "\r\n")));
  }
}

TEST_CASE("HTTP/1.0 may leave out the host, HTTP/1.1 may not") {
  CHECK(is_good(only("", "HTTP/1.0")));
  CHECK(is_good(only("Host: example.org\r\n", "HTTP/1.0")));
  CHECK(fault(only("")) == "A request has exactly one Host field.");
}

TEST_CASE("two hosts are refused, the same twice too") {
  CHECK(fault(with("Host: other.org\r\n")) == "A request has exactly one Host field.");
  CHECK(fault(with(host)) == "A request has exactly one Host field.");
  CHECK(fault(only("Host: a\r\nhOST: b\r\n", "HTTP/1.0")) ==
        "A request has exactly one Host field.");
}

TEST_CASE("a host that is none is refused") {
  for (const std::string_view value : {"",
                                       " ",
                                       "a b",
                                       "a/b",
                                       "user@example.org",
                                       "a\\b",
                                       "http://a",
                                       "a\"b",
                                       "a<b",
                                       "a#b",
                                       "a?b",
                                       "a,b c",
                                       "\xc3\xa9",
                                       "example.org:80a",
                                       "example.org:-1",
                                       "a:b:c",
                                       "[::1",
                                       "::1",
                                       "[::1]x",
                                       "[example.org]",
                                       ":80",
                                       "a]",
                                       "a[b",
                                       "%zz",
                                       "%4"}) {
    CAPTURE(value);
    CHECK(fault(only("Host: " + std::string(value) + "\r\n")) == "The Host field is not a host.");
  }
}

TEST_CASE("a content length that is no plain number is refused") {
  for (const std::string_view value : {"", "-1", "+5", "0x10", "5,5", "5, 5", "5 5", "1e3", "5.0",
                                       "five", "1234567890123456789", "\xd9\xa5", "5\x0b"}) {
    CAPTURE(value);
    CHECK(fault(with("Content-Length: " + std::string(value) + "\r\n")) ==
          "The Content-Length field is not a number of bytes.");
  }
}

TEST_CASE("two content lengths are refused, equal ones too") {
  for (const std::string_view second : {"5", "6"}) {
    CHECK(fault(with("Content-Length: 5\r\ncontent-length: " + std::string(second) + "\r\n")) ==
          "A request has at most one Content-Length field.");
  }
}

TEST_CASE("a transfer encoding that is not exactly chunked is refused") {
  for (const std::string_view value :
       {"", "identity", "gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "xchunked",
        "chunkedx", "chunked;a=b", "\"chunked\"",
        "\x0b"
        "chunked",
        "chunked\x0c", "chun ked", "chunked,"}) {
    CAPTURE(value);
    CHECK(fault(with("Transfer-Encoding: " + std::string(value) + "\r\n")) ==
          "The only Transfer-Encoding taken is chunked.");
  }
}

TEST_CASE("two transfer encodings are refused") {
  CHECK(fault(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) ==
        "A request has at most one Transfer-Encoding field.");
}

TEST_CASE("a length and an encoding together are refused, in either order") {
  for (const std::string_view lines :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nX: y\r\nContent-Length: 5\r\n"}) {
    CHECK(fault(with(lines)) == "Content-Length and Transfer-Encoding exclude each other.");
  }
}

TEST_CASE("HTTP/1.0 with a transfer encoding is refused") {
  CHECK(fault(only("Host: a\r\nTransfer-Encoding: chunked\r\n", "HTTP/1.0")) ==
        "HTTP/1.0 has no Transfer-Encoding.");
}

TEST_CASE("folded lines are refused") {
  for (const std::string_view lines : {"X: a\r\n b\r\n", "X: a\r\n\tb\r\n",
                                       "Transfer-Encoding:\r\n chunked\r\n", "X: a\r\n \r\n"}) {
    CAPTURE(lines);
    CHECK(fault(with(lines)) == "Header lines are not folded.");
  }
  CHECK(fault("GET / HTTP/1.1\r\n Host: a\r\n\r\n") == "Header lines are not folded.");
}

TEST_CASE("a bare CR or LF is refused wherever it stands") {
  for (const std::string_view head :
       {"GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\r\n\r\n", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n",
        "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n\r",
        "GET / HTTP/1.1\r\nHost: a\r\n\n"}) {
    CAPTURE(head);
    CHECK(fault(std::string(head)) == "Lines end with CR LF, and nothing else holds either.");
  }
}

TEST_CASE("a NUL is refused wherever it stands") {
  const std::string nul(1, '\0');
  for (const std::string& head : {"GET /" + nul + " HTTP/1.1\r\nHost: a\r\n\r\n",
                                  with("X" + nul + ": a\r\n"), with("X: a" + nul + "\r\n")}) {
    CHECK(fault(head) == "A request head holds no NUL.");
  }
}

TEST_CASE("a line that is no name and value is refused") {
  for (const std::string_view line : {"no colon", ": no name", ":", "=", "GET / HTTP/1.1"}) {
    CAPTURE(line);
    CHECK(fault(with(std::string(line) + "\r\n")) == "A header line is a name and a value.");
  }
}

TEST_CASE("a name that others may read as another name is refused") {
  for (const std::string_view name :
       {"Content-Length ", "Content-Length\t", "Transfer-Encoding ", "Content Length", "Host\x0b",
        "Content-Length\x01", "\x7fHost", "X(comment)", "X/Y", "\"X\"", "\xc3\xa9", "X,Y", "X@Y"}) {
    CAPTURE(name);
    CHECK(fault(with(std::string(name) + ": 5\r\n")) == "A header line is a name and a value.");
  }
}

TEST_CASE("a head without a request line is refused") {
  CHECK(fault("") == "A request begins with its request line.");
  CHECK(fault("\r\n") == "A request begins with its request line.");
  CHECK(fault("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") ==
        "A request begins with its request line.");
}

TEST_CASE("a head that was cut off has a fault or at least no effect") {
  const std::string whole = with("Content-Length: 5\r\nX: y\r\n");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_NOTHROW(fault_in_head(std::string_view(whole).substr(0, size)));
  }
}

TEST_CASE("a head of very many lines is judged at once") {
  std::string lines;
  for (int i = 0; i < 20'000; ++i) lines += "X: y\r\n";
  CHECK(is_good(with(lines)));
}

}  // namespace
}  // namespace kalends::http
