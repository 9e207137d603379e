#include "tls_server.hpp"

#include <doctest/doctest.h>
#include <openssl/ssl.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

const std::string wait_request = "GET /wait HTTP/1.1\r\nHost: test\r\n\r\n";

std::string post(const std::string& target, const std::string& body) {
  return "POST " + target +
         " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

net::ServerSettings hurried() {
  net::ServerSettings settings = TestServer::settings();
  settings.timeouts.idle = milliseconds(10'000);
  settings.timeouts.head = milliseconds(100);
  settings.timeouts.body = milliseconds(100);
  settings.timeouts.body_each_64_kib = milliseconds(0);
  settings.timeouts.farewell = milliseconds(100);
  return settings;
}

TEST_CASE("requests are answered over TLS 1.2 and 1.3, on the loop and beside it") {
  TlsServer server;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    WireClient client = server.client({.version = version});
    CHECK(client.tls().version() == (version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
    for (int i = 0; i < 3; ++i) CHECK(client.get("/hello").body == "hello");
    CHECK(client.get("/worker-thread").status == 200);
    CHECK(client.get("/peer").body == "here");
    client.send("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n");
    CHECK(client.answer(true).field("content-length") == "5");
    client.send(post("/echo", "abc") + post("/worker", "def"));
    CHECK(client.answer().body == "abc");
    CHECK(client.answer().body == "def");
  }
}

TEST_CASE("bodies of many records come whole, in either direction") {
  TlsServer server;
  std::string body;
  for (int i = 0; body.size() < 99'990; ++i) body += std::to_string(i);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    WireClient client = server.client({.version = version});
    client.send(post("/echo", body));
    CHECK(client.answer().body == body);
    CHECK(client.get("/large").body == std::string(8 << 20, 'x'));
    CHECK(client.get("/hello").body == "hello");
  }
}

TEST_CASE("a client that does not read its answer is cut off over TLS too") {
  TlsServer server(hurried());
  WireClient slow(server->port(), {.receive_buffer = 4096, .tls = ClientTls::Form{}});
  slow.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
  server->stage().handled.wait_for(1);
  server->wait_until([](const net::Figures& figures) { return figures.connections == 0; });
  CHECK(slow.read_to_end().size() < 8 << 20);
  CHECK_FALSE(slow.tls().ended_well());
}

TEST_CASE("an answer that is cut off over TLS does not end as if it were whole") {
  net::ServerSettings settings = hurried();
  settings.timeouts.body = milliseconds(1);
  TlsServer server(settings);
  int cut = 0;
  for (int i = 0; i < 50; ++i) {
    WireClient client = server.client();
    client.send("GET /large HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    if (client.read_to_end().size() >= 8 << 20) continue;
    ++cut;
    CHECK_FALSE(client.tls().ended_well());
  }
  CHECK(cut > 0);
}

TEST_CASE("versions before 1.2 are refused") {
  TlsServer server;
  CHECK_THROWS_WITH(server.client({.version = TLS1_1_VERSION}),
                    doctest::Contains("alert protocol version"));
  CHECK(server.client().get("/hello").status == 200);
}

TEST_CASE("of the protocols a client offers HTTP/1.1 is chosen, and without it nothing is said") {
  TlsServer server;
  const std::string both = "\x02h2\x08http/1.1";
  CHECK(server.client({.offers = both}).tls().protocol() == "http/1.1");
  CHECK(server.client().tls().protocol().empty());
  CHECK_THROWS_WITH(server.client({.offers = "\x02h2"}),
                    doctest::Contains("no application protocol"));
}

TEST_CASE("who speaks HTTP where TLS is spoken is told so") {
  TlsServer server;
  WireClient client(server->port());
  client.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  const WireAnswer answer = client.answer();
  CHECK(answer.status == 400);
  CHECK(answer.body.find("https") != std::string::npos);
  CHECK(answer.field("connection") == "close");
  CHECK(client.ends());
  CHECK(server->stage().handled.now() == 0);
}

TEST_CASE("what is neither HTTP nor TLS ends the connection") {
  TlsServer server;
  for (const std::string& garbage : {std::string(400, '\0'), std::string(400, 'x'),
                                     std::string("\x16\x03\x01\x40\x00") + std::string(400, 'x')}) {
    WireClient client(server->port());
    client.send(garbage);
    client.finish();
    CHECK(client.read_to_end().find("HTTP") == std::string::npos);
  }
  server->wait_until([](const net::Figures& figures) { return figures.connections == 0; });
  CHECK(server.client().get("/hello").status == 200);
}

TEST_CASE("a handshake has the time of a head, however many bytes trickle in") {
  TlsServer server(hurried());
  WireClient silent(server->port());
  CHECK(silent.ends());
  WireClient slow(server->port());
  slow.send(std::string("\x16\x03\x01\x01\x00", 5));
  const auto start = std::chrono::steady_clock::now();
  while (!slow.readable(milliseconds(10))) slow.send("x");
  CHECK(std::chrono::steady_clock::now() - start >= milliseconds(90));
  server->wait_until([](const net::Figures& figures) { return figures.connections == 0; });
}

TEST_CASE("a head or a body that takes too long is answered 408 over TLS too") {
  TlsServer server(hurried());
  WireClient head = server.client();
  head.send("GET /hello HTTP/1.1\r\nHost: test\r\nX-Slow: ");
  CHECK(head.answer().status == 408);
  CHECK(head.ends());
  CHECK(head.tls().ended_well());
  WireClient body = server.client();
  body.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n");
  CHECK(body.answer().status == 408);
}

TEST_CASE("the end of a connection is said as TLS says it") {
  TlsServer server;
  WireClient last = server.client();
  last.send("GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
  CHECK(last.answer().body == "hello");
  CHECK(last.ends());
  CHECK(last.tls().ended_well());
  WireClient idle = server.client();
  CHECK(idle.get("/hello").status == 200);
  WireClient done = server.client();
  done.finish();
  CHECK(done.ends());
  server->stop();
  CHECK(idle.ends());
  CHECK(idle.tls().ended_well());
}

TEST_CASE("a client may leave at any moment, with a word or without") {
  TlsServer server;
  const auto nobody = [](const net::Figures& figures) { return figures.connections == 0; };
  WireClient fresh = server.client();
  fresh.hang_up();
  WireClient half = server.client();
  half.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\nhalf");
  half.hang_up();
  WireClient reset = server.client();
  reset.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
  reset.reset();
  WireClient waiting = server.client();
  waiting.send(wait_request);
  server->stage().entered.wait_for(1);
  waiting.hang_up();
  server->stage().let_go.add();
  server->wait_until(nobody);
  CHECK(server.client().get("/hello").status == 200);
}

TEST_CASE(
    "a server that stops ends what is idle, finishes answers, and takes up who has just come") {
  net::ServerSettings settings = TestServer::settings();
  settings.threads = 1;  // what one client sees of the end, all see
  settings.timeouts.farewell = milliseconds(2'000);
  TlsServer server(settings);
  WireClient idle = server.client();
  CHECK(idle.get("/hello").status == 200);
  WireClient busy = server.client();
  busy.send(wait_request);
  server->stage().entered.wait_for(1);
  WireClient fresh = server.client();
  server->server().stop();
  CHECK(idle.ends());
  CHECK(fresh.get("/hello").field("connection") == "close");
  fresh.finish();
  server->stage().let_go.add();
  CHECK(busy.answer().field("connection") == "close");
  busy.finish();
  server->stop();
  CHECK(server->server().figures().connections == 0);
}

TEST_CASE("a new certificate is shown to who comes then, and others go on") {
  TlsServer server;
  WireClient before = server.client();
  CHECK(before.tls().server_name() == "calendar.example");
  server.renew("renewed.example");
  WireClient after = server.client();
  CHECK(after.tls().server_name() == "renewed.example");
  CHECK(before.get("/hello").status == 200);
  CHECK(after.get("/hello").status == 200);
}

}  // namespace
}  // namespace kalends::test
