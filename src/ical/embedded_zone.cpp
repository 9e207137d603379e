#include "yearly_rule.hpp"

#include <algorithm>
#include <utility>

#include <kalends/base/time.hpp>
#include <kalends/ical/time_zone.hpp>
#include <kalends/ical/value.hpp>

namespace kalends::ical {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::size_t most_rules = 100;
constexpr std::chrono::year first_year{1900};  // of rules, which may have begun in 1601
constexpr std::chrono::year last_year{2200};

/// A change as one observance tells it.
struct Onset {
  Instant at;
  seconds from;
  seconds to;
};

Instant read_at(LocalTime local, seconds offset) {
  return Instant{local.time_since_epoch() - offset};
}

Error bad(std::string message) { return invalid("/VTIMEZONE", std::move(message)); }

/// Collects what the observances tell, and refuses too much of it.
class Observances {
 public:
  std::optional<Error> add(const Component& observance) {
    const auto start = parse_date_time(observance.value("DTSTART"));
    const auto from = parse_utc_offset(observance.value("TZOFFSETFROM"));
    const auto to = parse_utc_offset(observance.value("TZOFFSETTO"));
    if (!start || !from || !to) {
      return bad("each part must have DTSTART, TZOFFSETFROM and TZOFFSETTO");
    }
    from_ = *from;
    to_ = *to;
    add_onset(start->local);
    for (const Property& property : observance.properties) {
      if (property.name == "RDATE" && !add_dates(property.value)) {
        return bad("RDATE must be dates and times");
      }
      if (property.name == "RRULE") {
        const auto rule = parse_yearly_rule(property.value, start->local);
        if (!rule || ++rules_ > most_rules) return bad("RRULE must be a yearly rule");
        add_rule(*rule, start->local);
      }
      if (full()) return bad("must not have so many changes");
    }
    return std::nullopt;
  }

  std::vector<Onset> onsets() && {
    std::stable_sort(onsets_.begin(), onsets_.end(),
                     [](const Onset& a, const Onset& b) { return a.at < b.at; });
    return std::move(onsets_);
  }

 private:
  bool full() const { return onsets_.size() > EmbeddedZone::most_changes; }

  void add_onset(LocalTime local) { onsets_.push_back({read_at(local, from_), from_, to_}); }

  bool add_dates(std::string_view list) {
    for (const std::string_view item : split_list(list)) {
      // Of a period, the start counts.
      const auto time = parse_date_time(item.substr(0, item.find('/')));
      if (!time) return false;
      if (full()) break;
      if (time->utc) {
        onsets_.push_back({read_at(time->local, seconds{0}), from_, to_});
      } else {
        add_onset(time->local);
      }
    }
    return true;
  }

  void add_rule(const YearlyRule& rule, LocalTime start) {
    const auto clock = start - std::chrono::floor<days>(start);
    const auto begin = std::chrono::year_month_day{std::chrono::floor<days>(start)}.year();
    int left = rule.count.value_or(static_cast<int>(EmbeddedZone::most_changes) + 1) - 1;
    for (auto year = rule.count ? begin : std::max(begin, first_year); year <= last_year; ++year) {
      for (const Date date : dates_in(rule, year)) {
        const LocalTime local = date + clock;
        if (local <= start) continue;
        if (full() || left-- <= 0 || is_after(local, rule.until)) return;
        add_onset(local);
      }
    }
  }

  bool is_after(LocalTime local, const std::optional<DateTime>& until) const {
    if (!until) return false;
    if (until->utc) return read_at(local, from_) > read_at(until->local, seconds{0});
    return until->date_only ? local >= until->local + days{1} : local > until->local;
  }

  std::vector<Onset> onsets_;
  std::size_t rules_ = 0;
  seconds from_{0};  // of the observance that is being read
  seconds to_{0};
};

}  // namespace

Result<EmbeddedZone> EmbeddedZone::read(const Component& vtimezone) {
  Observances observances;
  std::size_t count = 0;
  for (const Component& part : vtimezone.components) {
    if (part.name != "STANDARD" && part.name != "DAYLIGHT") continue;
    if (++count > most_observances) return bad("must not have so many parts");
    if (auto error = observances.add(part)) return std::move(*error);
  }
  if (count == 0) return bad("must have STANDARD or DAYLIGHT");
  EmbeddedZone zone;
  zone.name_ = unescape(vtimezone.value("TZID"));
  const auto onsets = std::move(observances).onsets();
  zone.first_offset_ = onsets.front().from;
  for (const Onset& onset : onsets) {
    if (!zone.changes_.empty() && zone.changes_.back().at == onset.at) zone.changes_.pop_back();
    const seconds offset = zone.changes_.empty() ? zone.first_offset_ : zone.changes_.back().offset;
    if (onset.to != offset) zone.changes_.push_back({onset.at, onset.to});
  }
  return zone;
}

seconds EmbeddedZone::offset_at(Instant at) const {
  const auto after =
      std::upper_bound(changes_.begin(), changes_.end(), at,
                       [](Instant time, const Change& change) { return time < change.at; });
  return after == changes_.begin() ? first_offset_ : std::prev(after)->offset;
}

LocalTime EmbeddedZone::to_local(Instant at) const {
  return LocalTime{at.time_since_epoch() + offset_at(at)};
}

Instant EmbeddedZone::to_instant(LocalTime local) const {
  // Offsets are less than a day: no change later than that can matter.
  const Instant latest = read_at(local, seconds{0}) + days{1};
  auto next = std::upper_bound(changes_.begin(), changes_.end(), latest,
                               [](Instant time, const Change& change) { return time < change.at; });
  // In a gap, and the first time of a doubled hour, the offset before the change counts.
  while (next != changes_.begin()) {
    const auto change = std::prev(next);
    const seconds before = change == changes_.begin() ? first_offset_ : std::prev(change)->offset;
    if (local >= LocalTime{change->at.time_since_epoch() + std::max(before, change->offset)}) {
      return read_at(local, change->offset);
    }
    next = change;
  }
  return read_at(local, first_offset_);
}

}  // namespace kalends::ical
