#include "capacity.hpp"

#include <algorithm>
#include <string_view>

namespace kalends::app {
namespace {

// With fewer, chance and pages that are not full yet would tell more than habits.
constexpr std::int64_t least_people = 10;
constexpr std::int64_t least_meetings = 1000;
constexpr double least_days = 7;

// A log is cut when it is 64 longer than what is kept: half of that on the average.
constexpr double not_cut_yet = 32;

// The load that Kalends is made for (docs/capacity.md): what happens on a day, and what is asked
// for in the second in which most is asked for.
constexpr double planned_people = 100'000;
constexpr double active = 60'000;
constexpr double meetings_a_day = 84'500;
constexpr double invitations_a_day = 103'500;
constexpr double reminders_a_day = 650'000;
constexpr double sockets_each = 54'600 / active;
constexpr double reads_each = 531 / active;
constexpr double writes_each = 52 / active;
constexpr double told_each = 54'000 / active;

// Measured, each as docs/capacity.md says.
constexpr double planned_line_bytes = 73.2;
constexpr double program_bytes = 125e6;
constexpr double socket_bytes = 13.9e3;  // with the kernel's part
constexpr double read_seconds = 107e-6;
constexpr double write_seconds = 525e-6;

enum class Kind { people, meetings, places, notices, entries, lines, waiting };

/// What a table's rows come with. Whatever is not named here comes with meetings.
Kind kind_of(std::string_view table) {
  constexpr std::string_view people[] = {"users",     "user_words",         "sessions",
                                         "sequences", "registration_codes", "working_hours",
                                         "feeds"};
  if (std::ranges::find(people, table) != std::end(people)) return Kind::people;
  if (table == "attendees" || table == "calendar") return Kind::places;
  if (table == "notices") return Kind::notices;
  if (table == "notifications") return Kind::entries;
  if (table == "audit") return Kind::lines;
  if (table == "reminders" || table == "answered_requests") return Kind::waiting;
  return Kind::meetings;
}

/// The first page of each is there even when it is empty.
double bytes_of(const db::FileSpace& file, Kind kind) {
  std::int64_t bytes = 0;
  for (const auto& tree : file.trees) {
    if (kind_of(tree.table) == kind) bytes += tree.bytes - file.page;
  }
  return static_cast<double>(bytes);
}

double rows_of(const db::FileSpace& file, std::string_view table) {
  const auto found = std::ranges::find(file.trees, table, &db::TreeSpace::name);
  return found == file.trees.end() ? 0 : static_cast<double>(found->rows);
}

/// Nothing of nothing.
double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

Disk disk_of(const Averages& averages, double people, double meetings, double notices,
             double entries, double lines) {
  const double meeting = averages.meeting_bytes + averages.places * averages.place_bytes;
  return {people * averages.person_bytes, people * meetings * meeting,
          people * (notices * averages.notice_bytes + entries * averages.entry_bytes),
          people * lines * averages.line_bytes, people * averages.waiting_bytes};
}

}  // namespace

bool is_telling(const db::FileSpace& file, const invite::Usage& usage) {
  return usage.people >= least_people && usage.days >= least_days &&
         rows_of(file, "meetings") >= static_cast<double>(least_meetings);
}

Averages planned_averages(const NotificationsConfig& keeping, const AuditConfig& audit) {
  const double places = 1 + invitations_a_day / meetings_a_day;
  // A reminder is one notice for all in the meeting. At most every meeting tells of itself, and
  // every invitation of its answer.
  const double notices = reminders_a_day / places + meetings_a_day + invitations_a_day;
  Averages out;
  out.person_bytes = 588.6;
  out.meeting_bytes = 170.4;
  out.place_bytes = 80.1;
  out.notice_bytes = 174.1;
  out.entry_bytes = 26.7;
  out.line_bytes = planned_line_bytes;
  out.waiting_bytes = 4930;
  out.signed_in = active / planned_people;
  out.places = places;
  out.meetings_a_day = meetings_a_day / planned_people;
  out.notices_a_day = notices / planned_people;
  out.notices_kept_days = keeping.keep_days;
  // Every invitation is answered, and every meeting changed once, at most.
  out.lines_a_day = (meetings_a_day + invitations_a_day) / planned_people;
  out.lines_kept_days = audit.keep_days;
  out.most_entries = out.signed_in * (keeping.keep + not_cut_yet);
  return out;
}

Averages averages_of(const db::FileSpace& file, const invite::Usage& usage,
                     const NotificationsConfig& keeping, const AuditConfig& audit) {
  const auto people = static_cast<double>(usage.people);
  const double meetings = rows_of(file, "meetings");
  const double places = rows_of(file, "attendees");
  const double notices = rows_of(file, "notices");
  const double entries = rows_of(file, "notifications");
  const double lines = rows_of(file, "audit");
  Averages out;
  out.person_bytes = share(bytes_of(file, Kind::people), people);
  out.meeting_bytes = share(bytes_of(file, Kind::meetings), meetings);
  out.place_bytes = share(bytes_of(file, Kind::places), places);
  out.notice_bytes = share(bytes_of(file, Kind::notices), notices);
  out.entry_bytes = share(bytes_of(file, Kind::entries), entries);
  out.line_bytes = share(bytes_of(file, Kind::lines), lines);
  out.waiting_bytes = share(bytes_of(file, Kind::waiting), people);
  out.signed_in = share(static_cast<double>(usage.signed_in), people);
  out.meetings = share(meetings, people);
  out.places = share(places, meetings);
  out.notices = share(notices, people);
  out.entries = share(entries, people);
  out.lines = share(lines, people);
  out.lines_a_day = share(lines, people * std::max(usage.audit_days, 1.0));
  out.lines_kept_days = audit.keep_days;
  out.meetings_a_day = share(static_cast<double>(usage.made), people * usage.days);
  out.notices_a_day = share(notices, people * std::max(usage.notice_days, 1.0));
  out.notices_kept_days = keeping.keep_days;
  out.most_entries = share(static_cast<double>(usage.told), people) * (keeping.keep + not_cut_yet);
  return out;
}

Disk disk_now(const Averages& averages, double people) {
  return disk_of(averages, people, averages.meetings, averages.notices, averages.entries,
                 averages.lines);
}

Needs needs_of(const Averages& averages, double people, double days) {
  const double meetings = averages.meetings + averages.meetings_a_day * days;
  const double notices = averages.notices_a_day * averages.notices_kept_days;
  const double using_it = people * averages.signed_in;
  Needs needs;
  const double lines = averages.lines_a_day * averages.lines_kept_days;
  needs.disk = disk_of(averages, people, meetings, notices, averages.most_entries, lines);
  needs.sockets = using_it * sockets_each;
  needs.memory = program_bytes + needs.sockets * socket_bytes;
  needs.reads_a_second = using_it * reads_each;
  needs.writes_a_second = using_it * writes_each;
  needs.cores = needs.reads_a_second * read_seconds + needs.writes_a_second * write_seconds;
  needs.told_in_a_second = using_it * told_each;
  return needs;
}

}  // namespace kalends::app
