#include <algorithm>
#include <numeric>

#include <kalends/notification/log.hpp>

namespace kalends::notification {
namespace {

/// What stands at this place of a log; the id before all others where it is forgotten.
NoticeId notice_at(db::Connection& db, UserId user, std::int64_t seq) {
  return db.query("SELECT notice_id FROM notifications WHERE user_id = $1 AND seq = $2", user, seq)
      .first([](const db::Rows& row) { return row.get<NoticeId>(0); })
      .value_or(NoticeId{});
}

/// The last entry up to `seq` that is not newer than this notice. The writer alone makes notices,
/// and ids grow: so they do along a log.
LogEntry last_until(db::Connection& db, UserId user, std::int64_t seq, NoticeId notice) {
  LogEntry at{seq, notice_at(db, user, seq)};
  std::int64_t newer = seq + 1;
  // In growing steps: it is mostly near.
  for (std::int64_t step = 1; at.notice.value > notice.value; step *= 2) {
    newer = at.seq;
    at.seq = std::max<std::int64_t>(0, newer - step);
    at.notice = notice_at(db, user, at.seq);
  }
  while (newer - at.seq > 1) {
    const std::int64_t middle = std::midpoint(at.seq, newer);
    const NoticeId there = notice_at(db, user, middle);
    if (there.value > notice.value) {
      newer = middle;
    } else {
      at = {middle, there};
    }
  }
  return at;
}

constexpr std::int64_t most_looked_at = 2000;

ToldOf read_told(const db::Rows& row) {
  return {row.integer(0),
          {row.get<NoticeId>(1), row.get<Kind>(2), row.get<Instant>(3)},
          row.get<std::string>(4),
          row.get<std::string>(5),
          row.get<std::optional<int>>(6),
          row.get<bool>(7)};
}

}  // namespace

std::vector<ToldOf> told_of(db::Connection& db, UserId user, MeetingId meeting, int most) {
  const std::int64_t last = log_head(db, user).last_seq;
  return db
      .query(
          "SELECT l.seq, n.id, n.kind, n.at, n.changes, n.occurrence, n.minutes_before, n.late "
          "FROM notifications l JOIN notices n ON n.id = l.notice_id "
          "WHERE l.user_id = $1 AND l.seq > $2 AND n.meeting_id = $3 AND n.kind <> $4 "
          "ORDER BY l.seq DESC LIMIT $5",
          user, last - most_looked_at, meeting, Kind::responded, most)
      .all(read_told);
}

std::optional<ToldNews> newest_in_log(db::Connection& db, UserId user, std::int64_t last_seq,
                                      std::span<const News> news) {
  LogEntry entry{last_seq, {}};
  auto next = news.begin();
  while (next != news.end()) {
    entry = last_until(db, user, entry.seq, next->id);
    if (entry.notice == next->id) return ToldNews{entry.seq, *next};
    next = std::find_if(next, news.end(),
                        [&](const News& each) { return each.id.value <= entry.notice.value; });
  }
  return std::nullopt;
}

}  // namespace kalends::notification
