#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

net::ServerSettings with_heartbeat(milliseconds heartbeat) {
  net::ServerSettings settings = TestServer::settings();
  settings.timeouts.heartbeat = heartbeat;
  return settings;
}

/// Returns when the server has read everything that was sent before.
void pass(WireSocket& socket) {
  socket.send(ping_frame, "mark");
  for (WireFrame frame = socket.frame(); frame.opcode != pong_frame || frame.payload != "mark";) {
    frame = socket.frame();
  }
}

TEST_CASE("an upgrade is answered 101 with the fields of the response, and then the log is shown") {
  TestServer server;
  server.stage().log.append("hello");
  WireSocket socket(server.port());
  const WireAnswer answer = socket.open("/stream");
  CHECK(answer.status == 101);
  CHECK(answer.field("server") == "kalends");
  CHECK(answer.field("x-request-id") == "some-id");
  CHECK(answer.field("sec-websocket-extensions").empty());
  CHECK(socket.text() == "hello");
  CHECK(server.server().figures().sockets == 1);
}

TEST_CASE("no compression is agreed to") {
  TestServer server;
  WireSocket socket(server.port());
  const WireAnswer answer =
      socket.open("/stream", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
  CHECK(answer.status == 101);
  CHECK(answer.field("sec-websocket-extensions").empty());
}

TEST_CASE("a stream asked for without an upgrade is answered 426") {
  TestServer server;
  WireClient client(server.port());
  const WireAnswer answer = client.get("/stream");
  CHECK(answer.status == 426);
  CHECK(answer.field("upgrade") == "websocket");
  CHECK(answer.field("connection") == "Upgrade");
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("an upgrade that is not quite one is refused") {
  TestServer server;
  const std::string start =
      "GET /stream HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string version = "Sec-WebSocket-Version: 13\r\n";
  const std::vector<std::pair<std::string, int>> requests = {
      {start + key + "Sec-WebSocket-Version: 8\r\n\r\n", 426},
      {start + key + "\r\n", 426},
      {start + version + "\r\n", 400},
      {start + version + "Sec-WebSocket-Key: short\r\n\r\n", 400},
      {start + version + key + "\r\n" + "\x81\x85", 400},
      {"GET /stream HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + key + version +
           "\r\n",
       426},
      {"GET /stream HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", 426},
  };
  for (const auto& pair : requests) {
    CAPTURE(pair.first);
    WireClient client(server.port());
    client.send(pair.first);
    CHECK(client.answer().status == pair.second);
  }
}

TEST_CASE("an upgrade of what is no stream is answered as if it had not been asked for") {
  TestServer server;
  WireSocket socket(server.port());
  CHECK(socket.open("/hello").body == "hello");
  CHECK(socket.client().get("/hello").body == "hello");
}

TEST_CASE("what rings from other threads arrives whole and in order") {
  TestServer server;
  WireSocket socket(server.port());
  socket.open("/stream");
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int k = 0; k < 250; ++k) server.stage().log.append(std::to_string(1000 * i + k));
    });
  }
  std::vector<std::string> texts;
  texts.reserve(1000);
  for (int i = 0; i < 1000; ++i) texts.push_back(socket.text());
  for (std::thread& thread : threads) thread.join();
  CHECK(texts == server.stage().log.read(0, 1000));
}

TEST_CASE("a socket that comes back goes on where it left off") {
  TestServer server;
  for (const std::string text : {"one", "two", "three"}) server.stage().log.append(text);
  WireSocket socket(server.port());
  socket.open("/stream?after=2");
  CHECK(socket.text() == "three");
}

TEST_CASE("a long text is one frame") {
  TestServer server;
  const std::string text(100'000, 't');
  server.stage().log.append(text);
  WireSocket socket(server.port());
  socket.open("/stream");
  CHECK(socket.text() == text);
}

TEST_CASE("a text that nobody rang for comes with the next heartbeat") {
  TestServer server(with_heartbeat(milliseconds(100)));
  WireSocket socket(server.port());
  socket.open("/stream");
  pass(socket);
  server.stage().log.append_silently("quiet");
  CHECK(socket.text() == "quiet");
}

TEST_CASE("pings are answered, in the middle of a message as well") {
  TestServer server;
  WireSocket socket(server.port());
  socket.open("/stream");
  socket.send(text_frame, "ab", {.last = false});
  socket.send(ping_frame, "payload");
  const WireFrame pong = socket.frame();
  CHECK(pong.opcode == pong_frame);
  CHECK(pong.payload == "payload");
  socket.send(0, "cd");
  pass(socket);
  server.wait_until([&](const net::Figures&) { return !server.stage().heard.read(0, 1).empty(); });
  CHECK(server.stage().heard.read(0, 9) == std::vector<std::string>{"abcd"});
}

TEST_CASE("a client that answers pings stays") {
  TestServer server(with_heartbeat(milliseconds(50)));
  WireSocket socket(server.port());
  socket.open("/stream");
  for (int i = 0; i < 6; ++i) {
    const WireFrame ping = socket.frame();
    CHECK(ping.opcode == ping_frame);
    socket.send(pong_frame, ping.payload);
  }
  server.stage().log.append("still here");
  CHECK(socket.text() == "still here");
}

TEST_CASE("a client that misses two pings is cut off") {
  TestServer server(with_heartbeat(milliseconds(50)));
  WireSocket socket(server.port());
  socket.open("/stream");
  CHECK(socket.frame().opcode == ping_frame);
  CHECK(socket.frame().opcode == ping_frame);
  CHECK(socket.client().ends());
}

TEST_CASE("of what a client says while a worker is busy for it, the latest counts") {
  TestServer server;
  WireSocket socket(server.port());
  socket.open("/stream");
  socket.send(text_frame, "wait");
  server.stage().entered.wait_for(1);
  for (const std::string text : {"one", "two", "ignore", "three"}) socket.send(text_frame, text);
  pass(socket);
  server.stage().let_go.add();
  server.wait_until(
      [&](const net::Figures&) { return server.stage().heard.read(0, 9).size() == 2; });
  CHECK(server.stage().heard.read(0, 9) == std::vector<std::string>{"wait", "three"});
}

TEST_CASE("what a client said last is done although it has gone") {
  TestServer server;
  {
    WireSocket socket(server.port());
    socket.open("/stream");
    socket.send(text_frame, "wait");
    server.stage().entered.wait_for(1);
    socket.send(text_frame, "last words");
    pass(socket);
    socket.client().reset();
  }
  server.stage().let_go.add();
  server.wait_until([](const net::Figures& figures) { return figures.sockets == 0; });
  CHECK(server.stage().heard.read(0, 9) == std::vector<std::string>{"wait", "last words"});
}

TEST_CASE("a slow reader makes the server hold little, and is cut off in the end") {
  TestServer server(with_heartbeat(milliseconds(100)));
  for (int i = 0; i < 1000; ++i) server.stage().log.append(std::string(50'000, 's'));
  WireSocket socket(server.port(), {.receive_buffer = 4096});
  socket.open("/stream");
  server.wait_until([](const net::Figures& figures) { return figures.sockets == 0; });
  CHECK(server.stage().pulled.now() < 250);
}

TEST_CASE("a stream may end itself with a code of its own") {
  TestServer server;
  server.stage().log.append("last");
  WireSocket socket(server.port());
  socket.open("/stream");
  CHECK(socket.text() == "last");
  server.stage().log.end_with(4001);
  CHECK(socket.close_code() == 4001);
  CHECK(socket.client().ends());
}

TEST_CASE("a stream that fails is closed with 1011, one that fails to listen is kept") {
  TestServer server;
  WireSocket socket(server.port());
  socket.open("/stream");
  socket.send(text_frame, "throw");
  socket.send(text_frame, "said");
  server.wait_until([&](const net::Figures&) { return !server.stage().heard.read(0, 1).empty(); });
  server.stage().log.append("throw");
  CHECK(socket.close_code() == 1011);
}

TEST_CASE("bells that ring too late are not heard, and harm nobody") {
  std::vector<std::function<void()>> bells;
  {
    TestServer server;
    {
      WireSocket socket(server.port());
      socket.open("/stream");
      pass(socket);
      bells = server.stage().log.bells();
    }
    CHECK(bells.size() == 1);
    server.wait_until([](const net::Figures& figures) { return figures.sockets == 0; });
    for (const auto& bell : bells) bell();
    WireSocket open(server.port());
    open.open("/stream");
    pass(open);
    bells = server.stage().log.bells();
  }
  for (const auto& bell : bells) bell();
}

TEST_CASE("many sockets come and go while it rings") {
  TestServer server;
  std::atomic<bool> done = false;
  std::thread ringer([&] {
    while (!done) server.stage().log.ring();
  });
  server.stage().log.append("text");
  for (int i = 0; i < 100; ++i) {
    WireSocket socket(server.port());
    socket.open("/stream");
    CHECK(socket.text() == "text");
    if (i % 2 == 0) socket.client().reset();
  }
  done = true;
  ringer.join();
  server.wait_until([](const net::Figures& figures) { return figures.sockets == 0; });
}

}  // namespace
}  // namespace kalends::test
