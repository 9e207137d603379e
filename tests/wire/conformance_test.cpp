#include "conformance.hpp"

#include "test_server.hpp"

#include <algorithm>
#include <system_error>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

/// The bytes, in the pieces in which they are sent.
std::vector<std::string> pieces_of(const Case& each, Chop way) {
  std::vector<std::string> frames;
  std::string all;
  for (const CaseFrame& frame : each.said) {
    frames.push_back(WireSocket::bytes_of(
        frame.opcode, frame.payload, {.last = frame.last, .reserved_bits = frame.reserved_bits}));
    all += frames.back();
  }
  if (way == Chop::nowhere) return {all};
  if (way == Chop::at_frames) return frames;
  // 997 is how the suite cuts what is long (1.1.8, 1.2.8).
  const std::size_t size = all.size() < 2'000 ? 1 : 997;
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < all.size(); at += size) pieces.push_back(all.substr(at, size));
  return pieces;
}

/// What is said after the server has ended the connection may not get there.
void say(WireSocket& socket, const std::vector<std::string>& pieces) {
  try {
    for (const std::string& piece : pieces) socket.client().send(piece);
  } catch (const std::system_error&) {
  }
}

bool same(const WireFrame& heard, const CaseFrame& expected) {
  return heard.opcode == expected.opcode && heard.payload == expected.payload;
}

/// Nothing but what is expected comes before the end, and all of it where nothing is wrong.
void run(TestServer& server, const Case& each, Chop way) {
  CAPTURE(each.number);
  CAPTURE(static_cast<int>(way));
  WireSocket socket(server.port());
  CHECK(socket.open("/echo").status == 101);
  say(socket, pieces_of(each, way));
  std::size_t heard = 0;
  if (each.fails_with == 0) {
    for (; heard < each.heard.size(); ++heard) CHECK(same(socket.frame(), each.heard[heard]));
    socket.send_close(1000);
  }
  WireFrame last = socket.frame();
  for (; last.opcode != close_frame && heard < each.heard.size(); last = socket.frame()) {
    CHECK(same(last, each.heard[heard++]));
  }
  CHECK(last.opcode == close_frame);
  CHECK(last.close_code() == (each.fails_with == 0 ? 1000 : each.fails_with));
  socket.client().finish();
  CHECK(socket.client().ends());
}

void run_all(const std::vector<Case>& cases) {
  TestServer server;
  for (const Case& each : cases) {
    for (const Chop way : each.ways) run(server, each, way);
  }
  MESSAGE(cases.size(), " cases");
}

TEST_CASE("the suite's cases 1 to 4: lengths, pings, reserved bits and kinds") {
  run_all(framing_cases());
}

TEST_CASE("the suite's cases 5: messages in parts") { run_all(part_cases()); }

TEST_CASE("the suite's cases 6: UTF-8") { run_all(utf8_cases()); }

TEST_CASE("the suite's cases 7: ends") { run_all(close_cases()); }

TEST_CASE("the suite's cases 6.4: what cannot become UTF-8 ends before its message does") {
  const std::string good = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";
  const std::string bad = "\xf4\x90\x80\x80";
  const std::string whole = WireSocket::bytes_of(text_frame, good + bad + "edited", {});
  const std::size_t head = whole.size() - good.size() - bad.size() - 6;
  TestServer server;
  const auto ends = [&](const std::vector<std::string>& pieces) {
    WireSocket socket(server.port());
    CHECK(socket.open("/echo").status == 101);
    for (const std::string& piece : pieces) socket.client().send(piece);
    CHECK(socket.close_code() == 1007);
  };
  ends({WireSocket::bytes_of(text_frame, good, {.last = false}),
        WireSocket::bytes_of(continuation_frame, bad, {.last = false})});
  ends({WireSocket::bytes_of(text_frame, good + bad.substr(0, 2), {.last = false}),
        WireSocket::bytes_of(continuation_frame, bad.substr(2), {.last = false})});
  ends({whole.substr(0, head + good.size()), whole.substr(head + good.size(), bad.size())});
  std::vector<std::string> octets;
  for (const char octet : whole.substr(0, whole.size() - 6)) octets.emplace_back(1, octet);
  ends(octets);
}

/// A message in parts of this size, and back.
void echo_in_parts(WireSocket& socket, int kind, const std::string& message, std::size_t size) {
  for (std::size_t at = 0; at < message.size(); at += size) {
    const bool last = at + size >= message.size();
    socket.send(at == 0 ? kind : continuation_frame, message.substr(at, size), {.last = last});
  }
  const WireFrame back = socket.frame();
  CHECK(back.opcode == kind);
  CHECK(back.payload == message);
}

TEST_CASE("the suite's cases 9.1 to 9.6 and 10.1: large messages, whole, in parts, and chopped") {
  TestServer server;
  for (const int kind : {text_frame, binary_frame}) {
    WireSocket socket(server.port());
    CHECK(socket.open("/echo").status == 101);
    for (const std::size_t kib : {64, 256, 1024, 4096, 8192, 16384}) {
      echo_in_parts(socket, kind, std::string(kib << 10, '*'), kib << 10);
    }
    for (const std::size_t part : {64, 256, 1024, 4096, 16384, 65536, 262144, 1 << 20, 4 << 20}) {
      echo_in_parts(socket, kind, std::string(4 << 20, '*'), part);
    }
    echo_in_parts(socket, kind, std::string(65536, '*'), 1300);
    const std::string whole = WireSocket::bytes_of(kind, std::string(1 << 20, '*'), {});
    for (const std::size_t piece : {64, 128, 256, 512, 1024, 2048}) {
      for (std::size_t at = 0; at < whole.size(); at += piece) {
        socket.client().send(std::string_view(whole).substr(at, piece));
      }
      CHECK(socket.frame().payload.size() == 1 << 20);
    }
  }
}

TEST_CASE("the suite's cases 9.7 and 9.8: a thousand messages there and back") {
  TestServer server;
  for (const int kind : {text_frame, binary_frame}) {
    WireSocket socket(server.port());
    CHECK(socket.open("/echo").status == 101);
    for (const std::size_t size : {0, 16, 64, 256, 1024, 4096}) {
      for (int i = 0; i < 1000; ++i) {
        socket.send(kind, std::string(size, '*'));
        CHECK(socket.frame().payload.size() == size);
      }
    }
  }
}

TEST_CASE("the suite's cases 12 and 13: compression is offered, and not taken") {
  TestServer server;
  WireSocket socket(server.port());
  const WireAnswer answer = socket.open(
      "/echo", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
  CHECK(answer.status == 101);
  CHECK(answer.field("sec-websocket-extensions").empty());
}

}  // namespace
}  // namespace kalends::test
