#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <kalends/ical/time_zone.hpp>

namespace kalends::calendar {

/// Which zones the names in a text mean: a known name is that zone, whatever the text says of it;
/// an unknown one is what its VTIMEZONE describes. Never silently UTC. One thread.
class ImportedZones {
 public:
  // What comes beyond these is not looked at.
  static constexpr std::size_t most = 200;                 // VTIMEZONEs
  static constexpr std::size_t most_observances = 20'000;  // in all of them

  /// `own`: where times without a zone are read (RFC 5545 3.3.5, form 1).
  explicit ImportedZones(Zone own) : own_(own) {}

  struct Meant {
    Zone zone;  // in which the event is to be kept
    /// What the name means where no zone is like it: times must be carried over from here.
    std::optional<ical::EmbeddedZone> embedded;
  };

  void add(ical::Component vtimezone);
  /// Null when the name is unknown, and no VTIMEZONE of it has come yet.
  const Meant* find(const std::string& name);
  const Zone& own() const { return own_; }

 private:
  std::optional<Meant> look_up(const std::string& name) const;

  Zone own_;
  std::map<std::string, ical::Component> described_;
  std::size_t observances_ = 0;
  std::map<std::string, Meant> meant_;
  std::set<std::string> unknown_;
  std::optional<Meant> last_;  // where there is no room to remember more
};

}  // namespace kalends::calendar
