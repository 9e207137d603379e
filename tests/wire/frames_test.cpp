#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <functional>
#include <string>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

/// The code with which the server closes a socket after this was sent.
int closed_with(TestServer& server, const std::function<void(WireSocket&)>& say) {
  WireSocket socket(server.port());
  CHECK(socket.open("/stream").status == 101);
  say(socket);
  const int code = socket.close_code();
  CHECK(socket.client().ends());
  return code;
}

int closed_with_bytes(TestServer& server, std::string_view bytes) {
  return closed_with(server, [bytes](WireSocket& socket) { socket.client().send(bytes); });
}

TEST_CASE("a close is answered with its own code") {
  TestServer server;
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send_close(1000); }) == 1000);
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send_close(4321); }) == 4321);
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send(close_frame, ""); }) == 1000);
}

TEST_CASE("frames that break the protocol are answered 1002") {
  TestServer server;
  const auto code = [&](int opcode, std::string_view payload, WireSocket::Form form) {
    return closed_with(server, [&](WireSocket& socket) { socket.send(opcode, payload, form); });
  };
  CHECK(code(text_frame, "unmasked", {.masked = false}) == 1002);
  CHECK(code(ping_frame, "", {.masked = false}) == 1002);
  CHECK(code(text_frame, "reserved bit", {.reserved_bits = 4}) == 1002);
  CHECK(code(ping_frame, "reserved bit", {.reserved_bits = 1}) == 1002);
  CHECK(code(3, "reserved kind", {}) == 1002);
  CHECK(code(11, "reserved kind", {}) == 1002);
  CHECK(code(0, "goes on from nothing", {}) == 1002);
  CHECK(code(ping_frame, "in parts", {.last = false}) == 1002);
  CHECK(code(ping_frame, std::string(126, 'p'), {}) == 1002);
  CHECK(closed_with(server, [](WireSocket& socket) {
          socket.send(text_frame, "one", {.last = false});
          socket.send(text_frame, "inside another");
        }) == 1002);
}

TEST_CASE("lengths that are written longer than need be are answered 1002") {
  TestServer server;
  CHECK(closed_with_bytes(server, {"\x81\xfe\x00\x01....x", 9}) == 1002);
  CHECK(closed_with_bytes(server, {"\x81\xff\x00\x00\x00\x00\x00\x00\x00\x01....x", 15}) == 1002);
}

TEST_CASE("a close of one byte, of no valid code, or with words that are none is answered 1002") {
  TestServer server;
  const auto code = [&](std::string_view payload) {
    return closed_with(server, [&](WireSocket& socket) { socket.send(close_frame, payload); });
  };
  CHECK(code("\x03") == 1002);
  for (const int invalid : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999}) {
    CAPTURE(invalid);
    CHECK(code(WireSocket::close_payload(invalid)) == 1002);
  }
  CHECK(code(WireSocket::close_payload(1000) + "\xff\xfe") == 1002);
}

TEST_CASE("binary messages are answered 1003") {
  TestServer server;
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send(binary_frame, "b"); }) == 1003);
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send(binary_frame, ""); }) == 1003);
  CHECK(closed_with(server, [](WireSocket& socket) {
          socket.send(binary_frame, "b", {.last = false});
        }) == 1003);
}

TEST_CASE("text that is not UTF-8 is answered 1007") {
  TestServer server;
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send(text_frame, "\xc3\x28"); }) ==
        1007);
  CHECK(closed_with(server, [](WireSocket& socket) { socket.send(text_frame, "\xe2\x82"); }) ==
        1007);
}

TEST_CASE("a message of 4 KiB is heard, a longer one is answered 1009") {
  TestServer server;
  const std::string most(4096, 'm');
  {
    WireSocket socket(server.port());
    socket.open("/stream");
    socket.send(text_frame, most);
    socket.send(text_frame, most.substr(1), {.last = false});
    socket.send(0, "m");
    server.wait_until(
        [&](const net::Figures&) { return !server.stage().heard.read(0, 1).empty(); });
    CHECK(server.stage().heard.read(0, 1)[0] == most);
  }
  CHECK(closed_with(server, [&](WireSocket& socket) { socket.send(text_frame, most + "m"); }) ==
        1009);
  CHECK(closed_with(server, [&](WireSocket& socket) {
          socket.send(text_frame, most, {.last = false});
          socket.send(0, "m");
        }) == 1009);
  CHECK(closed_with_bytes(server, {"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff....", 14}) == 1009);
}

TEST_CASE("parts without content are no message, and no way around the limit") {
  TestServer server;
  WireSocket socket(server.port());
  socket.open("/stream");
  socket.send(text_frame, "", {.last = false});
  for (int i = 0; i < 1000; ++i) socket.send(0, "", {.last = false});
  socket.send(0, "end");
  server.wait_until([&](const net::Figures&) { return !server.stage().heard.read(0, 1).empty(); });
  CHECK(server.stage().heard.read(0, 2) == std::vector<std::string>{"end"});
}

TEST_CASE("a client that is refused and does not close its side is cut off") {
  net::ServerSettings settings = TestServer::settings();
  settings.timeouts.heartbeat = std::chrono::milliseconds(100);
  settings.timeouts.farewell = std::chrono::milliseconds(100);
  TestServer server(settings);
  WireSocket unmasked(server.port());
  unmasked.open("/stream");
  unmasked.send(text_frame, "unmasked", {.masked = false});
  WireSocket binary(server.port());
  binary.open("/stream");
  binary.send(binary_frame, "");
  server.wait_until([](const net::Figures& figures) { return figures.sockets == 0; });
}

}  // namespace
}  // namespace kalends::test
