#pragma once

#include <atomic>
#include <cstdint>

#include <kalends/base/histogram.hpp>
#include <kalends/calendar/series.hpp>
#include <kalends/invite/tools.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {

/// Stores what is still ahead of a meeting's reminders: one for all where all begin at one instant;
/// one a person for all-day meetings, whose "start" is 09:00 of that day in each person's own zone.
/// Of a series only the next of each kind; that one brings the one behind it when it is said.
void plan_reminders(db::Transaction& transaction, Tools& tools, const calendar::Meeting& meeting);

/// The same after a change, as of when `before` was taken away. What waited to be said then and is
/// true of the meeting as it is now stays: a change in that second does not keep it back.
void plan_reminders(db::Transaction& transaction, const notification::Withdrawn& before,
                    Tools& tools, const calendar::Meeting& meeting);
/// In place of all that was planned of it.
void plan_reminders_anew(db::Transaction& transaction, Tools& tools,
                         const calendar::Meeting& meeting);

/// The same for one person who comes later.
void plan_own_reminders(db::Transaction& transaction, Tools& tools,
                        const calendar::Meeting& meeting, const user::User& person);

/// What is still to be said to one person, by the clock of the zone where they are now. Whose nine
/// o'clock has gone by on the way is told at once, and nobody what they were told already.
void move_own_reminders(db::Transaction& transaction, Tools& tools,
                        const calendar::Meeting& meeting, const user::User& person);

struct ReminderFigures {
  ReminderFigures();

  std::atomic<std::int64_t> sent = 0;
  std::atomic<std::int64_t> late = 0;  // of the sent: more than a minute after they fell due
  std::atomic<std::int64_t> dropped =
      0;               // fell due while the server was away, and the meeting is over
  Histogram lateness;  // of the sent: seconds from when they fell due until they were told
};

/// Says what is due: claims each reminder's row and writes its notifications in one transaction, so
/// that each is said exactly once, whatever crashes.
class ReminderService {
 public:
  ReminderService(db::Database& database, Tools& tools) : database_(database), tools_(tools) {}

  /// Says all that is due now. One thread at a time, once a second; throws what the database
  /// throws, and says then at the next call what was left.
  void tick(db::Connection& reader);

  const ReminderFigures& figures() const { return figures_; }

  struct Recipient {
    UserId user;
    Instant ends_at;  // of the meeting, for this person
  };

 private:
  /// In one commit as many of them as is good for it; returns how many that was.
  std::size_t say(std::span<const notification::Reminder> due);
  // These return how many people were looked at.
  std::size_t say(db::Transaction& transaction, const notification::Reminder& reminder);
  std::size_t say_of_series(db::Transaction& transaction, const notification::Reminder& reminder,
                            const calendar::Meeting& meeting);
  std::optional<notification::Reminder> following(db::Connection& db,
                                                  const calendar::Series& series,
                                                  const notification::Reminder& said) const;
  std::size_t tell(db::Transaction& transaction, const notification::Reminder& reminder,
                   notification::Card card, const std::vector<Recipient>& recipients);

  db::Database& database_;
  Tools& tools_;
  ReminderFigures figures_;
};

}  // namespace kalends::invite
