// Frames of a WebSocket, as a client may send them, over a real connection to the program's own
// network code. What comes back is held against a model. The first byte of an input says how the
// others are cut into pieces.
#include "echo/echo.hpp"
#include "frame_model.hpp"
#include "support/wire_client.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <kalends/net/server.hpp>

namespace {

using namespace kalends;
using test::Expected;

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

/// An echo that lives as long as the process.
class Echo {
 public:
  Echo()
      : log_(2, LogLevel::error, clock_),
        server_(
            {}, [] { return std::make_unique<test::EchoHandler>(); }, log_),
        thread_([this] { server_.run(); }) {}
  ~Echo() {
    server_.stop();
    thread_.join();
  }
  std::uint16_t port() const { return server_.port(); }

 private:
  SystemClock clock_;
  Log log_;
  net::Server server_;
  std::thread thread_;
};

/// What came back.
struct Seen {
  std::vector<std::string> messages;
  std::vector<std::string> pongs;
  int close_code = 0;
};

void take(const test::WireFrame& frame, Seen& seen) {
  must(seen.close_code == 0, "something comes behind the close frame");
  must(frame.last, "an answer is cut into parts");
  if (frame.opcode == test::close_frame) {
    seen.close_code = frame.close_code() == 1005 ? 1000 : frame.close_code();
  } else if (frame.opcode == test::pong_frame) {
    seen.pongs.push_back(frame.payload);
  } else {
    must(frame.opcode == test::text_frame || frame.opcode == test::binary_frame, "an odd frame");
    seen.messages.push_back(frame.payload);
  }
}

void send(test::WireClient& client, std::string_view bytes, unsigned cut) {
  const std::size_t part = cut < 128 ? bytes.size() : 1 + cut % 16;
  while (!bytes.empty()) {
    client.send(bytes.substr(0, part));
    bytes.remove_prefix(std::min(part, bytes.size()));
  }
}

bool begins(const std::vector<std::string>& all, const std::vector<std::string>& first) {
  return first.size() <= all.size() && std::equal(first.begin(), first.end(), all.begin());
}

/// Each is one of `all`, in their order; some may have been left out (RFC 6455 5.5.3).
bool some_of(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  auto at = all.begin();
  for (const std::string& each : some) {
    at = std::find(at, all.end(), each);
    if (at++ == all.end()) return false;
  }
  return true;
}

/// All of it came back, and then it ends in good order.
void end_well(test::WireSocket& socket, const Expected& expected, Seen& seen) {
  while (seen.messages.size() < expected.messages.size()) take(socket.frame(), seen);
  socket.send_close(1000);
  while (seen.close_code == 0) take(socket.frame(), seen);
  must(seen.close_code == 1000, "another code than ours closes it");
  must(seen.messages == expected.messages, "not what was sent comes back");
}

void end_badly(test::WireSocket& socket, const Expected& expected, Seen& seen) {
  while (seen.close_code == 0) take(socket.frame(), seen);
  must(seen.close_code == expected.close_code, "closed with another code");
  must(begins(expected.messages, seen.messages), "not what was sent comes back");
}

void run(std::uint16_t port, std::string_view bytes, unsigned cut) {
  const Expected expected = test::expected_of(bytes);
  test::WireSocket socket(port);
  must(socket.open("/").status == 101, "no WebSocket");
  send(socket.client(), bytes, cut);
  Seen seen;
  if (expected.close_code != 0) {
    end_badly(socket, expected, seen);
  } else if (expected.whole) {
    end_well(socket, expected, seen);
  } else {
    socket.client().finish();
  }
  must(some_of(expected.pings, seen.pongs), "a pong for no ping");
  if (expected.close_code != 0 || expected.whole) socket.client().finish();
  socket.client().read_to_end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Echo echo;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    run(echo.port(), text.substr(1), data[0]);
  } catch (const std::exception& problem) {
    must(false, problem.what());
  }
  return 0;
}
