#include <doctest/doctest.h>

#include <kalends/calendar/zone_record.hpp>

namespace kalends::calendar {
namespace {

Instant utc(int year, unsigned month, unsigned day, int hour) {
  return Instant{std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                       static_cast<int>(day)} +
                 std::chrono::hours{hour}};
}

TEST_CASE("a record of a zone reads local times as the zone does, gaps and doubled hours too") {
  for (const char* name : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                           "America/Sao_Paulo", "Africa/Casablanca", "Asia/Kolkata", "UTC"}) {
    CAPTURE(std::string(name));
    const Zone zone = *Zone::find(name);
    const std::string offsets = offsets_of(zone);
    LocalTime local{utc(2024, 1, 2, 0).time_since_epoch()};
    for (int n = 0; n < 4 * 365 * 12; ++n, local += std::chrono::minutes{110}) {
      if (instant_by(offsets, local) == zone.to_instant(local)) continue;
      FAIL(format_time(local, std::chrono::seconds{0}));
    }
  }
}

TEST_CASE("two records differ just where their clocks do") {
  const std::string berlin = offsets_of(*Zone::find("Europe/Berlin"));
  const std::string lagos = offsets_of(*Zone::find("Africa/Lagos"));
  CHECK(differences(berlin, berlin).empty());
  const auto summers = differences(berlin, lagos);
  REQUIRE(summers.size() == 80);
  CHECK(summers[6] == TimeRange{utc(2026, 3, 29, 1), utc(2026, 10, 25, 1)});
  CHECK(differences(lagos, berlin) == summers);
  // All of the time there is.
  CHECK(differences(lagos, offsets_of(Zone::utc())) ==
        std::vector{TimeRange{utc(2020, 1, 1, 0), utc(2100, 1, 1, 0)}});
}

}  // namespace
}  // namespace kalends::calendar
