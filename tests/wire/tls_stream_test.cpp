#include "tls_server.hpp"

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

TEST_CASE("a WebSocket over TLS shows the log, and what is appended") {
  TlsServer server;
  server->stage().log.append("one");
  WireSocket socket = server.socket();
  CHECK(socket.open("/stream").status == 101);
  CHECK(socket.text() == "one");
  for (int i = 0; i < 50; ++i) server->stage().log.append("text " + std::to_string(i));
  for (int i = 0; i < 50; ++i) CHECK(socket.text() == "text " + std::to_string(i));
  socket.send(ping_frame, "are you there");
  CHECK(socket.frame().payload == "are you there");
  socket.send(text_frame, "heard");
  while (server->stage().heard.read(0, 1).empty()) std::this_thread::yield();
  socket.send_close(1000);
  CHECK(socket.close_code() == 1000);
  CHECK(socket.client().ends());
  CHECK(socket.client().tls().ended_well());
}

TEST_CASE("messages of many records go to and fro while both sides write") {
  TlsServer server;
  WireSocket socket = server.socket();
  CHECK(socket.open("/echo").status == 101);
  std::vector<std::string> said;
  for (std::size_t i = 0; i < 8; ++i) {
    said.push_back(std::string(100'000 * i + 1, static_cast<char>('a' + i)));
  }
  for (const std::string& each : said) {
    socket.send(text_frame, each);
    CHECK(socket.text() == each);
  }
  for (int i = 0; i < 100; ++i) socket.send(text_frame, std::to_string(i));
  for (int i = 0; i < 100; ++i) CHECK(socket.text() == std::to_string(i));
}

TEST_CASE("a WebSocket over TLS is told to come back") {
  TlsServer server;
  server->stage().log.append("text");
  WireSocket socket = server.socket();
  socket.open("/stream");
  CHECK(socket.text() == "text");
  server->server().stop();
  CHECK(socket.close_code() == 1012);
  CHECK(socket.client().ends());
  CHECK(socket.client().tls().ended_well());
  server->stop();
}

TEST_CASE("a WebSocket whose client reads nothing, or has gone, comes to its end") {
  net::ServerSettings settings = TestServer::settings();
  settings.timeouts.heartbeat = milliseconds(100);
  TlsServer server(settings);
  WireSocket silent(server->port(), {.receive_buffer = 4096, .tls = ClientTls::Form{}});
  CHECK(silent.open("/stream").status == 101);
  WireSocket gone = server.socket();
  CHECK(gone.open("/stream").status == 101);
  gone.client().hang_up();
  for (int i = 0; i < 100; ++i) server->stage().log.append_silently(std::string(100'000, 'x'));
  server->stage().log.ring();
  server->wait_until([](const net::Figures& figures) { return figures.connections == 0; });
}

}  // namespace
}  // namespace kalends::test
