#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/meeting.hpp>
#include <kalends/calendar/recurrence.hpp>

namespace kalends::calendar {

/// What differs in one occurrence; what is not given is as in the series.
struct Exception {
  LocalTime original;  // the start that the rule gives it (RFC 5545 3.8.4.4, RECURRENCE-ID)
  bool cancelled = false;
  bool asked_anew = false;  // answers to the series do not count here
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<std::string> link;
  std::optional<std::string> location;
  std::optional<EventTime> time;
  std::optional<bool> transparent;
  std::optional<std::vector<int>> reminders;

  bool operator==(const Exception&) const = default;
};

/// One occurrence, where it is now.
struct Occurrence {
  LocalTime original;
  EventTime time;
  const Exception* exception = nullptr;  // of the series it was asked of
};

/// A series, ready to be asked when it takes place. Nothing of it is ever written out: what lies in
/// a range is worked out when somebody looks. Immutable; any thread.
class Series {
 public:
  /// `meeting` has a repetition. Exceptions that are none of its occurrences are ignored.
  Series(Meeting meeting, std::vector<Exception> exceptions);

  const Meeting& meeting() const { return meeting_; }
  const std::vector<Exception>& exceptions() const { return exceptions_; }

  /// The occurrences that overlap the range for a reader in this zone, and begin at `not_before` or
  /// later, in order of start: the first `most` of them. Cancelled ones too.
  std::vector<Occurrence> overlapping(const TimeRange& range, Instant not_before,
                                      const Zone& reader, std::size_t most) const;

  /// The first occurrence behind this original start (itself not) that has no exception.
  std::optional<Occurrence> regular_after(LocalTime original) const;
  /// The first without an exception that ends after this instant, for a reader in this zone.
  std::optional<Occurrence> regular_ending_after(Instant at, const Zone& reader) const;

  /// The occurrence of this name, if there is one: as a local time in the series' zone, or as an
  /// instant where it was written with an offset.
  std::optional<Occurrence> find(const WrittenTime& name) const;
  std::optional<Occurrence> find(LocalTime original) const;
  /// All original starts in [from, to), at most `most`.
  std::vector<LocalTime> originals(LocalTime from, LocalTime to, std::size_t most) const;

  /// The meeting as it is in this occurrence.
  Meeting at(const Occurrence& occurrence) const;
  /// Where the rule puts it, whatever its exception says.
  EventTime regular_time(LocalTime original) const;
  /// The name of an occurrence: its original start, as RFC 3339 (a date for all-day series).
  std::string name(LocalTime original) const;

  /// From the first start to the last end, with two days around what is all-day and begins at each
  /// reader's own midnight. An endless series ends where time does.
  TimeRange extent() const;
  /// Memory it takes, about.
  std::size_t bytes() const;

 private:
  bool is_original(LocalTime local) const;
  bool is_excluded(LocalTime local) const;
  const Exception* exception_at(LocalTime original) const;
  Occurrence regular(LocalTime original) const;
  template <class Take>
  void each_original(LocalTime from, LocalTime to, Take take) const;

  Meeting meeting_;
  std::vector<Exception> exceptions_;  // in order of original
  Zone zone_;
  Zone end_zone_;
  std::optional<Recurrence> recurrence_;
  std::vector<LocalTime> rdates_;   // the first start among them where there is no rule
  std::vector<Instant> exdates_;    // sorted
  std::chrono::seconds longest_{};  // occurrence that follows the rule
};

/// Why this rule and start cannot be a series, or nothing. `invalid` at /rrule.
Result<void> check_rule(const std::string& rule, const EventTime& first);

/// The series of a meeting, with its exceptions. To be used where the database may have been
/// changed by the very transaction that asks; others ask the SeriesCache.
Series load_series(db::Connection& db, Meeting meeting);

void put_exception(db::Transaction& transaction, MeetingId meeting, const Exception& exception);
void delete_exceptions(db::Transaction& transaction, MeetingId meeting);
/// Exceptions and answers of the occurrences from this original start on.
void delete_from(db::Transaction& transaction, MeetingId meeting, LocalTime original);

/// One person's answer to one occurrence, where it is not that to the series.
struct OccurrenceAnswer {
  UserId user;
  LocalTime original;
  Response response = Response::needs_action;
  std::string comment;
};

/// In order of person and occurrence.
std::vector<OccurrenceAnswer> find_answers(db::Connection& db, MeetingId meeting);
std::vector<OccurrenceAnswer> find_answers_to(db::Connection& db, MeetingId meeting,
                                              LocalTime original);
std::vector<OccurrenceAnswer> find_answers_of(db::Connection& db, MeetingId meeting, UserId user);
void put_answer(db::Transaction& transaction, MeetingId meeting, const OccurrenceAnswer& answer);
void delete_answers(db::Transaction& transaction, MeetingId meeting);
/// Of everybody but one.
void delete_answers_to(db::Transaction& transaction, MeetingId meeting, LocalTime original,
                       UserId but);
void delete_answers_of(db::Transaction& transaction, MeetingId meeting, UserId user);

/// The attendees with what each answered to this occurrence.
std::vector<Attendee> attendees_at(db::Connection& db, const Series& series,
                                   const Occurrence& occurrence);
/// One of them.
std::optional<Attendee> attendee_at(db::Connection& db, const Series& series,
                                    const Occurrence& occurrence, UserId user);

}  // namespace kalends::calendar
