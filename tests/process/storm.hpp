#pragma once

#include "client.hpp"
#include "kalends.hpp"
#include "ledger.hpp"
#include "support/temp_dir.hpp"

#include <map>
#include <mutex>
#include <set>
#include <vector>

namespace kalends::test {

/// A meeting, or one occurrence of it.
struct State {
  std::string title;
  std::string start;
  bool cancelled = false;
  std::map<std::string, Said> guests;
  bool operator==(const State&) const = default;
};

/// As the details of a meeting show it. Checks that nobody is in it twice.
State state_of(const json::value& details);

/// What all clients saw and were told is stored.
class Witness {
 public:
  void add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    acknowledged_.insert(line);
  }
  /// One ETag is one content, whoever sees it and when.
  void saw(const Reply& reply) {
    const std::lock_guard lock(mutex_);
    const auto [known, fresh] = seen_.emplace(reply.wire.field("etag"), reply.wire.body);
    if (!fresh && known->second != reply.wire.body) ++reused_;
  }
  const std::multiset<std::string>& acknowledged() const { return acknowledged_; }
  std::size_t etags() const { return seen_.size(); }
  int reused() const { return reused_; }

 private:
  std::mutex mutex_;
  std::multiset<std::string> acknowledged_;
  std::map<std::string, std::string> seen_;
  int reused_ = 0;
};

/// A server, Ann, who invites, and seven guests in three meetings.
struct Storm {
  Storm();

  Client client(const Person& who) const { return Client(server.port(), who.token); }
  /// 32 clients act at once, each by these dice.
  void let_loose(std::uint64_t seed);

  TempDir directory;
  std::string path = directory.file("kalends.db");
  KalendsServer server{path, {"--log-level", "error"}};
  Person ann = register_person(server.port(), "ann", "Etc/UTC");
  std::vector<Person> guests;
  std::string plan;   // moved, with people coming and going
  std::string party;  // called off in the middle of it
  std::string talks;  // a series, of which two occurrences are moved and answered
  Witness witness;

 private:
  std::string make(json::object meeting, const json::array& attendees) const;
};

/// Of the series, those that are moved and answered.
inline const std::string storm_occurrences[] = {"2030-01-11T10:00:00Z", "2030-01-12T10:00:00Z"};
/// The list of all of it.
inline const std::string two_weeks = "/api/v1/users/me/calendar?from=2030-01-01&to=2030-01-15";

inline std::string text_in(const json::value& value) { return std::string(value.as_string()); }
inline std::string path_of(const std::string& meeting) { return "/api/v1/meetings/" + meeting; }

}  // namespace kalends::test
