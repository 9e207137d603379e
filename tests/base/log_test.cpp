#include "support/fake_clock.hpp"

#include <array>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <kalends/base/log.hpp>

namespace kalends {
namespace {

constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 30} +
                       std::chrono::hours{12}};

/// A log whose other end the test reads.
class PipedLog {
 public:
  explicit PipedLog(LogLevel least = LogLevel::debug)
      : clock_(noon), ends_(open()), log_(ends_[1], least, clock_) {}
  ~PipedLog() {
    close(ends_[0]);
    if (ends_[1] >= 0) close(ends_[1]);
  }
  PipedLog(const PipedLog&) = delete;
  PipedLog& operator=(const PipedLog&) = delete;

  Log& log() { return log_; }
  void end() { close(std::exchange(ends_[1], -1)); }
  std::string read_all() {
    std::string all;
    char part[4096];
    for (ssize_t size = 0; (size = read(ends_[0], part, sizeof part)) > 0;) {
      all.append(part, static_cast<std::size_t>(size));
    }
    return all;
  }
  std::string read_to_end() {
    end();
    return read_all();
  }

 private:
  static std::array<int, 2> open() {
    std::array<int, 2> ends{};
    REQUIRE(pipe2(ends.data(), O_CLOEXEC) == 0);
    return ends;
  }
  test::FakeClock clock_;
  std::array<int, 2> ends_;
  Log log_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    lines.push_back(text.substr(begin, end - begin));
  }
  return lines;
}

TEST_CASE("a line has its time, level, event and fields") {
  PipedLog piped;
  piped.log().write(LogLevel::info, "request", {{"id", "r1"}, {"status", 200}, {"ms", 1.5}});
  CHECK(piped.read_to_end() ==
        "ts=2026-03-30T12:00:00.000Z level=info event=request id=r1 status=200 ms=1.5\n");
}

TEST_CASE("lines below the level are not written") {
  PipedLog piped(LogLevel::warning);
  CHECK_FALSE(piped.log().shows(LogLevel::info));
  piped.log().write(LogLevel::debug, "a");
  piped.log().write(LogLevel::info, "b");
  piped.log().write(LogLevel::warning, "c");
  piped.log().write(LogLevel::error, "d");
  CHECK(lines_of(piped.read_to_end()).size() == 2);
}

TEST_CASE("a log that is off writes nothing") {
  PipedLog piped(LogLevel::off);
  piped.log().write(LogLevel::error, "d");
  CHECK(piped.read_to_end().empty());
}

TEST_CASE("a value with spaces or quotes is quoted") {
  PipedLog piped;
  piped.log().write(LogLevel::info, "e", {{"a", "two words"}, {"b", "say \"hi\""}, {"c", "x=y"}});
  const std::string text = piped.read_to_end();
  CHECK(text.find(R"(a="two words" b="say \"hi\"" c="x=y")") != std::string::npos);
}

TEST_CASE("an empty value is seen as empty") {
  PipedLog piped;
  piped.log().write(LogLevel::info, "e", {{"a", ""}, {"b", "1"}});
  CHECK(piped.read_to_end().find(R"(a="" b=1)") != std::string::npos);
}

TEST_CASE("a value cannot begin a line or a field of its own") {
  PipedLog piped;
  piped.log().write(LogLevel::info, "e",
                    {{"path", "/x\nts=2026 level=error event=forged"},
                     {"agent", "\" level=error user=\""},
                     {"slash", "\\\" level=error"},
                     {"escape", "\x1b[2J\r\x7f"}});
  const auto lines = lines_of(piped.read_to_end());
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find(R"(path="/x\x0ats=2026 level=error event=forged")") != std::string::npos);
  CHECK(lines[0].find(R"(agent="\" level=error user=\"")") != std::string::npos);
  CHECK(lines[0].find(R"(slash="\\\" level=error")") != std::string::npos);
  CHECK(lines[0].find(R"(escape="\x1b[2J\x0d\x7f")") != std::string::npos);
}

TEST_CASE("a value with NUL is written whole, and visibly") {
  PipedLog piped;
  piped.log().write(LogLevel::info, "e", {{"a", std::string_view("x\0y", 3)}});
  CHECK(piped.read_to_end().find(R"(a="x\x00y")") != std::string::npos);
}

TEST_CASE("names in any script stay readable") {
  PipedLog piped;
  piped.log().write(LogLevel::info, "e", {{"name", "\u674e\u96f7"}});
  CHECK(piped.read_to_end().find("name=\u674e\u96f7\n") != std::string::npos);
}

TEST_CASE("a long value is cut, but never inside a character") {
  PipedLog piped;
  std::string value(499, 'x');
  for (int i = 0; i < 10; ++i) value += "\u674e";
  piped.log().write(LogLevel::info, "e", {{"v", value}, {"n", std::string(9000, '\x80')}});
  const std::string text = piped.read_to_end();
  CHECK(text.find("xxx\u674e\u2026\" n=") != std::string::npos);
  CHECK(text.size() < 2000);
}

TEST_CASE("lines of many threads do not mix, however long they are and however slow the reader") {
  PipedLog piped;
  const std::string value(20'000, 'x');
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&] {
      for (int n = 0; n < 50; ++n) piped.log().write(LogLevel::info, "e", {{"v", value}, {"n", n}});
    });
  }
  std::string all;
  std::thread reader([&] { all = piped.read_all(); });
  for (std::thread& writer : writers) writer.join();
  piped.end();
  reader.join();
  const auto lines = lines_of(all);
  CHECK(lines.size() == 200);
  for (const std::string& line : lines) {
    REQUIRE(line.starts_with("ts=2026-03-30T12:00:00.000Z level=info event=e v=\"xxx"));
    REQUIRE(line.find("ts=", 1) == std::string::npos);
    REQUIRE(line.find(" n=") != std::string::npos);
  }
}

TEST_CASE("a log that nobody can take any more stops nobody") {
  const test::FakeClock clock(noon);
  Log log(-1, LogLevel::debug, clock);
  CHECK_NOTHROW(log.write(LogLevel::error, "e", {{"a", "b"}}));
}

}  // namespace
}  // namespace kalends
