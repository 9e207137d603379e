#include "ledger.hpp"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::string text(const json::value& value) { return std::string(value.as_string()); }

Said last_said(const Ledger& ledger, const std::string& meeting) {
  const auto found = ledger.said.find(meeting);
  return found == ledger.said.end() ? Said{} : found->second.back();
}

bool attempts(const Ledger& ledger, Attempt::Kind kind, const std::string& meeting) {
  return ledger.attempt && ledger.attempt->kind == kind && ledger.attempt->meeting == meeting;
}

void check_fields(const json::object& kept, const json::object& found) {
  for (const auto& [name, value] : kept) {
    const bool moves =
        name == "version" || name == "updatedAt" || name == "attendees" || name == "attachments";
    if (!moves) CHECK(found.at(name) == value);
  }
  CHECK(found.at("version").as_int64() >= kept.at("version").as_int64());
}

void check_answers(const std::vector<Ledger>& ledgers, const KeptMeeting& meeting,
                   const json::object& found) {
  std::map<std::string, Said> answers;
  for (const json::value& attendee : found.at("attendees").as_array()) {
    answers[text(attendee.at("userId"))] = {text(attendee.at("response")),
                                            text(attendee.at("comment"))};
  }
  CHECK(answers.size() == meeting.guests.size());
  const std::string id = text(meeting.answer.at("id"));
  for (const Ledger& ledger : ledgers) {
    const auto answer = answers.find(ledger.person.id);
    if (answer == answers.end()) continue;
    const bool attempted =
        attempts(ledger, Attempt::Kind::answer, id) && answer->second == ledger.attempt->said;
    CHECK((attempted || answer->second == last_said(ledger, id)));
  }
}

/// Taken out of `found` once it is checked.
void check_file(Client& client, const KeptFile& file, json::array& found) {
  const auto place = std::find(found.begin(), found.end(), file.answer);
  REQUIRE(place != found.end());
  found.erase(place);
  const Reply reply = client.get(text(file.answer.at("url")));
  CHECK(reply.status == 200);
  CHECK(reply.wire.body.size() == file.content.size());
  CHECK((reply.wire.body == file.content));
}

void check_files(Client& client, const Ledger& organizer, const KeptMeeting& meeting,
                 json::array found) {
  for (const KeptFile& file : meeting.files) check_file(client, file, found);
  const bool attempted = attempts(organizer, Attempt::Kind::file, text(meeting.answer.at("id")));
  if (attempted && found.size() == 1) {
    check_file(client, {found.front(), organizer.attempt->request.body}, found);
  }
  CHECK(found.empty());
}

/// Every page of a list.
std::vector<json::value> whole_list(Client& client, const std::string& target,
                                    const std::string& cursor) {
  std::vector<json::value> items;
  std::string next;
  for (;;) {
    const Reply page = client.get(next.empty() ? target : target + "&" + cursor + "=" + next);
    REQUIRE_MESSAGE(page.status == 200, page.wire.body);
    for (const json::value& item : page["items"].as_array()) items.push_back(item);
    if (!page.body.as_object().contains("nextCursor")) return items;
    next = page.string("nextCursor");
  }
}

void expect_reminders(const KeptMeeting& meeting, const std::string& id,
                      std::set<std::string>& surely, std::set<std::string>& perhaps) {
  if (!meeting.due) return;
  const auto created = parse_time(text(meeting.answer.at("createdAt")))->local.time_since_epoch();
  // Nobody is reminded of what is due already when it is stored, a moment after it is made.
  const bool sure = meeting.due->time_since_epoch() > created + seconds(2);
  (sure ? surely : perhaps).insert(fmt::format("reminder {} {}", id, meeting.minutes_before));
}

std::string summary(const json::value& told) {
  const std::string kind = text(told.at("kind"));
  const std::string meeting = text(told.at("meeting").at("id"));
  if (kind == "reminder") {
    return fmt::format("reminder {} {}", meeting, told.at("minutesBefore").as_int64());
  }
  if (kind != "responded") return kind + " " + meeting;
  return fmt::format("responded {} {} {} {}", meeting, text(told.at("by").at("userId")),
                     text(told.at("response")), text(told.at("comment")));
}

/// What this person was surely told, and what perhaps.
void expect(const std::vector<Ledger>& ledgers, const Ledger& me, std::set<std::string>& surely,
            std::set<std::string>& perhaps) {
  for (const Ledger& ledger : ledgers) {
    for (const auto& [id, meeting] : ledger.meetings) {
      const auto& guests = meeting.guests;
      const bool invited = std::find(guests.begin(), guests.end(), me.person.id) != guests.end();
      if (invited) surely.insert("invited " + id);
      if (invited || &ledger == &me) expect_reminders(meeting, id, surely, perhaps);
    }
    for (const auto& [id, answers] : ledger.said) {
      if (me.meetings.find(id) == me.meetings.end()) continue;
      for (const Said& said : answers) {
        surely.insert(fmt::format("responded {} {} {} {}", id, ledger.person.id, said.response,
                                  said.comment));
      }
    }
  }
}

}  // namespace

void check_meetings(std::uint16_t port, const std::vector<Ledger>& ledgers,
                    const std::set<std::string>& meetings) {
  for (const Ledger& organizer : ledgers) {
    Client client(port, organizer.person.token);
    for (const auto& [id, meeting] : organizer.meetings) {
      if (meetings.find(id) == meetings.end()) continue;
      CAPTURE(id);
      const Reply found = client.get("/api/v1/meetings/" + id);
      REQUIRE(found.status == 200);
      check_fields(meeting.answer, found.body.as_object());
      check_answers(ledgers, meeting, found.body.as_object());
      check_files(client, organizer, meeting, found["attachments"].as_array());
    }
  }
}

void check_calendars(std::uint16_t port, const std::vector<Ledger>& ledgers) {
  const Instant now = SystemClock().now();
  for (const Ledger& me : ledgers) {
    std::map<std::string, std::string> expected;
    for (const Ledger& ledger : ledgers) {
      for (const auto& [id, meeting] : ledger.meetings) {
        const auto& guests = meeting.guests;
        if (&ledger == &me) expected[id] = "accepted";
        if (std::find(guests.begin(), guests.end(), me.person.id) == guests.end()) continue;
        expected[id] = last_said(me, id).response;
      }
    }
    Client client(port, me.person.token);
    std::map<std::string, std::string> found;
    const std::string target =
        fmt::format("/api/v1/users/me/calendar?limit=1000&from={}&to={}",
                    format_utc(now - hours(24)), format_utc(now + hours(24 * 100)));
    const auto items = whole_list(client, target, "cursor");
    for (const json::value& item : items) {
      found[text(item.at("meetingId"))] = text(item.at("response"));
    }
    CHECK(items.size() == found.size());
    CHECK((found == expected));
  }
}

void check_logs(std::uint16_t port, const std::vector<Ledger>& ledgers) {
  for (const Ledger& me : ledgers) {
    std::set<std::string> surely;
    std::set<std::string> perhaps;
    expect(ledgers, me, surely, perhaps);
    Client client(port, me.person.token);
    std::set<std::string> told;
    for (const json::value& item : whole_list(client, "/api/v1/notifications?limit=500", "after")) {
      const std::string line = summary(item);
      CHECK_MESSAGE(told.insert(line).second, "told twice: ", line);
      const bool expected = surely.erase(line) + perhaps.erase(line) > 0;
      CHECK_MESSAGE(expected, "told without reason: ", line);
    }
    for (const std::string& line : surely) FAIL_CHECK("never told: ", line);
  }
}

}  // namespace kalends::test
