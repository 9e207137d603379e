#include <kalends/invite/occurrence.hpp>

namespace kalends::invite {

Result<Meant> find_occurrence(db::Connection& db, const calendar::Meeting& meeting,
                              const std::optional<WrittenTime>& name) {
  if (!meeting.repetition) return invalid("?occurrence", "is asked of a meeting that is no series");
  if (!name) return invalid("?occurrence", "is missing: which one is meant?");
  calendar::Series series = calendar::load_series(db, meeting);
  auto occurrence = series.find(*name);
  if (!occurrence) {
    return Error{ErrorCode::not_found,
                 "The series has no such occurrence.",
                 {{"?occurrence", "is none of this series"}}};
  }
  const LocalTime original = occurrence->original;
  Meant meant{std::move(series), {}};
  // It points into the series, which has moved.
  meant.occurrence = *meant.series.find(original);
  return meant;
}

}  // namespace kalends::invite
