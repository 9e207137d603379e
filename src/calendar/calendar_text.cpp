#include "write_event.hpp"
#include "write_times.hpp"

#include <kalends/calendar/calendar_text.hpp>
#include <kalends/ical/time_zone.hpp>

namespace kalends::calendar {
namespace {

constexpr std::size_t piece = 64 << 10;

struct UsedZone {
  std::string name;
  Instant from;
};

std::vector<UsedZone> zones_of(db::Connection& db, UserId user) {
  return db
      .query(
          "SELECT zone, MIN(at) FROM ("
          "SELECT m.time_zone AS zone, m.starts_at AS at FROM calendar c "
          "JOIN meetings m ON m.id = c.meeting_id WHERE c.user_id = $1 AND m.all_day = 0 UNION ALL "
          "SELECT m.end_time_zone, m.starts_at FROM calendar c "
          "JOIN meetings m ON m.id = c.meeting_id WHERE c.user_id = $1 AND m.all_day = 0 UNION ALL "
          "SELECT m.time_zone, c.first_starts_at FROM calendar_series c "
          "JOIN meetings m ON m.id = c.meeting_id WHERE c.user_id = $1 AND m.all_day = 0 UNION ALL "
          "SELECT m.end_time_zone, c.first_starts_at FROM calendar_series c "
          "JOIN meetings m ON m.id = c.meeting_id WHERE c.user_id = $1 AND m.all_day = 0 UNION ALL "
          "SELECT o.time_zone, o.starts_at FROM calendar_series c "
          "JOIN occurrences o ON o.meeting_id = c.meeting_id "
          "WHERE c.user_id = $1 AND o.all_day = 0 UNION ALL "
          "SELECT o.end_time_zone, o.starts_at FROM calendar_series c "
          "JOIN occurrences o ON o.meeting_id = c.meeting_id "
          "WHERE c.user_id = $1 AND o.all_day = 0) AS used GROUP BY zone ORDER BY zone",
          user)
      .all([](const db::Rows& row) {
        return UsedZone{row.get<std::string>(0), row.get<Instant>(1)};
      });
}

std::vector<MeetingId> meetings_of(db::Connection& db, UserId user) {
  return db
      .query(
          "SELECT meeting_id FROM calendar WHERE user_id = $1 UNION ALL "
          "SELECT meeting_id FROM calendar_series WHERE user_id = $1 ORDER BY meeting_id",
          user)
      .all([](const db::Rows& row) { return row.get<MeetingId>(0); });
}

void write_zones(ical::Writer& writer, db::Connection& db, UserId user) {
  for (const UsedZone& used : zones_of(db, user)) {
    const auto zone = Zone::find(used.name);
    if (!zone || is_utc(used.name)) continue;
    // A day before: a time near its beginning may be said in local time.
    ical::write_time_zone(writer, *zone, used.from - std::chrono::days{1}, std::nullopt);
  }
}

}  // namespace

void write_calendar(db::Connection& db, const user::User& person,
                    const std::function<void(std::string_view)>& take) {
  std::string text;
  ical::Writer writer(text);
  writer.begin("VCALENDAR");
  writer.property("VERSION", "2.0");
  writer.property("PRODID", "-//Kalends//Kalends " KALENDS_VERSION "//EN");
  writer.property("CALSCALE", "GREGORIAN");
  writer.text("X-WR-CALNAME", person.name);
  writer.property("X-WR-TIMEZONE", person.time_zone);
  write_zones(writer, db, person.id);
  for (const MeetingId id : meetings_of(db, person.id)) {
    auto meeting = find_meeting(db, id);
    if (!meeting) continue;
    auto imported = find_imported(db, id);
    const bool own = imported && meeting->organizer == person.id;
    if (!own) imported.reset();  // to others it is a meeting of this server
    const WrittenMeeting written{std::move(*meeting), std::move(imported),
                                 own ? find_kept(db, id) : std::vector<Kept>()};
    write_meeting(writer, db, person, written);
    if (text.size() < piece) continue;
    take(text);
    text.clear();
  }
  writer.end();
  take(text);
}

std::string calendar_text(db::Connection& db, const user::User& person) {
  std::string out;
  write_calendar(db, person, [&](std::string_view part) { out += part; });
  return out;
}

}  // namespace kalends::calendar
