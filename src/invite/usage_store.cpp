#include <algorithm>

#include <kalends/invite/usage.hpp>

namespace kalends::invite {
namespace {

using Days = std::chrono::duration<double, std::chrono::days::period>;

constexpr std::chrono::days lately{28};

template <class... Arguments>
std::int64_t number(db::Connection& db, db::Sql<Arguments...> sql, const Arguments&... arguments) {
  db::Rows rows = db.query(sql, arguments...);
  rows.next();
  return rows.integer(0);
}

}  // namespace

Usage usage_of(db::Connection& db, Instant now) {
  Usage usage;
  usage.people = number(db, "SELECT COUNT(*) FROM users WHERE retired_at IS NULL");
  usage.signed_in =
      number(db, "SELECT COUNT(DISTINCT user_id) FROM sessions WHERE expires_at > $1", now);
  usage.told = number(db, "SELECT COUNT(*) FROM sequences");

  // Ids follow the time of making, and are an index.
  const Instant first = made_at(number(db, "SELECT COALESCE(MIN(id), 0) FROM meetings"));
  const Instant last = made_at(number(db, "SELECT COALESCE(MAX(id), 0) FROM meetings"));
  const Instant from = std::max(first, last - lately);
  usage.days = Days(last - from).count();
  const std::int64_t least = first_id_value(from);
  usage.made = number(db, "SELECT COUNT(*) FROM meetings WHERE id >= $1", least) -
               number(db, "SELECT COUNT(*) FROM imported_events WHERE meeting_id >= $1", least);

  const Instant oldest = made_at(number(db, "SELECT COALESCE(MIN(id), 0) FROM notices"));
  const Instant newest = made_at(number(db, "SELECT COALESCE(MAX(id), 0) FROM notices"));
  usage.notice_days = Days(newest - oldest).count();

  const Instant first_deed = made_at(number(db, "SELECT COALESCE(MIN(id), 0) FROM audit"));
  const Instant last_deed = made_at(number(db, "SELECT COALESCE(MAX(id), 0) FROM audit"));
  usage.audit_days = Days(last_deed - first_deed).count();
  return usage;
}

Holdings holdings_of(db::Connection& db) {
  const std::int64_t newest = std::max({number(db, "SELECT COALESCE(MAX(id), 0) FROM users"),
                                        number(db, "SELECT COALESCE(MAX(id), 0) FROM meetings"),
                                        number(db, "SELECT COALESCE(MAX(id), 0) FROM notices")});
  return {number(db, "SELECT COUNT(*) FROM users"), number(db, "SELECT COUNT(*) FROM meetings"),
          made_at(newest)};
}

}  // namespace kalends::invite
