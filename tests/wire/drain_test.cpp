#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <csignal>
#include <system_error>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

const std::string wait_request = "GET /wait HTTP/1.1\r\nHost: test\r\n\r\n";

/// Clients of these tests keep their side open after everything has been said, which a server waits
/// for no longer than its farewell.
net::ServerSettings patient() {
  net::ServerSettings settings = TestServer::settings();
  settings.timeouts.farewell = milliseconds(50);
  return settings;
}

net::ServerSettings brief() {
  net::ServerSettings settings = patient();
  settings.timeouts.drain = milliseconds(200);
  return settings;
}

TEST_CASE("a server that stops closes what is idle, and takes nobody any more") {
  TestServer server(patient());
  WireClient fresh(server.port());
  WireClient used(server.port());
  CHECK(used.get("/hello").status == 200);
  server.stop();
  CHECK(fresh.ends());
  CHECK(used.ends());
  CHECK_THROWS_AS(WireClient(server.port()), std::system_error);
  CHECK(server.server().figures().connections == 0);
}

TEST_CASE("who has just come is still answered, once") {
  net::ServerSettings settings = TestServer::settings();
  settings.threads = 1;  // what one client sees of the end, all see
  TestServer server(settings);
  WireClient fresh(server.port());
  WireClient used(server.port());
  CHECK(used.get("/hello").status == 200);
  server.server().stop();
  CHECK(used.ends());
  const WireAnswer answer = fresh.get("/hello");
  CHECK(answer.status == 200);
  CHECK(answer.field("connection") == "close");
  fresh.finish();
  server.stop();
}

TEST_CASE("an answer in flight is finished, and says that it is the last") {
  TestServer server(patient());
  WireClient idle(server.port());
  WireClient client(server.port());
  client.send(wait_request + "GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  server.stage().entered.wait_for(1);
  server.server().stop();
  CHECK(idle.ends());
  server.stage().let_go.add();
  const WireAnswer answer = client.answer();
  CHECK(answer.status == 200);
  CHECK(answer.field("connection") == "close");
  CHECK(client.ends());
  server.stop();
}

TEST_CASE("a request that has begun may be finished") {
  TestServer server(patient());
  WireClient idle(server.port());
  WireClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.answer().status == 100);
  server.server().stop();
  CHECK(idle.ends());
  client.send("abc");
  const WireAnswer answer = client.answer();
  CHECK(answer.body == "abc");
  CHECK(answer.field("connection") == "close");
  server.stop();
}

TEST_CASE("WebSockets are told to come back") {
  TestServer server(patient());
  server.stage().log.append("text");
  WireSocket socket(server.port());
  socket.open("/stream");
  CHECK(socket.text() == "text");
  server.server().stop();
  CHECK(socket.close_code() == 1012);
  CHECK(socket.client().ends());
  server.stop();
}

TEST_CASE("what does not end in time is cut off") {
  TestServer server(brief());
  WireClient half(server.port());
  half.send("GET /he");
  WireClient reader(server.port(), {.receive_buffer = 4096});
  reader.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
  WireSocket silent(server.port());
  silent.open("/stream");
  server.stage().handled.wait_for(2);
  server.stop();
  CHECK(half.ends());
  CHECK(silent.client().read_to_end().size() == 4);  // the close frame
  CHECK(server.server().figures().connections == 0);
}

TEST_CASE("work that takes longer than the drain is waited for, but its client is not") {
  TestServer server(brief());
  WireClient client(server.port());
  client.send(wait_request);
  WireClient queued(server.port());
  server.stage().entered.wait_for(1);
  server.server().stop();
  CHECK(client.ends());
  server.stage().let_go.add();
  server.stop();
  CHECK(server.stage().handled.now() == 1);
}

TEST_CASE("requests that wait for a worker when the drain is over are not begun") {
  net::ServerSettings settings = brief();
  settings.workers = 1;
  TestServer server(settings);
  WireClient running(server.port());
  running.send(wait_request);
  server.stage().entered.wait_for(1);
  WireClient queued(server.port());
  queued.send(wait_request);
  WireSocket socket(server.port());
  socket.open("/stream");
  socket.send(text_frame, "queued as well");
  server.server().stop();
  CHECK(running.ends());
  CHECK(queued.ends());
  server.stage().let_go.add();
  server.stop();
  CHECK(server.stage().handled.now() <= 3);
}

TEST_CASE("a server that never ran goes away with its clients") {
  Stage stage;
  SystemClock clock;
  Log log(2, LogLevel::off, clock);
  struct Nobody final : http::Handler {
    http::Plan plan(http::Method, std::string_view) const override { return {}; }
    http::Response handle(http::Request&) override { return {}; }
    http::Response refuse(int, std::string_view) override { return {}; }
  };
  net::Server server(
      TestServer::settings(), [] { return std::make_unique<Nobody>(); }, log);
  WireClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
}

net::Server* stopped_by_signal = nullptr;

TEST_CASE("a signal handler may stop the server") {
  TestServer server(patient());
  WireClient client(server.port());
  CHECK(client.get("/hello").status == 200);
  stopped_by_signal = &server.server();
  const auto before = std::signal(SIGUSR1, [](int) { stopped_by_signal->stop(); });
  std::raise(SIGUSR1);
  CHECK(client.ends());
  server.stop();
  std::signal(SIGUSR1, before);
}

TEST_CASE("a server stops in the middle of traffic, again and again") {
  for (int round = 0; round < 10; ++round) {
    TestServer server(patient());
    server.stage().log.append("text");
    std::vector<WireClient> clients;
    std::vector<WireSocket> sockets;
    for (int i = 0; i < 8; ++i) {
      WireClient& client = clients.emplace_back(server.port());
      for (int k = 0; k < 50; ++k) client.send("GET /worker-thread HTTP/1.1\r\nHost: test\r\n\r\n");
      sockets.emplace_back(server.port()).open("/stream");
    }
    server.server().stop();
    for (WireSocket& socket : sockets) CHECK(socket.close_code() == 1012);
    server.stop();
    for (WireClient& client : clients) {
      const std::string bytes = client.read_to_end();
      // Whole answers: the body of each is a digit.
      CHECK((bytes.empty() || (bytes.back() >= '0' && bytes.back() <= '1')));
    }
  }
}

}  // namespace
}  // namespace kalends::test
