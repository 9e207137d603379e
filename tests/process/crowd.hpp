#pragma once

#include "kalends.hpp"
#include "load.hpp"

#include <functional>
#include <set>

namespace kalends::test {

/// Four people who write at once, with the ledger of what each was told is stored. Everything is
/// checked with doctest.
class Crowd {
 public:
  /// `heavy`: one of them adds large files and nothing else.
  enum class Load { light, heavy };

  /// Registers them.
  Crowd(std::uint16_t port, std::uint64_t seed, Load load = Load::light);

  /// They write, and go on when they are told to try later, until the server is gone or `end` is
  /// over, which is called when so many more writes were acknowledged.
  void write(std::uint16_t port, int answers, const std::function<void()>& end);

  /// What was written since this was last asked is there.
  void check_recent(std::uint16_t port);
  /// Repeats what was not acknowledged, waits for the last reminder, and checks everything.
  void check_everything(std::uint16_t port);

  const Person& person(std::size_t index) const { return ledgers_.at(index).person; }
  Tally& acknowledged() { return acknowledged_; }
  /// How often somebody was told to try later.
  Tally& refused() { return refused_; }

 private:
  void wait_for_reminders(std::uint16_t port);

  std::vector<Ledger> ledgers_;
  std::map<std::string, Inbox> inboxes_;
  std::vector<Writer> writers_;
  Tally acknowledged_;
  Tally refused_;
};

/// Checks the file and its log as SQLite does, without a server.
void check_file(const std::string& database);

/// How many rounds a test has: so many, or those of KALENDS_TORTURE_ROUNDS.
int rounds(int usually);
/// A line for who looks on, when there are more rounds than usual.
void tell(const std::string& line);

}  // namespace kalends::test
