#include "change_series.hpp"
#include "leaving.hpp"
#include "telling.hpp"

#include <algorithm>
#include <optional>

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/invite/retire.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;
using calendar::Series;

// A series may begin with so many that are cancelled.
constexpr std::size_t most_cancelled = 64;

std::vector<MeetingId> meetings_ahead(db::Connection& db, UserId person, Instant now) {
  return db
      .query(
          "SELECT meeting_id FROM calendar WHERE user_id = $1 AND starts_at > $2 UNION ALL "
          "SELECT meeting_id FROM calendar_series WHERE user_id = $1 AND last_ends_at > $2",
          person, now)
      .all([](const db::Rows& row) { return row.get<MeetingId>(0); });
}

/// The first that begins after now; or an earlier one that was put off until then, so that none
/// that is ahead stays behind.
std::optional<LocalTime> first_ahead(const Series& series, const Zone& reader, Instant now) {
  const TimeRange rest{now, series.meeting().repetition->extent.to};
  std::optional<LocalTime> first;
  for (const auto& each : series.overlapping(rest, now, reader, most_cancelled)) {
    if (each.exception != nullptr && each.exception->cancelled) continue;
    first = std::min(first.value_or(each.original), each.original);
    if (each.exception == nullptr) break;
  }
  return first;
}

/// A meeting that is ahead of somebody, and their part in it.
struct Found {
  Part part;
  std::size_t people;
  std::optional<LocalTime> first;  // of a series
};

std::optional<Found> find(db::Connection& db, const Retirement& retirement, MeetingId id,
                          Instant now) {
  auto part = part_of(db, id, retirement.from.id);
  if (!part || part->meeting.cancelled || part->attendee.left) return std::nullopt;
  Found found{std::move(*part), calendar::find_attendees(db, id).size(), std::nullopt};
  if (!found.part.meeting.repetition) {
    return found.part.attendee.placed.from > now ? std::optional(std::move(found)) : std::nullopt;
  }
  const Series series = calendar::load_series(db, found.part.meeting);
  found.first = first_ahead(series, user::zone_of(retirement.from), now);
  if (!found.first) return std::nullopt;
  return found;
}

Fate fate_of(const Found& found, const Retirement& retirement) {
  if (!found.part.organizes()) return Fate::left;
  return found.people > 1 || retirement.all ? Fate::handed_over : Fate::kept;
}

/// The part of a series that is ahead, as a meeting of its own; all of it, where nothing is past.
Part part_ahead(db::Transaction& transaction, Tools& tools, Found found) {
  Part& part = found.part;
  if (!found.first) return std::move(part);
  const auto meant = find_occurrence(transaction.db(), part.meeting,
                                     WrittenTime{*found.first, {}, part.meeting.time.all_day});
  if (!meant || starts_series(*meant)) return std::move(part);
  return split_series(transaction, tools, part, *meant, user::machine);
}

/// Whoever takes over is in it, and does not have to be asked.
void seat_organizer(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                    const user::User& person) {
  auto attendee = calendar::find_attendee(transaction.db(), meeting.id, person.id);
  if (!attendee) {
    calendar::place(transaction, meeting, person, calendar::Response::accepted);
    plan_own_reminders(transaction, tools, meeting, person);
    return;
  }
  const bool comes_back = attendee->left;
  const bool open = attendee->response == calendar::Response::needs_action;
  if (open || comes_back) attendee->response = calendar::Response::accepted;
  attendee->left = false;
  calendar::replace(transaction, meeting, *attendee);
  if (comes_back) plan_own_reminders(transaction, tools, meeting, person);
}

void record_change(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                   UserId before) {
  // Who made it does not stand with the meeting any more.
  user::record_as(transaction, {meeting.id.value},
                  {.act = user::Act::meeting_created, .by = before, .meeting = meeting.id});
  user::record(transaction, tools.ids,
               {.act = user::Act::organizer_changed,
                .by = user::machine,
                .whom = meeting.organizer,
                .meeting = meeting.id,
                .thing = before.value});
}

/// Answers stay: it is to the same meeting. RFC 5546 2.1.4: the sequence grows.
void hand_over(db::Transaction& transaction, Tools& tools, Part part, const user::User& to) {
  const UserId before = part.attendee.user;
  Meeting& meeting = part.meeting;
  meeting.organizer = to.id;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_organizer(transaction, meeting);
  calendar::update_meeting(transaction, meeting);
  calendar::remove(transaction, meeting, part.attendee);
  notification::delete_reminders_of(transaction, meeting.id, before);
  seat_organizer(transaction, tools, meeting, to);
  record_change(transaction, tools, meeting, before);
  auto told = notice(tools, notification::Kind::changed, meeting, before);
  told.changes = "organizer";
  const auto attendees = calendar::find_attendees(transaction.db(), meeting.id);
  tools.notifier.tell(transaction, std::move(told), others(attendees, before));
}

Ahead shown(db::Connection& db, const Found& found, Fate fate) {
  const Meeting& meeting = found.part.meeting;
  Ahead out{meeting.id, meeting.title, meeting.time, found.first.has_value(), fate};
  if (!found.first) return out;
  const Series series = calendar::load_series(db, meeting);
  const Meeting first = series.at(*series.find(*found.first));
  out.title = first.title;
  out.time = first.time;
  return out;
}

}  // namespace

std::vector<Ahead> find_ahead(db::Connection& db, const Retirement& retirement, Instant now) {
  std::vector<Ahead> out;
  for (const MeetingId id : meetings_ahead(db, retirement.from.id, now)) {
    const auto found = find(db, retirement, id, now);
    if (found) out.push_back(shown(db, *found, fate_of(*found, retirement)));
  }
  return out;
}

std::optional<Fate> settle(db::Transaction& transaction, Tools& tools, const Retirement& retirement,
                           MeetingId meeting) {
  auto found = find(transaction.db(), retirement, meeting, tools.clock.now());
  if (!found) return std::nullopt;
  const Fate fate = fate_of(*found, retirement);
  if (fate == Fate::kept) {
    notification::delete_reminders(transaction, meeting);
  } else if (fate == Fate::left) {
    leave(transaction, tools, std::move(found->part), user::machine).value();
  } else {
    hand_over(transaction, tools, part_ahead(transaction, tools, std::move(*found)), retirement.to);
  }
  return fate;
}

}  // namespace kalends::invite
