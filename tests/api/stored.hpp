#pragma once

#include "world.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace kalends::test {

/// Looks into the database from beside the program.
class Stored {
 public:
  explicit Stored(World& world) : reader_(world.app.database().open_reader()) {}

  db::Connection& db() { return *reader_; }

  /// How many rows each table has.
  std::map<std::string, std::int64_t> rows() {
    return counted(
        reader_->query("SELECT 'users', COUNT(*) FROM users "
                       "UNION ALL SELECT 'working_hours', COUNT(*) FROM working_hours "
                       "UNION ALL SELECT 'user_words', COUNT(*) FROM user_words "
                       "UNION ALL SELECT 'sessions', COUNT(*) FROM sessions "
                       "UNION ALL SELECT 'registration_codes', COUNT(*) FROM registration_codes "
                       "UNION ALL SELECT 'meetings', COUNT(*) FROM meetings "
                       "UNION ALL SELECT 'attendees', COUNT(*) FROM attendees "
                       "UNION ALL SELECT 'calendar', COUNT(*) FROM calendar "
                       "UNION ALL SELECT 'series', COUNT(*) FROM series "
                       "UNION ALL SELECT 'occurrences', COUNT(*) FROM occurrences "
                       "UNION ALL SELECT 'occurrence_answers', COUNT(*) FROM occurrence_answers "
                       "UNION ALL SELECT 'calendar_series', COUNT(*) FROM calendar_series "
                       "UNION ALL SELECT 'zones', COUNT(*) FROM zones "
                       "UNION ALL SELECT 'imported_events', COUNT(*) FROM imported_events "
                       "UNION ALL SELECT 'kept_properties', COUNT(*) FROM kept_properties "
                       "UNION ALL SELECT 'feeds', COUNT(*) FROM feeds "
                       "UNION ALL SELECT 'attachments', COUNT(*) FROM attachments "
                       "UNION ALL SELECT 'attachment_contents', COUNT(*) FROM attachment_contents "
                       "UNION ALL SELECT 'notices', COUNT(*) FROM notices "
                       "UNION ALL SELECT 'notifications', COUNT(*) FROM notifications "
                       "UNION ALL SELECT 'sequences', COUNT(*) FROM sequences "
                       "UNION ALL SELECT 'reminders', COUNT(*) FROM reminders "
                       "UNION ALL SELECT 'answered_requests', COUNT(*) FROM answered_requests "
                       "UNION ALL SELECT 'audit', COUNT(*) FROM audit "
                       "UNION ALL SELECT 'write_probe', COUNT(*) FROM write_probe"));
  }

  /// Every table there is, so that none is forgotten above.
  std::set<std::string> tables() {
    std::set<std::string> names;
    auto rows = reader_->query(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    while (rows.next()) names.insert(rows.get<std::string>(0));
    return names;
  }

  /// Differs from the last time when anything at all was committed since.
  std::int64_t state() {
    auto rows = reader_->query("PRAGMA data_version");
    rows.next();
    return rows.integer(0);
  }

 private:
  static std::map<std::string, std::int64_t> counted(db::Rows rows) {
    std::map<std::string, std::int64_t> counts;
    while (rows.next()) counts[rows.get<std::string>(0)] = rows.integer(1);
    return counts;
  }

  std::unique_ptr<db::Connection> reader_;
};

}  // namespace kalends::test
