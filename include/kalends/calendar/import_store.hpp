#pragma once

#include <kalends/calendar/imported_series.hpp>

namespace kalends::calendar {

/// A meeting that came from another calendar.
struct ImportedRow {
  std::string uid;
  MeetingId meeting;
  int sequence = 0;
  std::int64_t version = 1;  // of the meeting when it came
  std::string fingerprint;   // "" where it came in parts
};

std::optional<ImportedRow> find_imported(db::Connection& db, UserId owner, const std::string& uid);
std::optional<ImportedRow> find_imported(db::Connection& db, MeetingId meeting);
/// Also in the place of what stood there for this owner and UID.
void put_imported(db::Transaction& transaction, UserId owner, const ImportedRow& row);

/// In order of original: that of the event itself first.
std::vector<Kept> find_kept(db::Connection& db, MeetingId meeting);
void put_kept(db::Transaction& transaction, MeetingId meeting, const Kept& kept);
void delete_kept(db::Transaction& transaction, MeetingId meeting);

/// What a meeting of ours is called in iCalendar, where it came from nowhere else.
std::string uid_of(MeetingId meeting);
/// The meeting of ours that is called so, whether there is one or not.
std::optional<MeetingId> meeting_called(std::string_view uid);

}  // namespace kalends::calendar
