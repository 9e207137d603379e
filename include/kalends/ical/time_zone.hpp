#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <kalends/base/error.hpp>
#include <kalends/base/zone.hpp>
#include <kalends/ical/component.hpp>
#include <kalends/ical/writer.hpp>

namespace kalends::ical {

/// A zone as a VTIMEZONE describes it (RFC 5545 3.6.5). Its rules are known up to 2200. A value;
/// any thread.
class EmbeddedZone {
 public:
  static constexpr std::size_t most_observances = 1000;
  static constexpr std::size_t most_changes = 10000;

  /// An error when it cannot be read, or says more than any zone can have to say. Rules are
  /// FREQ=YEARLY with BYMONTH, BYDAY, BYMONTHDAY, UNTIL and COUNT.
  static Result<EmbeddedZone> read(const Component& vtimezone);

  const std::string& name() const { return name_; }  // TZID
  /// Gaps and doubled times are read as `Zone` reads them (RFC 5545 3.3.5).
  Instant to_instant(LocalTime local) const;
  LocalTime to_local(Instant at) const;
  std::chrono::seconds offset_at(Instant at) const;

  /// When the offset changes, in order.
  struct Change {
    Instant at;
    std::chrono::seconds offset;  // from then on
    bool operator==(const Change&) const = default;
  };
  const std::vector<Change>& changes() const { return changes_; }

 private:
  std::string name_;
  std::chrono::seconds first_offset_{0};
  std::vector<Change> changes_;
};

/// The IANA zone whose offsets are the same in all these years, the best known first; a zone
/// without changes is UTC or `Etc/GMT-1` or the like. Nothing when there is none.
std::optional<Zone> same_zone(const EmbeddedZone& zone, std::chrono::year from,
                              std::chrono::year to);

/// Which zone a VTIMEZONE means: its known name (TZID, X-LIC-LOCATION), or else its `same_zone`.
std::optional<Zone> known_zone(const Component& vtimezone,
                               std::chrono::year from = std::chrono::year{2000},
                               std::chrono::year to = std::chrono::year{2040});

/// A VTIMEZONE called after the zone, right for instants from `from` on, and to `to` or for ever:
/// past changes one by one, then the yearly rule that goes on. What follows no rule is written out
/// as far as 2200.
void write_time_zone(Writer& writer, const Zone& zone, Instant from, std::optional<Instant> to);

}  // namespace kalends::ical
