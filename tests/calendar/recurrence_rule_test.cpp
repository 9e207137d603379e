#include "series.hpp"

using namespace kalends;
using namespace kalends::calendar;

namespace {

std::string refusal(std::string_view text) {
  const auto rule = parse_rule(text);
  if (rule) return "";
  CHECK((rule.error().code == ErrorCode::invalid));
  CHECK(rule.error().fields.at(0).pointer == "/rrule");
  return rule.error().fields.at(0).message;
}

}  // namespace

TEST_CASE("a rule is read, every part of it") {
  const RecurrenceRule rule = rule_of(
      "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,12;BYYEARDAY=-366,1;BYMONTHDAY=-31,31;"
      "BYDAY=TU,-1SU,+2MO;BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=0,60;BYSETPOS=-366,366;WKST=SU");
  RecurrenceRule expected;
  expected.frequency = Frequency::yearly;
  expected.interval = 2;
  expected.count = 10;
  expected.by_month = {1, 12};
  expected.by_year_day = {-366, 1};
  expected.by_month_day = {-31, 31};
  expected.by_day = {{-1, 0}, {0, 2}, {2, 1}};
  expected.by_hour = {0, 23};
  expected.by_minute = {0, 59};
  expected.by_second = {0, 60};
  expected.by_set_position = {-366, 366};
  expected.week_start = 0;
  CHECK((rule == expected));
  CHECK((rule_of("FREQ=YEARLY;BYWEEKNO=-53,1,53").by_week_number == std::vector{-53, 1, 53}));
}

TEST_CASE("a rule is written in one way, however it was entered") {
  const struct {
    const char* entered;
    const char* written;
  } cases[] = {
      {"FREQ=DAILY", "FREQ=DAILY"},
      {"rrule:freq=weekly;wkst=mo;interval=1;byday=we,mo,mo", "FREQ=WEEKLY;BYDAY=MO,WE"},
      {"RRULE:INTERVAL=007;FREQ=MONTHLY;BYDAY=+1MO,-1SU", "FREQ=MONTHLY;INTERVAL=7;BYDAY=-1SU,1MO"},
      {"UNTIL=20261231;FREQ=DAILY", "FREQ=DAILY;UNTIL=20261231"},
      {"FREQ=DAILY;UNTIL=20261231t235960", "FREQ=DAILY;UNTIL=20261231T235959"},
      {"FREQ=DAILY;UNTIL=00010101T000000z", "FREQ=DAILY;UNTIL=00010101T000000Z"},
      {"FREQ=SECONDLY;BYSETPOS=1;BYSECOND=60,7;COUNT=3",
       "FREQ=SECONDLY;COUNT=3;BYSECOND=7,60;BYSETPOS=1"},
      {"WKST=SA;BYWEEKNO=20;FREQ=YEARLY", "FREQ=YEARLY;BYWEEKNO=20;WKST=SA"},
      {"FREQ=YEARLY;BYMONTHDAY=+3;BYMINUTE=5;BYHOUR=9;BYMONTH=2;BYYEARDAY=34",
       "FREQ=YEARLY;BYMONTH=2;BYYEARDAY=34;BYMONTHDAY=3;BYHOUR=9;BYMINUTE=5"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.entered);
    CHECK(text_of(rule_of(each.entered)) == each.written);
    CHECK((rule_of(each.written) == rule_of(each.entered)));
  }
}

TEST_CASE("a rule that is none is refused, and told why") {
  const struct {
    const char* text;
    const char* why;
  } cases[] = {
      {"", "must be made of the parts that RFC 5545 3.3.10 knows, as NAME=VALUE"},
      {"FREQ=DAILY;", "must be made of the parts that RFC 5545 3.3.10 knows, as NAME=VALUE"},
      {"FREQ=DAILY;BYEASTER=1",
       "must be made of the parts that RFC 5545 3.3.10 knows, as NAME=VALUE"},
      {"FREQ=DAILY; COUNT=3",
       "must be made of the parts that RFC 5545 3.3.10 knows, as NAME=VALUE"},
      {"COUNT=3", "FREQ must be there"},
      {"FREQ", "FREQ must be SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY"},
      {"FREQ=FORTNIGHTLY",
       "FREQ must be SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY"},
      {"FREQ=DAILY;FREQ=DAILY", "FREQ must stand only once"},
      {"FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "BYDAY must stand only once"},
      {"FREQ=DAILY;INTERVAL=0", "INTERVAL must be 1 to 999999999"},
      {"FREQ=DAILY;INTERVAL=-1", "INTERVAL must be 1 to 999999999"},
      {"FREQ=DAILY;INTERVAL=1000000000", "INTERVAL must be 1 to 999999999"},
      {"FREQ=DAILY;INTERVAL=", "INTERVAL must be 1 to 999999999"},
      {"FREQ=DAILY;INTERVAL=2.5", "INTERVAL must be 1 to 999999999"},
      {"FREQ=DAILY;COUNT=0", "COUNT must be 1 to 999999999"},
      {"FREQ=DAILY;COUNT=+5", "COUNT must be 1 to 999999999"},
      {"FREQ=DAILY;COUNT=5;UNTIL=20261231", "COUNT must not stand beside UNTIL"},
      {"FREQ=DAILY;UNTIL=20260230",
       "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z"},
      {"FREQ=DAILY;UNTIL=2026-12-31",
       "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z"},
      {"FREQ=DAILY;UNTIL=20261231Z",
       "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z"},
      {"FREQ=DAILY;UNTIL=20261231T24000",
       "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z"},
      {"FREQ=DAILY;UNTIL=20261231T240000",
       "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z"},
      {"FREQ=DAILY;UNTIL=20261231T120000+01",
       "UNTIL must be like 20261231, 20261231T235959 or 20261231T235959Z"},
      {"FREQ=WEEKLY;WKST=MONDAY", "WKST must be SU, MO, TU, WE, TH, FR or SA"},
      {"FREQ=WEEKLY;BYDAY=", "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53"},
      {"FREQ=WEEKLY;BYDAY=MO,", "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53"},
      {"FREQ=WEEKLY;BYDAY=M", "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53"},
      {"FREQ=MONTHLY;BYDAY=0MO", "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53"},
      {"FREQ=YEARLY;BYDAY=54MO", "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53"},
      {"FREQ=MONTHLY;BYDAY=+-1MO",
       "BYDAY must be days like MO, 1MO or -1SU, with numbers up to 53"},
      {"FREQ=WEEKLY;BYDAY=1MO", "BYDAY must be without numbers but in MONTHLY or YEARLY"},
      {"FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO", "BYDAY must be without numbers beside BYWEEKNO"},
      {"FREQ=DAILY;BYMONTH=13", "BYMONTH must be numbers from 1 to 12"},
      {"FREQ=DAILY;BYMONTH=-1", "BYMONTH must be numbers from 1 to 12"},
      {"FREQ=DAILY;BYMONTH=5L", "BYMONTH must be numbers from 1 to 12"},
      {"FREQ=DAILY;BYHOUR=24", "BYHOUR must be numbers from 0 to 23"},
      {"FREQ=DAILY;BYMINUTE=60", "BYMINUTE must be numbers from 0 to 59"},
      {"FREQ=DAILY;BYSECOND=61", "BYSECOND must be numbers from 0 to 60"},
      {"FREQ=DAILY;BYMONTHDAY=0",
       "BYMONTHDAY must be numbers from 1 to 31, or as many from the end, like -1"},
      {"FREQ=DAILY;BYMONTHDAY=-32",
       "BYMONTHDAY must be numbers from 1 to 31, or as many from the end, like -1"},
      {"FREQ=YEARLY;BYYEARDAY=367",
       "BYYEARDAY must be numbers from 1 to 366, or as many from the end, like -1"},
      {"FREQ=YEARLY;BYWEEKNO=54",
       "BYWEEKNO must be numbers from 1 to 53, or as many from the end, like -1"},
      {"FREQ=DAILY;BYHOUR=1;BYSETPOS=0",
       "BYSETPOS must be numbers from 1 to 366, or as many from the end, like -1"},
      {"FREQ=DAILY;BYSETPOS=1", "BYSETPOS must stand beside another BY part"},
      {"FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO must be in a YEARLY rule"},
      {"FREQ=MONTHLY;BYYEARDAY=3", "BYYEARDAY must not be in a DAILY, WEEKLY or MONTHLY rule"},
      {"FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY must not be in a WEEKLY rule"},
      {"RSCALE=CHINESE;FREQ=YEARLY", "RSCALE and SKIP (RFC 7529) are not understood"},
      {"FREQ=YEARLY;SKIP=FORWARD", "RSCALE and SKIP (RFC 7529) are not understood"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.text);
    CHECK(refusal(each.text) == each.why);
  }
}

TEST_CASE("a rule of more than a thousand bytes is refused") {
  std::string text = "FREQ=YEARLY;BYMONTHDAY=1";
  while (text.size() < 998) text += ",1";
  CHECK(refusal(text).empty());
  CHECK(refusal(text + ",1,1") == "must be at most 1000 bytes long");
}

// rule 25
TEST_CASE("UNTIL is read on the wall clock of the zone") {
  const auto until = [](const char* text, const char* zone) {
    const auto found = until_in(rule_of(text), Zone::find(zone).value());
    return found ? format_time(*found, std::chrono::seconds{0}) : "";
  };
  CHECK(until("FREQ=DAILY", "Europe/Berlin").empty());
  CHECK(until("FREQ=DAILY;UNTIL=20260610", "Europe/Berlin") == "2026-06-10T23:59:59Z");
  CHECK(until("FREQ=DAILY;UNTIL=20260610T120000", "Europe/Berlin") == "2026-06-10T12:00:00Z");
  CHECK(until("FREQ=DAILY;UNTIL=20260610T120000Z", "Europe/Berlin") == "2026-06-10T14:00:00Z");
  CHECK(until("FREQ=DAILY;UNTIL=20260110T020000Z", "America/New_York") == "2026-01-09T21:00:00Z");
}
