#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/event_time.hpp>
#include <kalends/base/id.hpp>
#include <kalends/db/database.hpp>

namespace kalends::notification {

enum class Kind { invited, changed, cancelled, responded, reminder };

std::string_view word(Kind kind);

/// A meeting as it was when something was told about it.
struct Card {
  MeetingId id;
  UserId organizer;
  std::string organizer_name;  // as it is now; not stored with the notice
  std::string title;
  std::string link;
  EventTime time;
  std::string rrule;       // where it is a series
  std::string occurrence;  // the name of the one occurrence that is meant
};

/// What was told: one row for all who were told it. The fields below `meeting` fit only some kinds.
struct Notice {
  NoticeId id;
  Kind kind = Kind::invited;
  Instant at;
  Card meeting;
  std::optional<UserId> actor;        // who did it; nobody for reminders
  std::string actor_name;             // as it is now
  std::string response;               // responded
  std::string comment;                // responded
  std::string changes;                // changed: names of fields, with spaces between
  std::optional<int> minutes_before;  // reminder
  bool late = false;                  // reminder: sent more than a minute after it fell due
};

void insert_notice(db::Transaction& transaction, const Notice& notice);
std::optional<Notice> find_notice(db::Connection& db, NoticeId id);

/// A notice that says where a meeting stands.
struct News {
  NoticeId id;
  Kind kind = Kind::invited;  // invited, changed or cancelled
  Instant at;
};

/// Of this meeting, newest first.
std::vector<News> news_of(db::Connection& db, MeetingId meeting, int limit);

/// At most `limit` of those made before this instant.
std::int64_t delete_notices_before(db::Transaction& transaction, Instant at, int limit);

}  // namespace kalends::notification
