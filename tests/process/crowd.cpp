#include "crowd.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <kalends/base/time.hpp>
#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

using std::chrono::seconds;

const char* torture() { return std::getenv("KALENDS_TORTURE_ROUNDS"); }

}  // namespace

Crowd::Crowd(std::uint16_t port, std::uint64_t seed, Load load) {
  std::mt19937_64 dice(seed);
  for (const char* name : {"ann", "bob", "cem", "dóra"}) {
    ledgers_.emplace_back().person = register_person(port, name, "Europe/Berlin");
  }
  for (Ledger& ledger : ledgers_) {
    inboxes_[ledger.person.id];
    const bool files = load == Load::heavy && &ledger == &ledgers_.back();
    writers_.emplace_back(ledger, inboxes_, dice(), files ? Writes::large_files : Writes::anything);
  }
}

void Crowd::write(std::uint16_t port, int answers, const std::function<void()>& end) {
  const int wanted = acknowledged_.number() + answers;
  std::atomic<bool> over = false;
  std::vector<std::future<void>> threads;
  for (Writer& writer : writers_) {
    threads.push_back(
        std::async(std::launch::async, [&] { writer.write(port, acknowledged_, refused_, over); }));
  }
  try {
    CHECK(acknowledged_.reaches(wanted));
    end();
  } catch (...) {
    over = true;
    throw;
  }
  over = true;
  for (auto& thread : threads) thread.get();
}

void Crowd::check_recent(std::uint16_t port) {
  std::set<std::string> all;
  for (Ledger& ledger : ledgers_) all.merge(std::exchange(ledger.touched, {}));
  check_meetings(port, ledgers_, all);
}

void Crowd::check_everything(std::uint16_t port) {
  std::set<std::string> all;
  for (std::size_t i = 0; i < ledgers_.size(); ++i) {
    Client client(port, ledgers_[i].person.token);
    REQUIRE(writers_[i].repeat(client));
    for (const auto& [id, meeting] : ledgers_[i].meetings) all.insert(id);
  }
  check_meetings(port, ledgers_, all);
  check_calendars(port, ledgers_);
  wait_for_reminders(port);
  check_logs(port, ledgers_);
}

/// With one more that comes after all others.
void Crowd::wait_for_reminders(std::uint16_t port) {
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

void check_file(const std::string& database) {
  db::Connection connection(database, db::Mode::reader);
  db::Rows rows = connection.query("PRAGMA integrity_check");
  REQUIRE(rows.next());
  CHECK(rows.get<std::string>(0) == "ok");
  CHECK_FALSE(connection.query("PRAGMA foreign_key_check").next());
}

int rounds(int usually) { return torture() == nullptr ? usually : std::atoi(torture()); }

void tell(const std::string& line) {
  if (torture() != nullptr) fmt::print(stderr, "{}\n", line);
}

}  // namespace kalends::test
