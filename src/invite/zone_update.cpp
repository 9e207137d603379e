#include "telling.hpp"

#include <algorithm>

#include <kalends/calendar/placement.hpp>
#include <kalends/calendar/series.hpp>
#include <kalends/calendar/zone_record.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/invite/zone_update.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {
namespace {

using calendar::Exception;
using calendar::Meeting;
using calendar::Series;
using std::chrono::days;

constexpr std::size_t most_moved_at_once = 100;

/// The instant of this local time, or the stored one where that still shows this on the wall:
/// either of two in autumn, as it was entered.
Instant instant_now(LocalTime local, Instant stored, const std::string& zone_name) {
  const Zone zone = Zone::find_or_utc(zone_name);
  return zone.to_local(stored) == local ? stored : zone.to_instant(local);
}

EventTime as_it_is_now(const EventTime& stored) {
  EventTime time = stored;
  if (stored.all_day) return time;
  time.starts_at = instant_now(stored.start_local, stored.starts_at, stored.time_zone);
  time.ends_at = instant_now(stored.end_local, stored.ends_at, stored.end_time_zone);
  // A gap that came newly may not turn a meeting round.
  if (time.ends_at <= time.starts_at)
    time.ends_at = time.starts_at + (stored.ends_at - stored.starts_at);
  return time;
}

std::vector<MeetingId> meetings_ahead(db::Connection& db, Instant now) {
  return db
      .query(
          "SELECT m.id FROM meetings m LEFT JOIN series s ON s.meeting_id = m.id "
          "WHERE m.cancelled = 0 AND COALESCE(s.last_ends_at, m.ends_at) > $1 ORDER BY m.id",
          now - days{1})
      .all([](const db::Rows& row) { return row.get<MeetingId>(0); });
}

/// When the offsets of a zone are others than those stored with its series.
using Differing = std::vector<std::pair<std::string, std::vector<TimeRange>>>;

Differing all_differing(db::Connection& db) {
  Differing out;
  for (const calendar::ZoneRecord& record : calendar::outdated_zones(db)) {
    const auto zone = Zone::find(record.name);
    if (!zone) continue;
    out.emplace_back(record.name,
                     calendar::differences(record.offsets, calendar::offsets_of(*zone)));
  }
  return out;
}

/// The first occurrence by the rule that is in one of these ranges.
std::optional<EventTime> first_moved(const Series& series, const Differing& differences,
                                     Instant now) {
  const EventTime& first = series.meeting().time;
  std::optional<EventTime> found;
  for (const auto& [zone, ranges] : differences) {
    if (zone != first.time_zone) continue;
    for (const TimeRange& range : ranges) {
      const TimeRange ahead{std::max(range.from, now), range.to};
      if (found || ahead.from >= ahead.to) continue;
      for (const auto& each : series.overlapping(ahead, ahead.from, Zone::utc(), 64)) {
        if (!found && each.exception == nullptr) found = each.time;
      }
    }
  }
  return found;
}

std::optional<Moved> moved_of(db::Connection& db, const Meeting& meeting,
                              const Differing& differences, Instant now) {
  Moved out{meeting.id, meeting.title, {}, meeting.time, meeting.time.starts_at, false};
  if (!meeting.repetition) {
    out.time = as_it_is_now(meeting.time);
    return out.time == meeting.time ? std::nullopt : std::optional(std::move(out));
  }
  if (meeting.time.all_day) return std::nullopt;
  out.series = true;
  const Series series = calendar::load_series(db, meeting);
  for (const Exception& exception : series.exceptions()) {
    if (!exception.time || exception.cancelled || exception.time->ends_at < now) continue;
    out.time = as_it_is_now(*exception.time);
    out.stored_start = exception.time->starts_at;
    if (out.time != *exception.time) return out;
  }
  const auto first = first_moved(series, differences, now);
  if (!first) return std::nullopt;
  out.time = as_it_is_now(*first);
  for (const calendar::ZoneRecord& record : calendar::find_zone_records(db)) {
    if (record.name == first->time_zone) {
      out.stored_start = calendar::instant_by(record.offsets, first->start_local);
    }
  }
  return out;
}

void move_exceptions(db::Transaction& transaction, const Meeting& meeting) {
  const Series series = calendar::load_series(transaction.db(), meeting);
  for (Exception exception : series.exceptions()) {
    if (!exception.time) continue;
    exception.time = as_it_is_now(*exception.time);
    calendar::put_exception(transaction, meeting.id, exception);
  }
}

void apply(db::Transaction& transaction, Tools& tools, MeetingId id) {
  auto meeting = calendar::find_meeting(transaction.db(), id);
  if (!meeting || meeting->cancelled) return;
  meeting->time = as_it_is_now(meeting->time);
  meeting->version += 1;
  meeting->updated_at = tools.clock.now();
  if (meeting->repetition) {
    move_exceptions(transaction, *meeting);
    meeting->repetition->extent = calendar::load_series(transaction.db(), *meeting).extent();
  }
  calendar::update_meeting(transaction, *meeting);
  const auto attendees = calendar::find_attendees(transaction.db(), id);
  for (const auto& attendee : attendees) calendar::replace(transaction, *meeting, attendee);
  plan_reminders_anew(transaction, tools, *meeting);
  auto told = notice(tools, notification::Kind::changed, *meeting, meeting->organizer);
  told.changes = "timeZone";
  user::record(transaction, tools.ids,
               {.act = user::Act::meeting_changed,
                .by = user::machine,
                .meeting = id,
                .detail = told.changes});
  // Nobody did this: the organizer is told as well.
  tools.notifier.tell(transaction, std::move(told), others(attendees, UserId{0}));
}

/// The midnights of people whose zone has changed.
void apply_to_all_day(db::Transaction& transaction, Tools& tools, Instant now) {
  const auto ids = transaction.db()
                       .query(
                           "SELECT m.id FROM meetings m LEFT JOIN series s ON s.meeting_id = m.id "
                           "WHERE m.all_day = 1 AND m.cancelled = 0 "
                           "AND COALESCE(s.last_ends_at, m.ends_at) > $1 ORDER BY m.id",
                           now - days{1})
                       .all([](const db::Rows& row) { return row.get<MeetingId>(0); });
  for (const MeetingId id : ids) {
    const auto meeting = calendar::find_meeting(transaction.db(), id);
    for (const auto& attendee : calendar::find_attendees(transaction.db(), id)) {
      const TimeRange placed = range_for(meeting->time, Zone::find_or_utc(attendee.time_zone));
      if (!meeting->repetition && placed == attendee.placed) continue;
      calendar::replace(transaction, *meeting, attendee);
      const auto person = user::find_user(transaction.db(), attendee.user);
      move_own_reminders(transaction, tools, *meeting, *person);
    }
  }
}

}  // namespace

std::vector<Moved> find_moved(db::Connection& db, Instant now) {
  const Differing differences = all_differing(db);
  std::vector<Moved> out;
  for (const MeetingId id : meetings_ahead(db, now)) {
    const auto meeting = calendar::find_meeting(db, id);
    auto moved = moved_of(db, *meeting, differences, now);
    if (!moved) continue;
    const auto organizer = user::find_user(db, meeting->organizer);
    moved->organizer_email = organizer ? organizer->email : std::string();
    out.push_back(std::move(*moved));
  }
  return out;
}

void apply_zone_data(db::Database& database, Tools& tools, const std::vector<Moved>& moved) {
  for (std::size_t from = 0; from < moved.size(); from += most_moved_at_once) {
    const std::size_t to = std::min(moved.size(), from + most_moved_at_once);
    database
        .write([&](db::Transaction& transaction) -> Result<bool> {
          for (std::size_t n = from; n < to; ++n) apply(transaction, tools, moved[n].meeting);
          return true;
        })
        .value();
  }
  database
      .write([&](db::Transaction& transaction) -> Result<bool> {
        apply_to_all_day(transaction, tools, tools.clock.now());
        calendar::renew_zone_records(transaction);
        return true;
      })
      .value();
}

}  // namespace kalends::invite
