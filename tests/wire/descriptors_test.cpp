#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <array>
#include <string>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <kalends/base/log.hpp>

namespace kalends::test {
namespace {

/// Lets this process have one more descriptor, and then none, for as long as it lives.
class OneMoreDescriptor {
 public:
  OneMoreDescriptor() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::dup(0);
    ::close(next);
    rlimit one = before_;
    one.rlim_cur = static_cast<rlim_t>(next) + 1;
    ::setrlimit(RLIMIT_NOFILE, &one);
  }
  ~OneMoreDescriptor() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  OneMoreDescriptor(const OneMoreDescriptor&) = delete;
  OneMoreDescriptor& operator=(const OneMoreDescriptor&) = delete;

 private:
  rlimit before_{};
};

/// The next line of the log; waits for it.
std::string line_of(int descriptor) {
  std::string line;
  for (char c = 0; c != '\n' && ::read(descriptor, &c, 1) == 1;) line += c;
  return line;
}

TEST_CASE(
    "a server out of descriptors waits between its attempts, and goes on when there are some") {
  std::array<int, 2> log{};
  REQUIRE(::pipe(log.data()) == 0);
  {
    net::ServerSettings settings = TestServer::settings();
    settings.threads = 1;
    TestServer server(settings, {}, log[1]);
    WireClient served(server.port());
    CHECK(served.get("/hello").body == "hello");

    // UBSan opens a pipe to look at an object whose type it has not seen, and would find no
    // descriptor.
    const SystemClock clock;
    Log(log[1], LogLevel::debug, clock).write(LogLevel::debug, "seen");
    CHECK(line_of(log[0]).find("event=seen") != std::string::npos);

    auto limit = std::make_unique<OneMoreDescriptor>();
    WireClient client(server.port());
    client.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
    CHECK(line_of(log[0]).find("event=accept.failed") != std::string::npos);
    const auto first = std::chrono::steady_clock::now();
    CHECK(line_of(log[0]).find("event=accept.failed") != std::string::npos);
    CHECK(std::chrono::steady_clock::now() - first > std::chrono::milliseconds(50));
    CHECK(served.get("/hello").body == "hello");
    limit.reset();
    CHECK(client.answer().body == "hello");
  }
  ::close(log[0]);
  ::close(log[1]);
}

}  // namespace
}  // namespace kalends::test
