#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

struct Scene {
  Scene() { CHECK(socket.open("/echo").status == 101); }

  /// What comes back for a message of this kind, which must be of the same kind.
  std::string echoed(int kind, std::string_view message) {
    socket.send(kind, message);
    const WireFrame frame = socket.frame();
    CHECK(frame.opcode == kind);
    return frame.payload;
  }

  TestServer server;
  WireSocket socket{server.port()};
};

TEST_CASE("messages of all lengths of the length field come back as they went") {
  Scene scene;
  for (const int kind : {text_frame, binary_frame}) {
    for (const std::size_t size : {0, 1, 125, 126, 127, 128, 4096, 65'535, 65'536, 1 << 20}) {
      CAPTURE(size);
      const std::string message(size, 'm');
      CHECK(scene.echoed(kind, message) == message);
    }
  }
}

TEST_CASE("bytes of every value come back in a binary message") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  CHECK(Scene().echoed(binary_frame, bytes) == bytes);
}

TEST_CASE("text of one to four bytes a character comes back") {
  Scene scene;
  for (const std::string text : {"a", "\u00e4\u00df", "\u4e2d\u6587", "\U0001f4c5", "\ufffd\uffff",
                                 "\U0010ffff", "a\xcc\x88"}) {
    CHECK(scene.echoed(text_frame, text) == text);
  }
}

TEST_CASE("text that is no UTF-8 ends with 1007, wherever it was cut") {
  const std::vector<std::string> wrong = {
      "\xff",              // never occurs
      "\xc0\xaf",          // longer than need be
      "\xe0\x80\xaf",      //
      "\xf0\x80\x80\xaf",  //
      "\xed\xa0\x80",      // a surrogate
      "\xf4\x90\x80\x80",  // beyond U+10FFFF
      "\x80",              // goes on from nothing
      "\xe4\xb8",          // ends too early
      "good \xce then not",
  };
  TestServer server;
  for (const std::string& text : wrong) {
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      WireSocket socket(server.port());
      CHECK(socket.open("/echo").status == 101);
      socket.send(text_frame, text.substr(0, cut), {.last = false});
      socket.send(continuation_frame, text.substr(cut));
      CHECK(socket.close_code() == 1007);
    }
  }
}

TEST_CASE("a message in parts comes back whole, and pings between the parts are answered at once") {
  Scene scene;
  scene.socket.send(text_frame, "one ", {.last = false});
  scene.socket.send(ping_frame, "first");
  scene.socket.send(continuation_frame, "", {.last = false});
  scene.socket.send(ping_frame, "");
  scene.socket.send(continuation_frame, "\xc3", {.last = false});
  scene.socket.send(continuation_frame, "\xa4");
  const WireFrame first = scene.socket.frame();
  CHECK(first.opcode == pong_frame);
  CHECK(first.payload == "first");
  CHECK(scene.socket.frame().opcode == pong_frame);
  const WireFrame message = scene.socket.frame();
  CHECK(message.opcode == text_frame);
  CHECK(message.payload == "one \u00e4");
}

TEST_CASE("a thousand messages in one go come back in their order") {
  Scene scene;
  for (int i = 0; i < 1000; ++i) scene.socket.send(text_frame, std::to_string(i));
  for (int i = 0; i < 1000; ++i) CHECK(scene.socket.frame().payload == std::to_string(i));
}

TEST_CASE("a pong that nobody asked for is passed over") {
  Scene scene;
  scene.socket.send(pong_frame, "unasked");
  CHECK(scene.echoed(text_frame, "after it") == "after it");
}

}  // namespace
}  // namespace kalends::test
