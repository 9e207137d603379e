#include "support/wire_client.hpp"
#include "test_server.hpp"
#include "tls_server.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

constexpr std::size_t limit = 100'000;  // of the test server

std::string post(std::string_view fields) {
  return "POST /echo HTTP/1.1\r\nHost: test\r\n" + std::string(fields) + "\r\n";
}

TEST_CASE("a body comes as long as it was announced") {
  TestServer server;
  WireClient client(server.port());
  const std::string body(limit, 'b');
  client.send(post("Content-Length: " + std::to_string(limit) + "\r\n") + body);
  CHECK(client.answer().body == body);
  client.send(post("Content-Length: 0\r\n"));
  CHECK(client.answer().body.empty());
  client.send(post(""));
  CHECK(client.answer().body.empty());
}

TEST_CASE(
    "bodies all together take no more memory than they may, and short ones always find room") {
  net::ServerSettings settings = TestServer::settings();
  settings.bodies_limit = limit;
  TestServer server(settings);
  const std::string half(limit / 2, 'b');
  WireClient slow(server.port());
  slow.send(post("Content-Length: " + std::to_string(limit) + "\r\n") + half);
  const auto answer_to_more = [&](std::size_t size) {
    WireClient client(server.port());
    client.send(post("Content-Length: " + std::to_string(size) + "\r\n") + std::string(size, 'c'));
    return client.answer();
  };
  const auto wait_for_the_others = [&] {
    server.wait_until([](const net::Figures& figures) { return figures.connections <= 1; });
  };
  // As soon as the first half is there, so much more is too much.
  WireAnswer refused;
  do {
    refused = answer_to_more(limit / 2 + 1);
    wait_for_the_others();
  } while (refused.status == 200);
  CHECK(refused.status == 503);
  CHECK(refused.field("retry-after") == "1");
  CHECK(refused.field("connection") == "close");
  CHECK(answer_to_more(4'096).status == 200);
  wait_for_the_others();
  slow.send(half);
  CHECK(slow.answer().status == 200);
  CHECK(slow.get("/hello").body == "hello");
  CHECK(answer_to_more(limit).status == 200);
  CHECK(server.server().figures().shed >= 1);
  wait_for_the_others();
  // What was refused, and who hung up in the middle, hold nothing.
  WireClient gone(server.port());
  gone.send(post("Content-Length: " + std::to_string(limit) + "\r\n") + half);
  gone.reset();
  wait_for_the_others();
  CHECK(answer_to_more(limit).status == 200);
}

TEST_CASE("a body in chunks is put together") {
  TestServer server;
  WireClient client(server.port());
  std::string body;
  client.send(post("Transfer-Encoding: Chunked\r\n"));
  for (int i = 0; i < 100; ++i) {
    const std::string part(997, static_cast<char>('a' + i % 26));
    client.send("3e5\r\n" + part + "\r\n");
    body += part;
  }
  client.send("0\r\n\r\n");
  CHECK(client.answer().body == body);
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("chunks are put together however they are cut on their way") {
  // What is sent at once over TLS is a record of its own, and is read by itself.
  TlsServer server;
  WireClient client = server.client();
  for (const std::string chunks : {"0\r\n\r\n", "0\r\nX-More: 1\r\n\r\n", "1\r\na\r\n0\r\n\r\n"}) {
    for (std::size_t step = 1; step <= chunks.size(); ++step) {
      CAPTURE(chunks);
      CAPTURE(step);
      client.send(post("Transfer-Encoding: chunked\r\n"));
      for (std::size_t at = 0; at < chunks.size(); at += step) client.send(chunks.substr(at, step));
      CHECK(client.answer().body == (chunks[0] == '1' ? "a" : ""));
    }
  }
}

TEST_CASE("fields in the trailer change nothing of the request") {
  TestServer server;
  WireClient client(server.port());
  client.send(post("Transfer-Encoding: chunked\r\n") +
              "1\r\na\r\n0\r\nConnection: close\r\nHost: other\r\nX-More: 1\r\n\r\n");
  CHECK(client.answer().body == "a");
}

TEST_CASE("chunks that cannot be read are answered 400 and the connection closed") {
  TestServer server;
  const std::vector<std::string> bodies = {
      "x\r\n",
      "-1\r\na\r\n",
      "0x1\r\na\r\n",
      "1\na\n0\n\n",
      "1\r\nab\r\n",
      "1 1\r\na\r\n",
      "ffffffffffffffffff\r\n",
      "1;\nx\r\na\r\n",
      "1\r\na0\r\n",
      "1\r\na\r\n\r\n\r\n",
      std::string(100'000, '0'),
      "1;" + std::string(100'000, 'x'),
  };
  for (const std::string& body : bodies) {
    CAPTURE(body.substr(0, 40));
    WireClient client(server.port());
    client.send(post("Transfer-Encoding: chunked\r\n") + body + "0\r\n\r\n");
    CHECK(client.answer().status == 400);
    CHECK(client.ends());
  }
}

TEST_CASE("a client that asks first is told to send its body") {
  TestServer server;
  WireClient client(server.port());
  client.send(post("Content-Length: 3\r\nExpect: 100-continue\r\n"));
  CHECK(client.answer().status == 100);
  client.send("abc");
  CHECK(client.answer().body == "abc");
  client.send(post("Content-Length: 3\r\nExpect: 100-continue\r\n") + "abc");
  CHECK(client.answer().body == "abc");
  client.send("POST /echo HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  client.send("abc");
  CHECK(client.answer().body == "abc");
}

TEST_CASE("a body announced longer than allowed is answered 413 before it is sent") {
  TestServer server;
  WireClient client(server.port());
  client.send(
      post("Content-Length: " + std::to_string(limit + 1) + "\r\nExpect: 100-continue\r\n"));
  const WireAnswer answer = client.answer();
  CHECK(answer.status == 413);
  CHECK(answer.field("connection") == "close");
  CHECK(client.ends());
}

TEST_CASE("the answer to a body too long arrives although the client goes on sending") {
  TestServer server;
  WireClient client(server.port());
  client.send(post("Content-Length: 50000000\r\n"));
  client.send(std::string(3'000'000, 'x'));
  CHECK(client.answer().status == 413);
}

TEST_CASE("chunks that grow over the limit are answered 413") {
  TestServer server;
  WireClient client(server.port());
  client.send(post("Transfer-Encoding: chunked\r\n"));
  for (int i = 0; i < 101; ++i) client.send("3e8\r\n" + std::string(1000, 'x') + "\r\n");
  CHECK(client.answer().status == 413);
  CHECK(client.ends());

  WireClient greedy(server.port());
  greedy.send(post("Transfer-Encoding: chunked\r\n") + "fffffff0\r\n");
  CHECK(greedy.answer().status == 413);
}

TEST_CASE("a body where none is taken is answered 413") {
  TestServer server;
  WireClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\n\r\na");
  CHECK(client.answer().status == 413);
  CHECK(client.ends());
}

TEST_CASE("bytes after the body are the next request, and refused when they are none") {
  TestServer server;
  WireClient client(server.port());
  client.send(post("Content-Length: 3\r\n") + "abcdef\r\n\r\n");
  CHECK(client.answer().body == "abc");
  CHECK(client.answer().status == 400);
  CHECK(client.ends());
}

TEST_CASE("half a request and then the end is closed without a word, and never handled") {
  TestServer server;
  for (const std::string_view half :
       {"GET /hel", "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\nhalf"}) {
    WireClient client(server.port());
    client.send(half);
    client.finish();
    CHECK(client.ends());
  }
  CHECK(server.stage().handled.now() == 0);
}

TEST_CASE("clients that reset the connection in the middle of anything leave nothing behind") {
  TestServer server;
  for (const std::string_view part :
       {"", "GET /hel", "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\nhalf",
        "GET /large HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET /worker-thread HTTP/1.1\r\nHost: test\r\n\r\n"}) {
    WireClient client(server.port());
    client.send(part);
    client.reset();
  }
  WireClient client(server.port());
  CHECK(client.get("/hello").body == "hello");
  server.wait_until([](const net::Figures& figures) { return figures.connections == 1; });
}

}  // namespace
}  // namespace kalends::test
