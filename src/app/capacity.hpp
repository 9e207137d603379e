#pragma once

#include <kalends/app/config.hpp>
#include <kalends/db/space.hpp>
#include <kalends/invite/usage.hpp>

namespace kalends::app {

/// What an organisation is like: all that its need of space follows from. Bytes are those of a row
/// with its part of every index.
struct Averages {
  double person_bytes = 0;   // with sessions, words to be found by, and the like
  double meeting_bytes = 0;  // with what only some have: series, files
  double place_bytes = 0;    // of one person in one meeting
  double notice_bytes = 0;
  double entry_bytes = 0;    // of a notice in one person's log
  double line_bytes = 0;     // of the audit log
  double waiting_bytes = 0;  // a person: reminders still to be said, answers to give again

  double signed_in = 0;          // of one person
  double meetings = 0;           // a person
  double places = 0;             // a meeting
  double notices = 0;            // a person
  double entries = 0;            // a person
  double meetings_a_day = 0;     // new, a person
  double notices_a_day = 0;      // a person
  double notices_kept_days = 0;  // how long notices are kept
  double lines = 0;              // a person, in the audit log
  double lines_a_day = 0;        // a person
  double lines_kept_days = 0;    // how long they are kept
  double most_entries = 0;       // a person, on the average: what is kept at most
};

/// What stands in the file by kind, or will; in bytes.
struct Disk {
  double people = 0;
  double meetings = 0;
  double notices = 0;  // with everybody's log
  double lines = 0;    // of the audit log
  double waiting = 0;
  double all() const { return people + meetings + notices + lines + waiting; }
};

/// What a number of people needs of a machine.
struct Needs {
  Disk disk;
  double sockets = 0;
  double memory = 0;            // bytes: of the program, and of the kernel for its sockets
  double reads_a_second = 0;    // at the peak, like the next two
  double writes_a_second = 0;   // each is on the disk when it is answered
  double cores = 0;             // busy all the time
  double told_in_a_second = 0;  // reminders at the full hour, one a person
};

/// Whether there is enough in a database to take averages from.
bool is_telling(const db::FileSpace& file, const invite::Usage& usage);

/// The averages of a database for which `is_telling`.
Averages averages_of(const db::FileSpace& file, const invite::Usage& usage,
                     const NotificationsConfig& keeping, const AuditConfig& audit);

/// Those of docs/capacity.md: rows as measured on the generated organisation, under the load that
/// Kalends is made for.
Averages planned_averages(const NotificationsConfig& keeping, const AuditConfig& audit);

/// What so many people have in the file as it is.
Disk disk_now(const Averages& averages, double people);

/// What so many people need when they have gone on like this for so many days.
Needs needs_of(const Averages& averages, double people, double days);

}  // namespace kalends::app
