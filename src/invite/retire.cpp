#include "change_series.hpp"
#include "leaving.hpp"
#include "telling.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/invite/retire.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::Meeting;
using calendar::Series;

std::vector<MeetingId> meetings_ahead(db::Connection& db, UserId person, Instant now) {
  return db
      .query(
          "SELECT meeting_id FROM calendar WHERE user_id = $1 AND starts_at > $2 UNION ALL "
          "SELECT meeting_id FROM calendar_series WHERE user_id = $1 AND last_ends_at > $2",
          person, now)
      .all([](const db::Rows& row) { return row.get<MeetingId>(0); });
}

/// What of a series is ahead of somebody.
struct Rest {
  LocalTime from;  // the least name of it: where the series is split, so that none stays behind
  LocalTime next;  // the name of what comes first
};

/// The first of a series that begins at `now` or later, and is as the rule has it.
std::optional<calendar::Occurrence> next_regular(const Series& series, const Zone& reader,
                                                 Instant now) {
  auto found = series.regular_ending_after(now, reader);
  while (found && range_for(found->time, reader).from < now) {
    found = series.regular_after(found->original);
  }
  return found;
}

/// Exceptions are asked one by one: each may have been put off beyond what follows it, and any
/// number of them may be cancelled.
std::optional<Rest> rest_of(const Series& series, const Zone& reader, Instant now) {
  std::vector<std::pair<Instant, LocalTime>> ahead;
  const auto take = [&](const calendar::Occurrence& each) {
    const Instant start = range_for(each.time, reader).from;
    if (start >= now) ahead.emplace_back(start, each.original);
  };
  if (const auto regular = next_regular(series, reader, now)) take(*regular);
  for (const calendar::Exception& each : series.exceptions()) {
    if (!each.cancelled) take(*series.find(each.original));
  }
  if (ahead.empty()) return std::nullopt;
  Rest rest{ahead.front().second, std::min_element(ahead.begin(), ahead.end())->second};
  for (const auto& [start, original] : ahead) rest.from = std::min(rest.from, original);
  return rest;
}

/// A meeting that is ahead of somebody, and their part in it.
struct Found {
  Part part;
  std::size_t people;
  std::optional<Rest> rest;  // of a series
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
  found.rest = rest_of(series, user::zone_of(retirement.from), now);
  if (!found.rest) return std::nullopt;
  return found;
}

Fate fate_of(const Found& found, const Retirement& retirement) {
  if (!found.part.organizes()) return Fate::left;
  return found.people > 1 || retirement.all ? Fate::handed_over : Fate::kept;
}

/// The part of a series that is ahead, as a meeting of its own; all of it, where nothing is past.
Part part_ahead(db::Transaction& transaction, Tools& tools, Found found) {
  Part& part = found.part;
  if (!found.rest) return std::move(part);
  const auto meant = find_occurrence(transaction.db(), part.meeting,
                                     WrittenTime{found.rest->from, {}, part.meeting.time.all_day});
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

/// Soon the meeting's own row does not tell it any more.
void record_maker(db::Transaction& transaction, MeetingId meeting, UserId maker) {
  user::record_as(transaction, {meeting.value},
                  {.act = user::Act::meeting_created, .by = maker, .meeting = meeting});
}

void record_change(db::Transaction& transaction, Tools& tools, const Meeting& meeting,
                   UserId before) {
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
  Ahead out{meeting.id, meeting.title, meeting.time, found.rest.has_value(), fate};
  if (!found.rest) return out;
  const Series series = calendar::load_series(db, meeting);
  const Meeting first = series.at(*series.find(found.rest->next));
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
    Part rest = part_ahead(transaction, tools, std::move(*found));
    const bool split = rest.meeting.id != meeting;
    record_maker(transaction, rest.meeting.id, split ? user::machine : retirement.from.id);
    hand_over(transaction, tools, std::move(rest), retirement.to);
  }
  return fate;
}

}  // namespace kalends::invite
