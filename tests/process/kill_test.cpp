#include "kalends.hpp"
#include "load.hpp"
#include "support/temp_dir.hpp"

#include <csignal>
#include <future>
#include <utility>

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>
#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int rounds = 20;

/// Four people who write at once, and the file they write to.
class Crowd {
 public:
  explicit Crowd(std::uint64_t seed) : dice_(seed) {
    KalendsServer server = start();
    for (const char* name : {"ann", "bob", "cem", "dóra"}) {
      ledgers_.emplace_back().person = register_person(server.port(), name, "Europe/Berlin");
    }
    kill(server.process());
    for (Ledger& ledger : ledgers_) {
      inboxes_[ledger.person.id];
      writers_.emplace_back(ledger, inboxes_, dice_());
    }
  }

  void write_and_kill() {
    if (below(3) == 0) kill_while_it_starts();
    KalendsServer server = start();
    check_meetings(server.port(), ledgers_, touched());
    Tally acknowledged;
    std::vector<std::future<void>> threads;
    for (Writer& writer : writers_) {
      threads.push_back(
          std::async(std::launch::async, [&] { writer.write(server.port(), acknowledged); }));
    }
    CHECK(acknowledged.reaches(static_cast<int>(below(120))));
    CHECK_FALSE(server.process().ends_within(some_moment()));
    kill(server.process());
    for (auto& thread : threads) thread.get();
  }

  void check_everything() {
    KalendsServer server = start();
    std::set<std::string> all;
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
      Client client(server.port(), ledgers_[i].person.token);
      writers_[i].repeat(client);
      for (const auto& [id, meeting] : ledgers_[i].meetings) all.insert(id);
    }
    MESSAGE(all.size(), " meetings were acknowledged");
    check_meetings(server.port(), ledgers_, all);
    check_calendars(server.port(), ledgers_);
    wait_for_reminders(server.port());
    check_logs(server.port(), ledgers_);
    server.process().signal(SIGTERM);
    CHECK(server.process().wait().status == 0);
  }

  void check_file() const {
    db::Connection connection(path(), db::Mode::reader);
    db::Rows rows = connection.query("PRAGMA integrity_check");
    REQUIRE(rows.next());
    CHECK(rows.get<std::string>(0) == "ok");
    CHECK_FALSE(connection.query("PRAGMA foreign_key_check").next());
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

  std::set<std::string> touched() {
    std::set<std::string> all;
    for (Ledger& ledger : ledgers_) all.merge(std::exchange(ledger.touched, {}));
    return all;
  }

  /// With one more that comes after all others.
  void wait_for_reminders(std::uint16_t port) {
    Instant last = SystemClock().now() + seconds(2);
    for (const Ledger& ledger : ledgers_) {
      for (const auto& [id, meeting] : ledger.meetings)
        last = std::max(last, meeting.due.value_or(last));
    }
    Listener listener(port, ledgers_[0].person);
    Client client(port, ledgers_[0].person.token);
    const Reply made = client.post("/api/v1/meetings", {{"title", "The last one"},
                                                        {"start", format_utc(last + seconds(2))},
                                                        {"duration", "PT1H"},
                                                        {"reminders", json::array{0}}});
    REQUIRE(made.status == 201);
    KeptMeeting kept{made.body.as_object(), {}, {}, last + seconds(2), 0};
    ledgers_[0].meetings[made.string("id")] = kept;
    while (listener.next().at("meeting").at("id") != made["id"]) {
    }
  }

  std::uint64_t below(std::uint64_t number) { return dice_() % number; }

  std::mt19937_64 dice_;
  TempDir directory_;
  std::vector<Ledger> ledgers_;
  std::map<std::string, Inbox> inboxes_;
  std::vector<Writer> writers_;
};

TEST_CASE("what was acknowledged survives kill -9 at any moment, and is told exactly once") {
  const std::uint64_t seed = std::random_device()();
  MESSAGE("seed ", seed);
  CAPTURE(seed);
  Crowd crowd(seed);
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    crowd.write_and_kill();
  }
  crowd.check_everything();
  crowd.check_file();
}

}  // namespace
}  // namespace kalends::test
