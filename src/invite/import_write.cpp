#include "import_write.hpp"

#include <algorithm>

#include <kalends/calendar/import_store.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

using calendar::ImportedEvent;
using calendar::ImportedMeeting;
using calendar::ImportedRow;
using calendar::Meeting;
using calendar::Response;

/// One event on its way into the store.
class Writing {
 public:
  Writing(db::Transaction& transaction, Tools& tools, const user::User& person, UserId by,
          ReadyEvent event)
      : transaction_(transaction),
        tools_(tools),
        person_(person),
        by_(by),
        event_(std::move(event)) {
    entry_.uid = event_.uid;
    entry_.title = event_.title;
    entry_.line = event_.master ? event_.master->line : event_.occurrences.front().line;
  }

  ImportEntry run() {
    entry_.outcome = write();
    if (event_.master) take_remarks(*event_.master);
    for (ImportedEvent& each : event_.occurrences) take_remarks(each);
    return std::move(entry_);
  }

 private:
  void say(ical::Remark::Kind kind, std::string text) {
    entry_.remarks.push_back({kind, entry_.line, std::move(text)});
  }

  void take_remarks(ImportedEvent& event) {
    std::move(event.remarks.begin(), event.remarks.end(), std::back_inserter(entry_.remarks));
    event.remarks.clear();
  }

  ImportOutcome write() {
    const auto known = find_known();
    if (!known) return event_.master ? insert() : insert_occurrences();
    if (!known->fingerprint.empty() && known->fingerprint == event_.fingerprint) {
      return ImportOutcome::unchanged;
    }
    if (event_.master && event_.sequence < known->sequence) {
      return unchanged("it is older than what is here");
    }
    const auto meeting = calendar::find_meeting(transaction_.db(), known->meeting);
    const auto attendees = calendar::find_attendees(transaction_.db(), known->meeting);
    if (meeting->organizer != person_.id || attendees.size() != 1) {
      return unchanged("it is a meeting of this calendar, and others are in it");
    }
    return update(*meeting, attendees.front(), *known);
  }

  ImportOutcome unchanged(std::string why) {
    say(ical::Remark::Kind::left_out, std::move(why));
    return ImportOutcome::unchanged;
  }

  /// What is here of this UID: imported before, or a meeting of ours that comes back.
  std::optional<ImportedRow> find_known() {
    if (auto row = calendar::find_imported(transaction_.db(), person_.id, event_.uid)) return row;
    const auto ours = calendar::meeting_called(event_.uid);
    if (!ours) return std::nullopt;
    if (!calendar::find_attendee(transaction_.db(), *ours, person_.id)) return std::nullopt;
    return ImportedRow{event_.uid, *ours, 0, 1, ""};
  }

  ImportOutcome insert() {
    auto imported = calendar::imported_meeting(*event_.master);
    if (!imported) return left_out(imported.error().message);
    calendar::add_occurrences(*imported, event_.occurrences);
    insert(std::move(*imported), event_.master->created_at);
    return ImportOutcome::taken;
  }

  ImportOutcome left_out(std::string why) {
    say(ical::Remark::Kind::left_out, std::move(why));
    return ImportOutcome::left_out;
  }

  /// Occurrences of a series that is not here: the first of them stands for it.
  ImportOutcome insert_occurrences() {
    auto& all = event_.occurrences;
    std::erase_if(all, [&](const ImportedEvent& each) { return each.cancelled; });
    if (all.empty()) return left_out("it cancels an occurrence of a series that is not here");
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.time.starts_at < b.time.starts_at;
    });
    event_.master = std::move(all.front());
    all.erase(all.begin());
    event_.master->remarks.push_back({ical::Remark::Kind::repaired, event_.master->line,
                                      "its series is not here: taken for itself"});
    return insert();
  }

  void insert(ImportedMeeting imported, std::optional<Instant> created_at) {
    Meeting& meeting = imported.meeting;
    meeting.id = tools_.ids.next<MeetingId>();
    meeting.organizer = person_.id;
    meeting.updated_at = tools_.clock.now();
    meeting.created_at = std::min(created_at.value_or(meeting.updated_at), meeting.updated_at);
    calendar::insert_meeting(transaction_, meeting);
    put_parts(imported);
    calendar::place(transaction_, meeting, person_, imported.response.value_or(Response::accepted));
    finish(imported);
  }

  ImportOutcome update(const Meeting& before, calendar::Attendee attendee,
                       const ImportedRow& known) {
    auto imported = event_.master ? calendar::imported_meeting(*event_.master)
                                  : Result<ImportedMeeting>(stored(before, attendee.response));
    if (!imported) return left_out(imported.error().message);
    calendar::add_occurrences(*imported, event_.occurrences);
    Meeting& meeting = imported->meeting;
    meeting.id = before.id;
    meeting.organizer = before.organizer;
    meeting.version = before.version + 1;
    meeting.created_at = before.created_at;
    meeting.updated_at = tools_.clock.now();
    calendar::update_meeting(transaction_, meeting);
    calendar::delete_exceptions(transaction_, meeting.id);
    planned_ = notification::withdraw_reminders(transaction_, meeting.id, meeting.updated_at);
    if (event_.master) {
      calendar::delete_answers(transaction_, meeting.id);
      calendar::delete_kept(transaction_, meeting.id);
    } else {
      event_.sequence = known.sequence;
      event_.fingerprint.clear();
    }
    put_parts(*imported);
    attendee.response = imported->response.value_or(attendee.response);
    attendee.left = false;
    calendar::replace(transaction_, meeting, attendee);
    finish(*imported);
    user::record(transaction_, tools_.ids,
                 {.act = user::Act::meeting_changed, .by = by_, .meeting = meeting.id});
    return ImportOutcome::updated;
  }

  /// What is here already, for adding to it.
  ImportedMeeting stored(const Meeting& meeting, Response response) {
    ImportedMeeting out;
    out.meeting = meeting;
    out.response = response;
    if (meeting.repetition) {
      out.exceptions = calendar::load_series(transaction_.db(), meeting).exceptions();
    }
    return out;
  }

  void put_parts(const ImportedMeeting& imported) {
    const MeetingId id = imported.meeting.id;
    for (const auto& each : imported.exceptions) calendar::put_exception(transaction_, id, each);
    for (const auto& each : imported.answers) {
      calendar::put_answer(transaction_, id, {person_.id, each.original, each.response, ""});
    }
    for (const auto& each : imported.kept) calendar::put_kept(transaction_, id, each);
  }

  void finish(const ImportedMeeting& imported) {
    const Meeting& meeting = imported.meeting;
    if (!meeting.cancelled) plan_reminders(transaction_, planned_, tools_, meeting);
    calendar::put_imported(
        transaction_, person_.id,
        {event_.uid, meeting.id, event_.sequence, meeting.version, event_.fingerprint});
  }

  db::Transaction& transaction_;
  Tools& tools_;
  const user::User& person_;
  UserId by_;
  ReadyEvent event_;
  ImportEntry entry_;
  notification::Withdrawn planned_{tools_.clock.now(), {}};  // of the meeting as it was
};

}  // namespace

ImportEntry write_event(db::Transaction& transaction, Tools& tools, const user::User& person,
                        UserId by, ReadyEvent event) {
  return Writing(transaction, tools, person, by, std::move(event)).run();
}

}  // namespace kalends::invite
