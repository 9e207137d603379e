#include "crowd.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <csignal>
#include <optional>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

/// A server that is killed again and again while four people write to it.
class Victim {
 public:
  explicit Victim(std::uint64_t seed) : dice_(seed) {
    KalendsServer server = start();
    crowd_.emplace(server.port(), dice_());
    kill(server.process());
  }

  void write_and_kill() {
    if (below(3) == 0) kill_while_it_starts();
    const auto killed = steady_clock::now();
    KalendsServer server = start();
    longest_away_ = std::max(longest_away_, steady_clock::now() - killed);
    crowd_->check_recent(server.port());
    crowd_->write(server.port(), static_cast<int>(below(120)), [&] {
      CHECK_FALSE(server.process().ends_within(some_moment()));
      kill(server.process());
    });
  }

  void check_everything() {
    KalendsServer server = start();
    crowd_->check_everything(server.port());
    CHECK(crowd_->refused().number() == 0);
    server.process().signal(SIGTERM);
    CHECK(server.process().wait().status == 0);
    check_file(path());
  }

  std::string summary() {
    return fmt::format("{} writes were acknowledged; away for at most {} ms",
                       crowd_->acknowledged().number(),
                       std::chrono::ceil<milliseconds>(longest_away_).count());
  }

 private:
  std::string path() const { return directory_.file("kalends.db"); }

  KalendsServer start() const {
    return KalendsServer(path(), {"--log-level", "error", "--notifications-keep", "100000"});
  }

  void kill_while_it_starts() {
    Process process(KALENDS_BINARY, {"serve", "--database", path(), "--listen", "127.0.0.1:0"});
    CHECK_FALSE(process.ends_within(milliseconds(below(100))));
    process.signal(SIGKILL);
    process.wait();
  }

  static void kill(Process& process) {
    process.signal(SIGKILL);
    const Outcome outcome = process.wait();
    CHECK(outcome.status == 128 + SIGKILL);
    CHECK(outcome.err == "");
  }

  /// Not right behind an answer, but anywhere between; or when reminders are being said.
  milliseconds some_moment() {
    const milliseconds a_little(below(20));
    if (below(2) == 0) return a_little;
    const auto now = SystemClock().now_precise();
    return std::chrono::ceil<seconds>(now) - now + a_little;
  }

  std::uint64_t below(std::uint64_t number) { return dice_() % number; }

  std::mt19937_64 dice_;
  TempDir directory_;
  std::optional<Crowd> crowd_;
  steady_clock::duration longest_away_{};
};

TEST_CASE("what was acknowledged survives kill -9 at any moment, and is told exactly once") {
  const std::uint64_t seed = std::random_device()();
  MESSAGE("seed ", seed);
  CAPTURE(seed);
  Victim victim(seed);
  for (int round = 0; round < rounds(30); ++round) {
    CAPTURE(round);
    victim.write_and_kill();
    tell(fmt::format("kill {}: {}", round + 1, victim.summary()));
  }
  victim.check_everything();
  MESSAGE(victim.summary());
}

}  // namespace
}  // namespace kalends::test
