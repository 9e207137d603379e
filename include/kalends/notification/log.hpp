#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <kalends/notification/notice.hpp>

namespace kalends::notification {

/// One line of a person's log: its place, and what was told.
struct LogEntry {
  std::int64_t seq = 0;
  NoticeId notice;
};

struct LogHead {
  std::int64_t last_seq = 0;   // the newest entry; 0 when nothing was ever told
  std::int64_t acked_seq = 0;  // everything up to here was shown
};

LogHead log_head(db::Connection& db, UserId user);

/// The entries behind `after` whose notice is still kept, oldest first.
std::vector<LogEntry> read_log(db::Connection& db, UserId user, std::int64_t after, int limit);

/// False when the entry right behind `after` is no longer kept, or `after` is beyond the log: then
/// the client must fetch afresh.
bool is_readable_from(db::Connection& db, UserId user, std::int64_t after);

/// News as they stand in somebody's log.
struct ToldNews {
  std::int64_t seq = 0;
  News news;
};

/// The newest of these, which stand here newest first, that a log up to `last_seq` still has. Costs
/// a few looks into the log, however long it is.
std::optional<ToldNews> newest_in_log(db::Connection& db, UserId user, std::int64_t last_seq,
                                      std::span<const News> news);

/// What one person was told of a meeting, and where it stands in their log. Not who answered it.
struct ToldOf {
  std::int64_t seq = 0;
  News news;
  std::string changes;                // changed: names of fields, with spaces between
  std::string occurrence;             // the name of the one that is meant
  std::optional<int> minutes_before;  // reminder
  bool late = false;                  // reminder
};

/// The newest first, at most `most`; of a long log only the newest 2,000 entries are looked at.
std::vector<ToldOf> told_of(db::Connection& db, UserId user, MeetingId meeting, int most);

/// Puts the notice at the end of this person's log, and forgets what is more than `keep` entries
/// old. Gives its place.
std::int64_t append(db::Transaction& transaction, UserId user, NoticeId notice, std::int64_t keep);

/// Never goes back, and never beyond the log. True when it moved.
bool acknowledge(db::Transaction& transaction, UserId user, std::int64_t seq);

}  // namespace kalends::notification
