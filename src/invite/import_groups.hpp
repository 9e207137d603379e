#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <kalends/ical/component.hpp>

namespace kalends::invite {

/// An event and its changed occurrences (RFC 5545 3.8.4.4), as they came; either may be missing.
struct EventGroup {
  std::string uid;
  std::optional<ical::Component> master;
  std::vector<ical::Component> occurrences;
  std::vector<ical::Component> doubles;  // events that another of the same UID stands for
};

/// Puts together what belongs together, though it may come apart and in any order. Events that
/// nothing more belongs to go straight through; series and occurrences wait for the end, or until
/// too much waits.
class EventGroups {
 public:
  static constexpr std::size_t most_bytes = 32 << 20;  // about, of what waits

  /// What is complete now. An event that `must_wait` does so until the end.
  std::vector<EventGroup> add(ical::Component vevent, bool must_wait);
  /// All that waits.
  std::vector<EventGroup> take_all();

 private:
  std::vector<EventGroup> make_room();
  void put_master(EventGroup& group, ical::Component vevent);
  bool is_double(const std::string& uid, const ical::Component& vevent);

  std::map<std::string, EventGroup> waiting_;
  std::unordered_map<std::size_t, int> seen_;  // hash of UID -> SEQUENCE
  std::size_t bytes_ = 0;
};

}  // namespace kalends::invite
