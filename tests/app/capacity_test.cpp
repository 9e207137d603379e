#include "capacity.hpp"

#include "capacity_page.hpp"

#include <doctest/doctest.h>

using namespace kalends;
using namespace kalends::app;
using doctest::Approx;

namespace {

constexpr std::int64_t page = 4096;

db::TreeSpace tree(const std::string& name, const std::string& table, std::int64_t rows,
                   std::int64_t bytes) {
  return {name, table, rows, bytes + page, 0};
}

/// 100 people, half of them signed in, and 5,000 meetings with 3 people in each.
db::FileSpace some_file() {
  db::FileSpace file{page, 0, 0, {}};
  file.trees = {tree("users", "users", 100, 30'000),
                tree("sessions_by_user", "sessions", 60, 10'000),
                tree("meetings", "meetings", 5000, 900'000),
                tree("series", "series", 50, 100'000),
                tree("attendees", "attendees", 15'000, 600'000),
                tree("calendar", "calendar", 15'000, 750'000),
                tree("notices", "notices", 3000, 450'000),
                tree("notices_by_meeting", "notices", 3000, 90'000),
                tree("notifications", "notifications", 8000, 240'000),
                tree("audit", "audit", 4000, 240'000),
                tree("audit_by_meeting", "audit", 4000, 120'000),
                tree("reminders", "reminders", 200, 20'000),
                tree("answered_requests", "answered_requests", 0, 0)};
  for (const auto& each : file.trees) file.bytes += each.bytes;
  return file;
}

invite::Usage some_usage() { return {100, 50, 80, 28, 1400, 60, 100}; }

Averages some_averages() { return averages_of(some_file(), some_usage(), {500, 60}, {365}); }

}  // namespace

TEST_CASE("averages are of what belongs together, with its indexes") {
  const Averages averages = some_averages();
  CHECK(averages.person_bytes == Approx(400));
  CHECK(averages.meeting_bytes == Approx(200));
  CHECK(averages.place_bytes == Approx(90));
  CHECK(averages.notice_bytes == Approx(180));
  CHECK(averages.entry_bytes == Approx(30));
  CHECK(averages.waiting_bytes == Approx(200));
  CHECK(averages.signed_in == Approx(0.5));
  CHECK(averages.meetings == Approx(50));
  CHECK(averages.places == Approx(3));
  CHECK(averages.meetings_a_day == Approx(0.5));
  CHECK(averages.notices_a_day == Approx(0.5));
  CHECK(averages.most_entries == Approx(0.8 * 532));
  CHECK(averages.line_bytes == Approx(90));
  CHECK(averages.lines_a_day == Approx(0.4));
}

TEST_CASE(
    "what the averages say of the file now is the file, without the first page of each tree") {
  const auto file = some_file();
  const Disk disk = disk_now(some_averages(), 100);
  CHECK(disk.all() ==
        Approx(static_cast<double>(file.bytes - page * std::int64_t(file.trees.size()))));
}

TEST_CASE("a year adds meetings, and no more notices than are kept") {
  const Needs year = needs_of(some_averages(), 100, 365);
  CHECK(year.disk.people == Approx(40'000));
  CHECK(year.disk.meetings == Approx(100 * (50 + 0.5 * 365) * (200 + 3 * 90)));
  CHECK(year.disk.notices == Approx(100 * (0.5 * 60 * 180 + 0.8 * 532 * 30)));
  CHECK(year.disk.lines == Approx(100 * 0.4 * 365 * 90));
  CHECK(year.disk.waiting == Approx(20'000));
  const Needs two = needs_of(some_averages(), 100, 730);
  CHECK(two.disk.notices == Approx(year.disk.notices));
  CHECK(two.disk.lines == Approx(year.disk.lines));
  CHECK(two.disk.meetings > year.disk.meetings);
}

TEST_CASE("ten times the people need ten times the disk, and every second of them a seat") {
  const Needs one = needs_of(some_averages(), 100'000, 365);
  const Needs ten = needs_of(some_averages(), 1'000'000, 365);
  CHECK(ten.disk.all() == Approx(10 * one.disk.all()));
  CHECK(one.sockets == Approx(45'500));
  CHECK(one.reads_a_second == Approx(442.5));
  CHECK(one.told_in_a_second == Approx(45'000));
  CHECK(ten.cores == Approx(10 * one.cores));
  CHECK(one.cores > 0);
  CHECK(ten.memory > one.memory);
  CHECK(one.memory > one.sockets * 1024);
}

TEST_CASE("a database tells of its people's habits when it has some, and some time") {
  CHECK(is_telling(some_file(), some_usage()));
  auto usage = some_usage();
  usage.people = 9;
  CHECK_FALSE(is_telling(some_file(), usage));
  usage = some_usage();
  usage.days = 6;
  CHECK_FALSE(is_telling(some_file(), usage));
  auto file = some_file();
  file.trees[2].rows = 999;
  CHECK_FALSE(is_telling(file, some_usage()));
  CHECK_FALSE(is_telling({}, {}));
}

TEST_CASE("the plan for 100,000 people is the load that Kalends is made for") {
  const Averages plan = planned_averages({500, 60}, {365});
  const double people = 100'000;
  CHECK(people * plan.meetings_a_day == Approx(84'500));
  CHECK(people * plan.meetings_a_day * (plan.places - 1) == Approx(103'500));
  const Needs needs = needs_of(plan, people, 365);
  CHECK(needs.sockets == Approx(54'600));
  CHECK(needs.reads_a_second == Approx(531));
  CHECK(needs.writes_a_second == Approx(52));
  CHECK(needs.told_in_a_second == Approx(54'000));
}

TEST_CASE("the page shows sizes that people can read, and only columns that mean something") {
  const std::string text = needs_text(some_averages(), 100, 100'000);
  CHECK(text.find("now") != std::string::npos);
  CHECK(text.find("100,000 people, in a year") != std::string::npos);
  CHECK(text.find("45,500") != std::string::npos);
  CHECK(needs_text(some_averages(), 0, 1000).find("now") == std::string::npos);
  const std::string tables = tables_text("x.db", some_file());
  CHECK(tables.find("\nmeetings") < tables.find("\ncalendar"));
  CHECK(tables.find("\ncalendar") < tables.find("\nattendees"));
  CHECK(tables.find("\n  index notices_by_meeting") != std::string::npos);
  CHECK(tables.find("answered_requests") == std::string::npos);
}
