#include "support/temp_dir.hpp"

#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include <kalends/calendar/agenda.hpp>
#include <kalends/calendar/attachment.hpp>
#include <kalends/calendar/free_busy.hpp>
#include <kalends/calendar/meeting.hpp>
#include <kalends/notification/log.hpp>
#include <kalends/notification/reminder.hpp>
#include <kalends/user/registration.hpp>
#include <kalends/user/session.hpp>
#include <kalends/user/user.hpp>

namespace kalends {
namespace {

constexpr UserId ann{1};
constexpr UserId li_lei{2};
constexpr UserId zoe{3};
constexpr MeetingId planning{11};
constexpr MeetingId retreat{12};
constexpr MeetingId flight{13};
constexpr Instant spring{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};
constexpr Instant summer{std::chrono::sys_days{std::chrono::year{2026} / 6 / 1}};
constexpr std::size_t oldest_version = 5;

std::string make_old_file(std::string path) {
  db::Connection writer(path, db::Mode::writer);
  db::migrate(writer, db::embedded_migrations().first(oldest_version));
  std::ostringstream data;
  data << std::ifstream(KALENDS_GOLDEN "/data_5.sql", std::ios::binary).rdbuf();
  writer.script(data.str());
  return path;
}

/// A file of the oldest version, opened by this program.
struct Upgraded {
  test::TempDir dir;
  db::Database database{make_old_file(dir.file("old.db"))};
  std::unique_ptr<db::Connection> reader = database.open_reader();
  calendar::SeriesCache series{1 << 20};
};

TEST_CASE("the oldest file is brought to this version, and nothing in it is loose") {
  Upgraded old;
  CHECK(old.database.migrated().from == static_cast<int>(oldest_version));
  CHECK(old.database.migrated().to == static_cast<int>(db::embedded_migrations().size()));
  CHECK_FALSE(old.reader->query("PRAGMA foreign_key_check").next());
  db::Rows check = old.reader->query("PRAGMA integrity_check");
  REQUIRE(check.next());
  CHECK(check.view(0) == "ok");
}

TEST_CASE("people of the oldest file are found, and can sign in as before") {
  Upgraded old;
  const auto found = user::find_user_by_email(*old.reader, "ANN@EXAMPLE.ORG");
  REQUIRE(found.has_value());
  CHECK(found->id == ann);
  CHECK(found->name == "Ann Lee");
  CHECK(found->email == "Ann@example.org");
  CHECK(found->administrator);
  CHECK(user::search_users(*old.reader, "müll", 10).at(0).id == zoe);
  CHECK(user::search_users(*old.reader, "雷", 10).at(0).id == li_lei);
  const user::PasswordHasher hasher(8, 1);
  CHECK(user::sign_in(*old.reader, hasher, "ann@example.org", "correct horse battery").has_value());
}

TEST_CASE("who was signed in with the oldest file still is") {
  Upgraded old;
  const auto session = user::find_session(*old.reader, "the-token-of-ann", spring);
  REQUIRE(session.has_value());
  CHECK(session->user.id == ann);
  CHECK(session->scopes == user::Scopes{true, true});
  CHECK_FALSE(session->of_program);
  const auto list = user::list_sessions(*old.reader, ann, spring, 10);
  REQUIRE(list.size() == 1);
  CHECK(list[0].id == session->id);
  CHECK(session->id.value > 0);
}

TEST_CASE("codes of the oldest file can be told apart, and taken back") {
  Upgraded old;
  const auto codes = user::list_registration_codes(*old.reader, spring, 10);
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].created_by == ann);
  CHECK(codes[0].id.value > 0);
}

TEST_CASE("meetings of the oldest file are as they were") {
  Upgraded old;
  const auto meeting = calendar::find_meeting(*old.reader, planning);
  REQUIRE(meeting.has_value());
  CHECK(meeting->title == "Planning – Q3");
  CHECK(meeting->link == "https://meet.example.org/q3");
  CHECK(start_text(meeting->time) == "2026-03-30T09:00:00+02:00");
  CHECK(end_text(meeting->time) == "2026-03-30T10:00:00+02:00");
  CHECK(meeting->reminders == std::vector<int>{30, 0});
  CHECK(meeting->version == 2);
  const auto home = calendar::find_meeting(*old.reader, flight);
  CHECK(end_text(home->time) == "2026-04-10T14:00:00-04:00");
  const auto days = calendar::find_meeting(*old.reader, retreat);
  CHECK(start_text(days->time) == "2026-05-01");
  CHECK(end_text(days->time) == "2026-05-03");
}

TEST_CASE("answers of the oldest file are as they were") {
  Upgraded old;
  const auto people = calendar::find_attendees(*old.reader, planning);
  REQUIRE(people.size() == 3);
  CHECK(people[0].response == calendar::Response::accepted);
  CHECK(people[1].response == calendar::Response::tentative);
  CHECK(people[1].comment == "If the train is on time");
  CHECK(people[2].response == calendar::Response::declined);
  CHECK(people[2].left);
}

TEST_CASE("calendars of the oldest file show what they showed") {
  Upgraded old;
  const auto page =
      calendar::read_agenda(*old.reader, old.series, li_lei, li_lei, {spring, summer}, {}, 10);
  REQUIRE(page.items.size() == 3);
  CHECK(page.items[0].meeting == planning);
  CHECK(page.items[0].busy == calendar::Busy::tentative);
  CHECK(page.items[1].cancelled);
  CHECK(page.items[2].meeting == retreat);
  const Date monday{std::chrono::year{2026} / 3 / 30};
  const auto days = calendar::busy_days(*old.reader, old.series, ann, monday,
                                        monday + std::chrono::days{3}, *Zone::find("Europe/Berlin"))
                        .value();
  CHECK(days.at(monday));
  CHECK_FALSE(days.at(monday + std::chrono::days{3}));  // that one was called off
}

TEST_CASE("the log and the reminders of the oldest file go on where they were") {
  Upgraded old;
  CHECK(notification::log_head(*old.reader, ann).acked_seq == 1);
  const auto log = notification::read_log(*old.reader, li_lei, 1, 10);
  REQUIRE(log.size() == 2);
  CHECK(log[1].seq == 3);
  const auto reminder = notification::find_notice(*old.reader, log[1].notice);
  REQUIRE(reminder.has_value());
  CHECK(reminder->kind == notification::Kind::reminder);
  CHECK(reminder->minutes_before == 30);
  CHECK(reminder->late);
  const auto due = notification::reminders_due(*old.reader, {spring, summer});
  REQUIRE(due.size() == 3);
  CHECK(due[0].meeting == planning);
  CHECK(due[0].user == notification::everybody);
}

TEST_CASE("attachments of the oldest file have every byte") {
  Upgraded old;
  const auto files = calendar::find_attachments(*old.reader, planning);
  REQUIRE(files.size() == 2);
  CHECK(files[0].name == "Übersicht.txt");
  CHECK(calendar::read_content(*old.reader, files[0].id) == std::string("hi\0\x01\xff\n", 6));
  CHECK(calendar::read_content(*old.reader, files[1].id).empty());
}

}  // namespace
}  // namespace kalends
