#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

Result<Part> part_of(db::Connection& db, MeetingId meeting, UserId person) {
  auto attendee = calendar::find_attendee(db, meeting, person);
  auto found = calendar::find_meeting(db, meeting);
  if (!attendee || !found) return not_found();
  return Part{std::move(*found), std::move(*attendee)};
}

Result<Part> part_as_organizer(db::Connection& db, MeetingId meeting, UserId person) {
  auto part = part_of(db, meeting, person);
  if (!part || part->organizes()) return part;
  return Error{ErrorCode::forbidden, "Only the organizer may do this.", {}};
}

Result<Part> part_of_organizer(db::Connection& db, MeetingId meeting, UserId person,
                               std::optional<std::int64_t> expected_version) {
  auto part = part_as_organizer(db, meeting, person);
  if (!part) return part;
  if (expected_version && *expected_version != part->meeting.version) {
    return Error{ErrorCode::stale,
                 "The meeting was changed meanwhile.",
                 {{"If-Match", "is not the present version"}}};
  }
  if (part->meeting.cancelled) {
    return Error{ErrorCode::conflict, "The meeting is cancelled.", {}};
  }
  return part;
}

}  // namespace kalends::invite
