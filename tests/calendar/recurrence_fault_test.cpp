#include "series.hpp"

#include <ctime>

using namespace kalends;
using namespace kalends::calendar;

namespace {

/// Of this processor's time: others may be at work on the machine.
long milliseconds_since(std::clock_t begin) {
  return static_cast<long>((std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
}

std::string fault(std::string_view rule, std::string_view first = "2026-06-01T10:00") {
  const RecurrenceRule parsed = rule_of(rule);
  const std::clock_t begin = std::clock();
  const auto found = fault_in(parsed, local(first), Zone::utc());
  // With ThreadSanitizer, beside other work, 66 were seen.
  CHECK_MESSAGE(milliseconds_since(begin) < 250, rule);
  return found.value_or("");
}

constexpr const char* explosive = "gives more than 100 starts within 24 hours";
constexpr const char* never = "never gives a start";

/// `0,1,2...` below `end`.
std::string numbers_below(int end) {
  std::string out = "0";
  for (int i = 1; i < end; ++i) out += "," + std::to_string(i);
  return out;
}

const std::string every_second = ";BYHOUR=" + numbers_below(24) + ";BYMINUTE=" + numbers_below(60) +
                                 ";BYSECOND=" + numbers_below(60);

}  // namespace

// rule 30
TEST_CASE("explosive rules are refused at once") {
  const std::string cases[] = {
      "FREQ=SECONDLY",
      "FREQ=SECONDLY;INTERVAL=60",
      "FREQ=MINUTELY",
      "FREQ=MINUTELY;INTERVAL=14",
      "FREQ=SECONDLY;COUNT=1001",
      "FREQ=SECONDLY;UNTIL=20260601T110000",
      "FREQ=SECONDLY;UNTIL=20990101",
      "FREQ=SECONDLY;BYMONTH=5",
      "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=7",
      "FREQ=YEARLY" + every_second,
      "FREQ=DAILY" + every_second,
      "FREQ=WEEKLY;INTERVAL=52" + every_second,
      "FREQ=HOURLY;BYMINUTE=" + numbers_below(5),
      "FREQ=DAILY;BYHOUR=1,2;BYMINUTE=" + numbers_below(51),
      // Sixty at the end of a year and sixty at the begin of the next.
      "FREQ=YEARLY;BYYEARDAY=1,-1;BYHOUR=0,23;BYMINUTE=" + numbers_below(60) +
          ";BYSETPOS=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,"
          "30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,"
          "59,60,-1,-2,-3,-4,-5,-6,-7,-8,-9,-10,-11,-12,-13,-14,-15,-16,-17,-18,-19,-20,-21,-22,"
          "-23,-24,-25,-26,-27,-28,-29,-30,-31,-32,-33,-34,-35,-36,-37,-38,-39,-40,-41,-42",
  };
  for (const std::string& each : cases) {
    CAPTURE(each);
    CHECK(fault(each) == explosive);
  }
}

TEST_CASE("dense rules are taken while they stay small") {
  const std::string cases[] = {
      "FREQ=SECONDLY;COUNT=1000",
      "FREQ=SECONDLY;UNTIL=20260601T101639",
      "FREQ=MINUTELY;INTERVAL=15",
      "FREQ=HOURLY",
      "FREQ=HOURLY;COUNT=50000",
      "FREQ=DAILY;BYHOUR=1,2;BYMINUTE=" + numbers_below(50),
      "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0,30",
      "FREQ=DAILY;COUNT=1000" + every_second,
  };
  for (const std::string& each : cases) {
    CAPTURE(each);
    CHECK(fault(each).empty());
  }
}

TEST_CASE("rules that never give a start are found at once") {
  const char* const cases[] = {
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31",
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=SECONDLY;BYYEARDAY=1;BYMONTH=12",
      "FREQ=MONTHLY;BYDAY=6MO",
      "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8",
      "FREQ=MONTHLY;BYMONTHDAY=10;BYSETPOS=2",
      "FREQ=DAILY;BYHOUR=10;BYSETPOS=-2",
      "FREQ=SECONDLY;BYHOUR=10;BYSETPOS=2",
      "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5",
      "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7",
      "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30",
      // Even hours can never be odd.
      "FREQ=HOURLY;INTERVAL=2;BYHOUR=1,3,5,7",
      "FREQ=MINUTELY;INTERVAL=120;BYHOUR=11",
      "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,3,5,7,9,11,13,15,17,19,21,23,25,27,29",
      // 2026 is no leap year, nor is any fourth year from it.
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
      "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
  };
  for (const char* each : cases) {
    CAPTURE(each);
    CHECK(fault(each) == never);
  }
}

TEST_CASE("a rule whose search takes too long is refused as well") {
  // Mondays are a multiple of seven seconds apart, so no turn comes to these times on any of them.
  // The times of a day alone do not tell that, and there are too many Mondays to look at them all.
  CHECK(fault("FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=3,10,17;BYMINUTE=0,7,14,21,28,35,42,49,56;"
              "BYSECOND=1,2,3,4,5,6,8,9,10,11,12,13,15,16,17,18,19,20,22,23,24,25,26,27,29,30,31,"
              "32,33,34,36,37,38,39,40,41,43,44,45,46,47,48,50,51,52,53,54,55,57,58,59") ==
        "gives starts too seldom to be found");
}

TEST_CASE("a rule needs an end after its start, and a bounded COUNT") {
  CHECK(fault("FREQ=DAILY;UNTIL=20260531") == "has an UNTIL that comes before the start");
  CHECK(fault("FREQ=DAILY;UNTIL=20260601T095959") == "has an UNTIL that comes before the start");
  CHECK(fault("FREQ=DAILY;UNTIL=20260601T100000Z").empty());
  CHECK(fault("FREQ=DAILY;UNTIL=20260601").empty());
  CHECK(fault("FREQ=DAILY;COUNT=50000").empty());
  CHECK(fault("FREQ=DAILY;COUNT=50001") == "has a COUNT of more than 50000");
}

TEST_CASE("rules that give something, if seldom, are taken") {
  const char* const cases[] = {
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
      "FREQ=YEARLY;BYWEEKNO=53",
      "FREQ=SECONDLY;INTERVAL=1000003;BYHOUR=0;BYMINUTE=0",
      "FREQ=YEARLY;INTERVAL=100",
      "FREQ=HOURLY;INTERVAL=999999999",
      "FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=0;BYMINUTE=0;BYSECOND=0,1,2,3,4,5,6",
  };
  for (const char* each : cases) {
    CAPTURE(each);
    CHECK(fault(each).empty());
  }
}

TEST_CASE("a series ends in bounded time where nobody refused its rule") {
  const std::string cases[] = {"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                               "FREQ=SECONDLY;UNTIL=99991231", "FREQ=SECONDLY;COUNT=999999999",
                               "FREQ=YEARLY;COUNT=999999999" + every_second,
                               "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,3,5,7,9,11,13;UNTIL=21991231"};
  for (const std::string& each : cases) {
    CAPTURE(each);
    const std::clock_t begin = std::clock();
    const Recurrence recurrence = series(each, "2026-06-01T10:00");
    const auto found = recurrence.starts(local("2026-01-01"), local("2199-12-31"), 100'000);
    CHECK(!found.empty());
    CHECK(found.size() <= 100'000);
    CHECK(milliseconds_since(begin) < 1000);
  }
}
