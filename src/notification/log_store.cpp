#include <kalends/notification/log.hpp>

namespace kalends::notification {
namespace {

// Forgetting goes in steps, so that most entries cost one insert and no delete.
constexpr std::int64_t forget_every = 64;

LogHead read_head(const db::Rows& row) { return {row.integer(0), row.integer(1)}; }

LogEntry read_entry(const db::Rows& row) { return {row.integer(0), row.get<NoticeId>(1)}; }

}  // namespace

LogHead log_head(db::Connection& db, UserId user) {
  return db.query("SELECT last_seq, acked_seq FROM sequences WHERE user_id = $1", user)
      .first(read_head)
      .value_or(LogHead{});
}

std::vector<LogEntry> read_log(db::Connection& db, UserId user, std::int64_t after, int limit) {
  return db
      .query(
          "SELECT l.seq, l.notice_id FROM notifications l JOIN notices n ON n.id = l.notice_id "
          "WHERE l.user_id = $1 AND l.seq > $2 ORDER BY l.seq LIMIT $3",
          user, after, limit)
      .all(read_entry);
}

bool is_readable_from(db::Connection& db, UserId user, std::int64_t after) {
  const std::int64_t last = log_head(db, user).last_seq;
  if (after >= last) return after == last;
  return db
      .query(
          "SELECT 1 FROM notifications l JOIN notices n ON n.id = l.notice_id "
          "WHERE l.user_id = $1 AND l.seq = $2",
          user, after + 1)
      .next();
}

std::int64_t append(db::Transaction& transaction, UserId user, NoticeId notice, std::int64_t keep) {
  // Asked for first: RETURNING would cost a journal and a table of this statement's own.
  const std::int64_t seq = log_head(transaction.db(), user).last_seq + 1;
  transaction.db().execute(
      "INSERT INTO sequences (user_id, last_seq, acked_seq) VALUES ($1, $2, 0) "
      "ON CONFLICT (user_id) DO UPDATE SET last_seq = $2",
      user, seq);
  transaction.db().execute(
      "INSERT INTO notifications (user_id, seq, notice_id) VALUES ($1, $2, $3)", user, seq, notice);
  if (seq % forget_every != 0 || seq <= keep) return seq;
  transaction.db().execute("DELETE FROM notifications WHERE user_id = $1 AND seq <= $2", user,
                           seq - keep);
  return seq;
}

bool acknowledge(db::Transaction& transaction, UserId user, std::int64_t seq) {
  return transaction.db().execute(
             "UPDATE sequences SET acked_seq = MIN($1, last_seq) "
             "WHERE user_id = $2 AND acked_seq < $1 AND acked_seq < last_seq",
             seq, user) > 0;
}

}  // namespace kalends::notification
