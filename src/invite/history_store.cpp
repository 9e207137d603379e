#include <algorithm>
#include <limits>

#include <kalends/invite/history.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {
namespace {

using user::Act;
using user::Deed;
using user::DeedId;

constexpr int most_looked_at = 50'000;
constexpr int most_answers = 20'000;

DeedLine read_line(const db::Rows& row) {
  return {row.get<DeedId>(0),
          {row.get<Act>(1), row.get<std::optional<UserId>>(2), row.get<std::optional<UserId>>(3),
           row.get<std::optional<MeetingId>>(4), row.get<std::optional<std::int64_t>>(5),
           row.get<std::string>(6), row.get<std::string>(7), row.get<std::string>(8)},
          {},
          {}};
}

/// That a meeting was made, as its own row tells it.
DeedLine making_of(const calendar::Meeting& meeting) {
  DeedLine line{{meeting.id.value}, {.act = Act::meeting_created, .by = meeting.organizer}, {}, {}};
  line.deed.meeting = meeting.id;
  return line;
}

void put_names(db::Connection& db, std::vector<DeedLine>& lines) {
  for (DeedLine& line : lines) {
    if (line.deed.by) line.by_name = user::name_of(db, *line.deed.by);
    if (line.deed.whom) line.whom_name = user::name_of(db, *line.deed.whom);
  }
}

bool fits(const Deed& deed, const AuditQuestion& question) {
  return (!question.by || deed.by == question.by) && (!question.whom || deed.whom == question.whom);
}

DeedId behind(Instant at) { return {first_id_value(at)}; }

DeedId least(DeedId a, std::optional<DeedId> b) { return b && b->value < a.value ? *b : a; }

}  // namespace

DeedPage read_audit(db::Connection& db, const AuditQuestion& question) {
  DeedPage page;
  const DeedId from = behind(question.range.from);
  const DeedId to = least(behind(question.range.to), question.before);
  // Of two lines of one id, the meeting has changed hands: what the log says comes first.
  db::Rows rows = db.query(
      "SELECT id, act, actor_id, person_id, meeting_id, thing_id, detail, occurrence, address, "
      "0 AS place FROM audit WHERE id >= $1 AND id < $2 UNION ALL "
      "SELECT id, $3, organizer_id, NULL, id, NULL, '', '', '', 1 FROM meetings "
      "WHERE id >= $1 AND id < $2 ORDER BY id DESC, place LIMIT $4",
      from, to, Act::meeting_created, most_looked_at);
  int looked_at = 0;
  DeedId last{std::numeric_limits<std::int64_t>::max()};
  while (static_cast<int>(page.lines.size()) < question.limit && rows.next()) {
    ++looked_at;
    const bool doubled = rows.get<DeedId>(0) == last;
    last = rows.get<DeedId>(0);
    if (doubled) continue;
    DeedLine line = read_line(rows);
    if (fits(line.deed, question)) page.lines.push_back(std::move(line));
  }
  const bool full = static_cast<int>(page.lines.size()) == question.limit;
  if (full || looked_at == most_looked_at) page.next = last;
  put_names(db, page.lines);
  return page;
}

DeedPage history_of(db::Connection& db, const calendar::Meeting& meeting, Instant since,
                    std::optional<DeedId> before, int limit) {
  DeedPage page;
  const DeedId from = behind(since);
  const DeedId to = before.value_or(DeedId{std::numeric_limits<std::int64_t>::max()});
  page.lines =
      db.query(
            "SELECT id, act, actor_id, person_id, meeting_id, thing_id, detail, occurrence, "
            "address FROM audit WHERE meeting_id = $1 AND id >= $2 AND id < $3 "
            "ORDER BY id DESC LIMIT $4",
            meeting.id, from, to, limit)
          .all(read_line);
  const DeedId made{meeting.id.value};
  const bool told = !page.lines.empty() && page.lines.back().id == made;
  const bool full = static_cast<int>(page.lines.size()) == limit;
  if (full && !told) page.next = page.lines.back().id;
  const bool within = made.value >= from.value && made.value < to.value;
  if (!full && !told && within) page.lines.push_back(making_of(meeting));
  put_names(db, page.lines);
  return page;
}

std::vector<std::pair<UserId, Instant>> answer_times(db::Connection& db, MeetingId meeting) {
  return db
      .query(
          "SELECT person, MAX(id) FROM (SELECT COALESCE(person_id, actor_id) AS person, id "
          "FROM audit WHERE meeting_id = $1 AND act IN ($2, $3) ORDER BY id DESC LIMIT $4) "
          "AS newest GROUP BY person",
          meeting, Act::answered, Act::attendee_left, most_answers)
      .all([](const db::Rows& row) {
        return std::pair(row.get<UserId>(0), made_at(row.integer(1)));
      });
}

}  // namespace kalends::invite
