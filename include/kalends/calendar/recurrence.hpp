#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/recurrence_rule.hpp>

namespace kalends::calendar {

struct RecurrencePlan;

/// The starts that a rule gives (RFC 5545 3.3.10, 3.8.5.3), on the wall clock: gaps and doubled
/// hours of zones are the caller's business. Within the years 1900 to 2199. Immutable, so any
/// thread may use it; copies share what they know.
class Recurrence {
 public:
  /// `first` is DTSTART: it counts as the first occurrence even where the rule would not give it,
  /// so COUNT includes it. `zone` is only needed to read UNTIL.
  Recurrence(const RecurrenceRule& rule, LocalTime first, const Zone& zone);

  /// The starts s with from <= s < to, in order, each once, no more than `most`. What it costs
  /// depends on what lies in the range, not on how far that is from DTSTART. A budget of steps
  /// bounds it whatever the rule: when that ends, it gives what was found.
  std::vector<LocalTime> starts(LocalTime from, LocalTime to, std::size_t most) const;

  /// The last start; nothing for an endless rule. COUNT and UNTIL were resolved when this was made,
  /// within a budget of steps too: a rule that fault_in takes ends before its COUNT only where no
  /// year is left, or where it lets through few of very many turns.
  std::optional<LocalTime> last() const { return last_; }

 private:
  std::shared_ptr<const RecurrencePlan> plan_;
  std::optional<LocalTime> last_;
};

/// Why a series of this rule cannot be taken, in words that follow `rrule` ("gives more
/// than 100 starts within 24 hours"); nothing when it can. It cannot when UNTIL comes before
/// `first`; when it gives more than 100 starts within 24 hours, unless COUNT or UNTIL keep the
/// whole series to 1,000; when COUNT is above 50,000; when it never matches anything. Takes a few
/// ms at most, whatever the rule.
std::optional<std::string> fault_in(const RecurrenceRule& rule, LocalTime first, const Zone& zone);

}  // namespace kalends::calendar
