#include <kalends/notification/notice.hpp>

namespace kalends::notification {
namespace {

EventTime read_time(const db::Rows& row, int column) {
  return {row.get<bool>(column),
          row.get<LocalTime>(column + 1),
          row.get<LocalTime>(column + 2),
          row.get<std::string>(column + 3),
          row.get<std::string>(column + 4),
          row.get<Instant>(column + 5),
          row.get<Instant>(column + 6)};
}

Notice read_notice(const db::Rows& row) {
  Notice notice;
  notice.id = row.get<NoticeId>(0);
  notice.kind = row.get<Kind>(1);
  notice.at = row.get<Instant>(2);
  notice.meeting = {row.get<MeetingId>(3),    row.get<UserId>(4),      row.get<std::string>(5),
                    row.get<std::string>(6),  row.get<std::string>(7), read_time(row, 8),
                    row.get<std::string>(22), row.get<std::string>(23)};
  notice.actor = row.get<std::optional<UserId>>(15);
  notice.actor_name = row.get<std::string>(16);
  notice.response = row.get<std::string>(17);
  notice.comment = row.get<std::string>(18);
  notice.changes = row.get<std::string>(19);
  notice.minutes_before = row.get<std::optional<int>>(20);
  notice.late = row.get<bool>(21);
  return notice;
}

}  // namespace

std::string_view word(Kind kind) {
  constexpr std::string_view words[] = {"invited", "changed", "cancelled", "responded", "reminder"};
  return words[static_cast<std::size_t>(kind)];
}

void insert_notice(db::Transaction& transaction, const Notice& notice) {
  const EventTime& time = notice.meeting.time;
  transaction.db().execute(
      "INSERT INTO notices (id, kind, at, meeting_id, organizer_id, actor_id, title, link, "
      "all_day, "
      "start_local, end_local, time_zone, end_time_zone, starts_at, ends_at, response, comment, "
      "changes, minutes_before, late, rrule, occurrence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
      notice.id, notice.kind, notice.at, notice.meeting.id, notice.meeting.organizer, notice.actor,
      notice.meeting.title, notice.meeting.link, time.all_day, time.start_local, time.end_local,
      time.time_zone, time.end_time_zone, time.starts_at, time.ends_at, notice.response,
      notice.comment, notice.changes, notice.minutes_before, notice.late, notice.meeting.rrule,
      notice.meeting.occurrence);
}

std::optional<Notice> find_notice(db::Connection& db, NoticeId id) {
  return db
      .query(
          "SELECT n.id, n.kind, n.at, n.meeting_id, n.organizer_id, o.name, n.title, n.link, "
          "n.all_day, n.start_local, n.end_local, n.time_zone, n.end_time_zone, n.starts_at, "
          "n.ends_at, n.actor_id, a.name, n.response, n.comment, n.changes, n.minutes_before, "
          "n.late, n.rrule, n.occurrence "
          "FROM notices n JOIN users o ON o.id = n.organizer_id "
          "LEFT JOIN users a ON a.id = n.actor_id WHERE n.id = $1",
          id)
      .first(read_notice);
}

std::vector<News> news_of(db::Connection& db, MeetingId meeting, int limit) {
  return db
      .query(
          "SELECT id, kind, at FROM notices WHERE meeting_id = $1 AND kind <= 2 "
          "ORDER BY id DESC LIMIT $2",
          meeting, limit)
      .all([](const db::Rows& row) {
        return News{row.get<NoticeId>(0), row.get<Kind>(1), row.get<Instant>(2)};
      });
}

std::int64_t delete_notices_before(db::Transaction& transaction, Instant at, int limit) {
  return transaction.db().execute(
      "DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE id < $1 ORDER BY id LIMIT $2)",
      first_id_value(at), limit);
}

}  // namespace kalends::notification
