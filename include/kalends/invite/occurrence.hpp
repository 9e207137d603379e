#pragma once

#include <kalends/calendar/series.hpp>
#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

/// A series and the one occurrence of it that is meant.
struct Meant {
  calendar::Series series;
  calendar::Occurrence occurrence;
};

/// `invalid` at ?occurrence when the meeting is no series, or none is named; `not_found` when the
/// series has none of this name.
Result<Meant> find_occurrence(db::Connection& db, const calendar::Meeting& meeting,
                              const std::optional<WrittenTime>& name);

}  // namespace kalends::invite
