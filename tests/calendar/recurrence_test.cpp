#include "series.hpp"

#include <algorithm>

using namespace kalends;
using namespace kalends::calendar;

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Series {
  const char* rule;
  const char* first;
  const char* starts;  // the first of them, or all when it ends with "."
};

// The examples of RFC 5545 3.8.5.3, in America/New_York.
const Series examples[] = {
    {"FREQ=DAILY;COUNT=10", "1997-09-02T09:00",
     "1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09 "
     "1997-09-10 1997-09-11."},
    {"FREQ=DAILY;INTERVAL=2", "1997-09-02T09:00", "1997-09-02 1997-09-04 1997-09-06 1997-09-08"},
    {"FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02T09:00",
     "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12."},
    {"FREQ=WEEKLY;COUNT=10", "1997-09-02T09:00",
     "1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-10-07 1997-10-14 1997-10-21 "
     "1997-10-28 1997-11-04."},
    {"FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02T09:00",
     "1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28 1997-11-11"},
    {"FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00",
     "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 "
     "1997-09-30 1997-10-02."},
    {"FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01T09:00",
     "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 "
     "1997-10-03 1997-10-13 1997-10-15 1997-10-17 1997-10-27 1997-10-29 1997-10-31 1997-11-10 "
     "1997-11-12 1997-11-14 1997-11-24 1997-11-26 1997-11-28 1997-12-08 1997-12-10 1997-12-12 "
     "1997-12-22."},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00",
     "1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16."},
    {"FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05T09:00",
     "1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 "
     "1998-05-01 1998-06-05."},
    {"FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05T09:00",
     "1997-09-05 1997-10-03 1997-11-07 1997-12-05."},
    {"FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07T09:00",
     "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 "
     "1998-05-03 1998-05-31."},
    {"FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22T09:00",
     "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16."},
    {"FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00",
     "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26"},
    {"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09-02T09:00",
     "1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02 1997-11-15 1997-12-02 1997-12-15 "
     "1998-01-02 1998-01-15."},
    {"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30T09:00",
     "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01 "
     "1998-01-31 1998-02-01."},
    {"FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10T09:00",
     "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 "
     "1999-03-12 1999-03-13."},
    {"FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09-02T09:00",
     "1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-11-04 1997-11-11 1997-11-18 "
     "1997-11-25 1998-01-06"},
    {"FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10T09:00",
     "1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10 1999-07-10 2000-06-10 2000-07-10 "
     "2001-06-10 2001-07-10."},
    {"FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10T09:00",
     "1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10 2001-02-10 2001-03-10 2003-01-10 "
     "2003-02-10 2003-03-10."},
    {"FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01T09:00",
     "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 "
     "2003-07-19 2006-01-01."},
    {"FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", "1997-05-19 1998-05-18 1999-05-17"},
    {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00", "1997-05-12 1998-05-11 1999-05-17"},
    {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00",
     "1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12 1998-03-19 1998-03-26 1999-03-04"},
    {"FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06-05T09:00",
     "1997-06-05 1997-06-12 1997-06-19 1997-06-26 1997-07-03 1997-07-10 1997-07-17 1997-07-24 "
     "1997-07-31 1997-08-07 1997-08-14 1997-08-21 1997-08-28 1998-06-04"},
    // In the RFC an EXDATE takes the first away.
    {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02T09:00",
     "1997-09-02 1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13"},
    {"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13T09:00",
     "1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07 1998-03-07 1998-04-11 "
     "1998-05-09 1998-06-13"},
    {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05T09:00",
     "1996-11-05 2000-11-07 2004-11-02"},
    {"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00",
     "1997-09-04 1997-10-07 1997-11-06."},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00",
     "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30"},
    // Erratum 3883: 15:00 there would be 19:00 UTC.
    {"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", "1997-09-02T09:00",
     "1997-09-02 1997-09-02T12:00 1997-09-02T15:00."},
    {"FREQ=MINUTELY;INTERVAL=15;COUNT=6", "1997-09-02T09:00",
     "1997-09-02 1997-09-02T09:15 1997-09-02T09:30 1997-09-02T09:45 1997-09-02T10:00 "
     "1997-09-02T10:15."},
    {"FREQ=MINUTELY;INTERVAL=90;COUNT=4", "1997-09-02T09:00",
     "1997-09-02 1997-09-02T10:30 1997-09-02T12:00 1997-09-02T13:30."},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00",
     "1997-08-05 1997-08-10 1997-08-19 1997-08-24."},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00",
     "1997-08-05 1997-08-17 1997-08-19 1997-08-31."},
    {"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15T09:00",
     "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30."},
};

const Series others[] = {
    // Days that do not exist are left out (RFC 5545 3.3.10).
    {"FREQ=YEARLY", "2024-02-29T10:00", "2024-02-29 2028-02-29 2032-02-29"},
    {"FREQ=YEARLY", "2096-02-29T10:00", "2096-02-29 2104-02-29"},
    {"FREQ=MONTHLY", "2026-01-31T10:00", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31"},
    {"FREQ=YEARLY;BYYEARDAY=366", "2024-12-31T10:00", "2024-12-31 2028-12-31 2032-12-31"},
    {"FREQ=YEARLY;BYYEARDAY=-366", "2024-01-01T10:00", "2024-01-01 2028-01-01 2032-01-01"},
    {"FREQ=YEARLY;BYYEARDAY=-1,60", "2023-03-01T10:00",
     "2023-03-01 2023-12-31 2024-02-29 2024-12-31 2025-03-01"},
    {"FREQ=MONTHLY;BYMONTHDAY=-31", "2026-01-01T10:00", "2026-01-01 2026-03-01 2026-05-01"},
    {"FREQ=MONTHLY;BYDAY=5MO", "2026-03-30T10:00", "2026-03-30 2026-06-29 2026-08-31 2026-11-30"},
    {"FREQ=MONTHLY;BYDAY=-5MO", "2026-03-02T10:00", "2026-03-02 2026-06-01 2026-08-03 2026-11-02"},
    {"FREQ=YEARLY;BYDAY=53TH", "2026-12-31T10:00", "2026-12-31 2032-12-30 2037-12-31"},
    {"FREQ=YEARLY;BYDAY=-1FR,1MO", "2026-01-05T10:00",
     "2026-01-05 2026-12-25 2027-01-04 2027-12-31 2028-01-03"},
    {"FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "2025-10-26T03:00", "2025-10-26 2026-10-25 2027-10-31"},
    // Numbered and plain days together.
    {"FREQ=MONTHLY;BYDAY=MO,2WE;BYMONTH=2", "2026-02-02T10:00",
     "2026-02-02 2026-02-09 2026-02-11 2026-02-16 2026-02-23 2027-02-01"},
    // Week 53, and weeks at the turn of the year: 2020 and 2026 have 53.
    {"FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,FR", "2020-12-28T10:00",
     "2020-12-28 2021-01-01 2026-12-28 2027-01-01 2032-12-27 2032-12-31"},
    {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2024-01-01T10:00",
     "2024-01-01 2024-12-30 2025-12-29 2027-01-04 2028-01-03"},
    {"FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2024-12-29T10:00",
     "2024-12-29 2025-12-28 2027-01-03 2028-01-02"},
    // The weekday comes from the start.
    {"FREQ=YEARLY;BYWEEKNO=10", "2026-03-04T10:00", "2026-03-04 2027-03-10 2028-03-08"},
    {"FREQ=YEARLY;BYWEEKNO=1;WKST=SU;BYDAY=SU", "2026-01-04T10:00",
     "2026-01-04 2027-01-03 2028-01-02 2028-12-31"},
    // The day of the month comes from the start, the months from the rule.
    {"FREQ=YEARLY;BYMONTH=2,4", "2026-02-28T10:00", "2026-02-28 2026-04-28 2027-02-28"},
    {"FREQ=YEARLY;BYMONTHDAY=30", "2026-01-30T10:00", "2026-01-30 2026-03-30 2026-04-30"},
    // Positions.
    {"FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", "2026-01-01T10:00",
     "2026-01-01 2026-12-31 2027-01-01 2027-12-31 2028-01-03 2028-12-29"},
    {"FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2,-1", "2026-06-03T10:00",
     "2026-06-03 2026-06-05 2026-06-10 2026-06-12"},
    {"FREQ=DAILY;BYHOUR=9,12,15,18;BYSETPOS=1,-1", "2026-06-03T09:00",
     "2026-06-03 2026-06-03T18:00 2026-06-04 2026-06-04T18:00"},
    {"FREQ=MONTHLY;BYMONTHDAY=1,2;BYHOUR=8,20;BYSETPOS=2,3", "2026-06-01T20:00",
     "2026-06-01 2026-06-02T08:00 2026-07-01 2026-07-02T08:00"},
    {"FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=-1", "2026-06-03T09:40",
     "2026-06-03 2026-06-03T10:40 2026-06-03T11:40"},
    // Parts of the day limit what is shorter.
    {"FREQ=HOURLY;INTERVAL=5;BYHOUR=9,14", "2026-06-03T09:00",
     "2026-06-03 2026-06-03T14:00 2026-06-08 2026-06-08T14:00 2026-06-13"},
    {"FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,16;COUNT=4", "2026-06-03T16:20",
     "2026-06-03 2026-06-03T16:40 2026-06-04T09:00 2026-06-04T09:20."},
    {"FREQ=SECONDLY;BYSECOND=0;BYMINUTE=0;BYHOUR=0;BYMONTHDAY=1", "2026-06-01T00:00",
     "2026-06-01 2026-07-01 2026-08-01"},
    {"FREQ=HOURLY;BYYEARDAY=1;BYHOUR=23", "2026-01-01T23:00", "2026-01-01 2027-01-01 2028-01-01"},
    {"FREQ=HOURLY;BYMINUTE=15,45;INTERVAL=24", "2026-01-01T10:45",
     "2026-01-01 2026-01-02T10:15 2026-01-02 2026-01-03T10:15"},
    // Rule 29: a start that the rule would not give counts as the first.
    {"FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-06-03T10:00", "2026-06-03 2026-06-08 2026-06-15."},
    {"FREQ=DAILY;BYHOUR=9;COUNT=2", "2026-06-03T10:00", "2026-06-03 2026-06-04T09:00."},
    {"FREQ=DAILY;COUNT=1", "2026-06-03T10:00", "2026-06-03."},
    // The whole of the week in which the series starts is in turn.
    {"FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", "2026-06-05T10:00",
     "2026-06-05 2026-06-22 2026-06-26 2026-07-13"},
    // Before 1970, where the seconds are negative.
    {"FREQ=HOURLY;INTERVAL=7", "1931-03-01T10:30",
     "1931-03-01 1931-03-01T17:30 1931-03-02T00:30 1931-03-02T07:30 1931-03-02T14:30"},
    {"FREQ=WEEKLY;INTERVAL=2", "1969-12-24T10:00", "1969-12-24 1970-01-07 1970-01-21"},
    // A leap second is the one before it.
    {"FREQ=DAILY;BYSECOND=60", "2026-06-03T10:00", "2026-06-03 2026-06-03T10:00 2026-06-04T10:00"},
};

void check(const Series& each) {
  CAPTURE(each.rule);
  CAPTURE(each.first);
  std::string expected = each.starts;
  const bool all = expected.ends_with('.');
  if (all) expected.pop_back();
  const auto how_many = static_cast<std::size_t>(std::ranges::count(expected, ' ')) + 1;
  const Recurrence recurrence = series(each.rule, each.first);
  const auto starts = recurrence.starts(local("1900-01-01"), local("2199-12-31"), how_many + all);
  CHECK(texts_of(starts, local(each.first)) == expected);
  REQUIRE(recurrence.last().has_value() == all);
  if (all) CHECK(*recurrence.last() == starts.back());
}

}  // namespace

TEST_CASE("a rule gives the starts that RFC 5545 lists for it") {
  for (const Series& each : examples) check(each);
}

TEST_CASE("a rule gives its starts at the edges of months, years, weeks and days") {
  for (const Series& each : others) check(each);
}

TEST_CASE("rules that mean the same give the same") {
  const struct {
    const char* one;
    const char* other;
    const char* first;
  } pairs[] = {
      {"FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "FREQ=DAILY;BYMONTH=1",
       "1998-01-01T09:00"},
      {"FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
       "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", "1997-09-02T09:00"},
      {"FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "FREQ=MONTHLY;BYMONTH=5;BYDAY=-1MO", "2020-05-25T09:00"},
      {"FREQ=DAILY;INTERVAL=7", "FREQ=WEEKLY", "2020-05-25T09:00"},
      {"FREQ=HOURLY;INTERVAL=168", "FREQ=WEEKLY", "2020-05-25T09:00"},
      {"FREQ=SECONDLY;INTERVAL=172800", "FREQ=DAILY;INTERVAL=2", "2020-05-25T09:00"},
      {"FREQ=MONTHLY;INTERVAL=12", "FREQ=YEARLY", "2020-05-25T09:00"},
      {"FREQ=YEARLY;BYYEARDAY=-1", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "2020-12-31T09:00"},
      {"FREQ=MONTHLY;BYDAY=FR;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2FR", "2020-05-08T09:00"},
      {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=8,9,10,11,12,13,14", "FREQ=MONTHLY;BYDAY=2FR",
       "2020-05-08T09:00"},
      {"FREQ=DAILY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU", "2020-05-25T09:00"},
      {"FREQ=DAILY;BYSETPOS=1,2,3;BYHOUR=1,2,3", "FREQ=DAILY;BYHOUR=1,2,3", "2020-05-25T01:00"},
  };
  for (const auto& each : pairs) {
    CAPTURE(each.one);
    const auto one =
        series(each.one, each.first).starts(local(each.first), local("2199-12-31"), 500);
    const auto other =
        series(each.other, each.first).starts(local(each.first), local("2199-12-31"), 500);
    CHECK(one.size() > 100);
    CHECK((one == other));
  }
}

// rule 24
TEST_CASE("a window far away holds what stepping from the start would come to") {
  const Series rules[] = {
      {"FREQ=DAILY", "2004-02-29T10:00", ""},
      {"FREQ=DAILY;INTERVAL=13", "2004-02-29T10:00", ""},
      {"FREQ=DAILY;INTERVAL=3;BYDAY=MO,SA;BYHOUR=7,19", "2004-02-29T10:00", ""},
      {"FREQ=WEEKLY;INTERVAL=5;BYDAY=SU,WE", "2004-02-29T10:00", ""},
      {"FREQ=WEEKLY;INTERVAL=5;BYDAY=SU,WE;WKST=SU", "2004-02-29T10:00", ""},
      {"FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,WE,FR;BYSETPOS=2;WKST=TH", "2004-02-29T10:00", ""},
      {"FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=-1,13", "2004-02-29T10:00", ""},
      {"FREQ=MONTHLY;INTERVAL=5;BYDAY=MO,TU,WE;BYSETPOS=1,-1", "2004-02-29T10:00", ""},
      {"FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1,53", "2004-02-29T10:00", ""},
      {"FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1,53;BYSETPOS=-1", "2004-02-29T10:00", ""},
      {"FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2004-02-29T10:00", ""},
      {"FREQ=HOURLY;INTERVAL=31", "2004-02-29T10:15", ""},
      {"FREQ=HOURLY;INTERVAL=11;BYMINUTE=5,55;BYDAY=SU", "2004-02-29T10:15", ""},
      {"FREQ=MINUTELY;INTERVAL=457;BYHOUR=3,4,5", "2004-02-29T10:15", ""},
      {"FREQ=SECONDLY;INTERVAL=86399", "2004-02-29T10:15", ""},
      {"FREQ=SECONDLY;INTERVAL=1800;BYMINUTE=15;BYMONTH=3", "2004-02-29T10:15", ""},
  };
  for (const Series& each : rules) {
    CAPTURE(each.rule);
    const Recurrence recurrence = series(each.rule, each.first);
    const auto all = recurrence.starts(local(each.first), local("2060-01-01"), 100'000);
    REQUIRE(all.size() > 10);
    for (LocalTime from = local("2003-12-25T10:15"); from < local("2059-01-01");
         from += hours{977}) {
      const LocalTime to = from + hours{24 * 40};
      const auto begin = std::ranges::lower_bound(all, from);
      const std::vector<LocalTime> expected(begin, std::ranges::lower_bound(all, to));
      const auto found = recurrence.starts(from, to, 100'000);
      REQUIRE_MESSAGE((found == expected), text_of(from));
    }
  }
}

TEST_CASE("a window holds its first moment, not its last, and no more than was asked for") {
  const Recurrence daily = series("FREQ=DAILY", "2026-06-01T10:00");
  const auto between = [&](const char* from, const char* to, std::size_t most) {
    return texts_of(daily.starts(local(from), local(to), most), local("2026-06-01T10:00"));
  };
  CHECK(between("2026-06-03T10:00", "2026-06-05T10:00", 9) == "2026-06-03 2026-06-04");
  CHECK(between("2026-06-03T10:00:01", "2026-06-05T10:00:01", 9) == "2026-06-04 2026-06-05");
  CHECK(between("2026-05-03T10:00", "2026-06-30T10:00", 2) == "2026-06-01 2026-06-02");
  CHECK(between("2026-05-03T10:00", "2026-06-01T10:00", 9).empty());
  CHECK(between("2026-06-03T10:00", "2026-06-03T10:00", 9).empty());
  CHECK(between("2026-06-05T10:00", "2026-06-03T10:00", 9).empty());
  CHECK(between("2026-06-01T10:00", "2026-06-03T10:00", 0).empty());
  CHECK(between("2199-12-30T10:00", "2199-12-31T23:00", 9) == "2199-12-30 2199-12-31");
}

TEST_CASE("copies of a series answer alike") {
  const Recurrence one = series("FREQ=WEEKLY;COUNT=3", "2026-06-01T10:00");
  const Recurrence other = one;
  CHECK((one.starts(local("2026-01-01"), local("2027-01-01"), 9) ==
         other.starts(local("2026-01-01"), local("2027-01-01"), 9)));
  CHECK((one.last() == other.last()));
}

// rule 25
TEST_CASE("UNTIL is inclusive, in each of its forms") {
  const struct {
    const char* rule;
    const char* zone;
    const char* last;
  } cases[] = {
      {"FREQ=DAILY;UNTIL=20260610", "Europe/Berlin", "2026-06-10T22:30"},
      {"FREQ=DAILY;UNTIL=20260610T223000", "Europe/Berlin", "2026-06-10T22:30"},
      {"FREQ=DAILY;UNTIL=20260610T222959", "Europe/Berlin", "2026-06-09T22:30"},
      {"FREQ=DAILY;UNTIL=20260610T203000Z", "Europe/Berlin", "2026-06-10T22:30"},
      {"FREQ=DAILY;UNTIL=20260610T202959Z", "Europe/Berlin", "2026-06-09T22:30"},
      {"FREQ=DAILY;UNTIL=20260611T023000Z", "America/New_York", "2026-06-10T22:30"},
      {"FREQ=DAILY;UNTIL=20260611T022959Z", "America/New_York", "2026-06-09T22:30"},
      {"FREQ=DAILY;UNTIL=20260601T223000", "Europe/Berlin", "2026-06-01T22:30"},
      {"FREQ=DAILY;UNTIL=99991231T235959Z", "Europe/Berlin", "2199-12-31T22:30"},
      {"FREQ=YEARLY;UNTIL=21500101", "Europe/Berlin", "2149-06-01T22:30"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=21500101", "Europe/Berlin", "2026-06-01T22:30"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.rule);
    CAPTURE(each.zone);
    const Recurrence recurrence = series(each.rule, "2026-06-01T22:30", each.zone);
    CHECK(text_of(recurrence.last().value()) == each.last);
    const auto after = recurrence.starts(*recurrence.last() + seconds{1}, local("2199-12-31"), 9);
    CHECK(after.empty());
    CHECK(recurrence.starts(*recurrence.last(), local("2199-12-31T23:00"), 9).size() == 1);
  }
}

TEST_CASE("COUNT ends a series where its last start lies, far away too") {
  const Recurrence daily = series("FREQ=DAILY;COUNT=10000", "2004-01-01T10:00");
  CHECK(text_of(daily.last().value()) == "2031-05-18T10:00");
  CHECK(texts_of(daily.starts(local("2031-05-17"), local("2040-01-01"), 9), *daily.last()) ==
        "2031-05-17 2031-05-18");
  CHECK(text_of(series("FREQ=YEARLY;COUNT=1000", "2004-01-01T10:00").last().value()) ==
        "2199-01-01T10:00");
  CHECK_FALSE(series("FREQ=YEARLY", "2004-01-01T10:00").last().has_value());
}
