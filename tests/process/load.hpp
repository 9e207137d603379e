#pragma once

#include "ledger.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>

namespace kalends::test {

/// Meetings that somebody was invited to, as others tell of them.
class Inbox {
 public:
  struct Invitation {
    std::string meeting;
    bool may_decline;  // nobody is reminded of what they declined
  };

  void add(Invitation invitation);
  std::optional<Invitation> pick(std::mt19937_64& dice);

 private:
  std::mutex mutex_;
  std::vector<Invitation> all_;
};

/// A number that is waited for.
class Tally {
 public:
  void add();
  /// False when it is not reached within a minute.
  bool reaches(int number);
  int number() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int number_ = 0;
};

enum class Writes { anything, large_files };

/// One person who makes meetings, answers invitations and adds files as fast as they are stored,
/// and writes down what was acknowledged.
class Writer {
 public:
  Writer(Ledger& ledger, std::map<std::string, Inbox>& inboxes, std::uint64_t seed, Writes writes)
      : ledger_(ledger), inboxes_(inboxes), dice_(seed), writes_(writes) {}

  /// Repeats what was not acknowledged, as a client does that lost its connection. False when it
  /// is told to try later; throws std::logic_error when it is refused otherwise.
  bool repeat(Client& client);
  /// Until the connection breaks or it is over.
  void write(std::uint16_t port, Tally& acknowledged, Tally& refused,
             const std::atomic<bool>& over);

 private:
  Attempt next();
  Attempt meeting();
  std::optional<Attempt> answer();
  std::optional<Attempt> file(std::uint64_t bytes);
  void keep(const Reply& reply);
  std::string new_key();
  std::string some_text(std::size_t most);
  std::uint64_t below(std::uint64_t number) { return dice_() % number; }

  Ledger& ledger_;
  std::map<std::string, Inbox>& inboxes_;  // by person
  std::mt19937_64 dice_;
  Writes writes_;
  int made_ = 0;
};

}  // namespace kalends::test
