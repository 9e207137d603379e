#pragma once

#include "client.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <kalends/base/clock.hpp>

namespace kalends::test {

struct Said {
  std::string response = "needs-action";
  std::string comment;
  bool operator==(const Said&) const = default;
};

struct KeptFile {
  json::value answer;  // as it was acknowledged
  std::string content;
};

struct KeptMeeting {
  json::object answer;              // as it was acknowledged
  std::vector<std::string> guests;  // their ids
  std::vector<KeptFile> files;
  std::optional<Instant> due;  // of the reminder that the test lives to see
  int minutes_before = 0;      // of that one
};

/// A request that was sent, and may have been stored or not.
struct Attempt {
  enum class Kind { meeting, answer, file };
  Kind kind = Kind::meeting;
  Request request;
  std::string meeting;  // answer, file: its id
  KeptMeeting draft;    // meeting
  Said said;            // answer
};

/// What one person was told is stored, kept outside of all that is killed.
struct Ledger {
  Person person;
  std::map<std::string, KeptMeeting> meetings;    // that they organize, by id
  std::map<std::string, std::vector<Said>> said;  // to the invitations of others, by meeting
  std::optional<Attempt> attempt;
  std::set<std::string> touched;  // meetings, since this was last emptied
};

/// Holds the server against the ledgers: each of these meetings is there as it was acknowledged,
/// byte for byte, with every answer and file, and beside these only what was attempted, whole.
void check_meetings(std::uint16_t port, const std::vector<Ledger>& ledgers,
                    const std::set<std::string>& meetings);

/// When nothing is attempted any more: each person's calendar holds their meetings and no other.
void check_calendars(std::uint16_t port, const std::vector<Ledger>& ledgers);

/// When the last reminder was said: each person was told everything once, and nothing else.
void check_logs(std::uint16_t port, const std::vector<Ledger>& ledgers);

}  // namespace kalends::test
