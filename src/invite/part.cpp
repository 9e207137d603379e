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

Result<void> check_version(const calendar::Meeting& meeting,
                           std::optional<std::int64_t> expected_version) {
  if (!expected_version || *expected_version == meeting.version) return {};
  return Error{ErrorCode::stale,
               "The meeting was changed meanwhile.",
               {{"If-Match", "is not the present version"}}};
}

Result<Part> part_of_organizer(db::Connection& db, MeetingId meeting, UserId person,
                               std::optional<std::int64_t> expected_version) {
  auto part = part_as_organizer(db, meeting, person);
  if (!part) return part;
  if (auto good = check_version(part->meeting, expected_version); !good) return good.error();
  if (part->meeting.cancelled) {
    return Error{ErrorCode::conflict, "The meeting is cancelled.", {}};
  }
  return part;
}

}  // namespace kalends::invite
