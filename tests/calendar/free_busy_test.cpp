#include "random_entries.hpp"

#include <algorithm>
#include <set>

#include <kalends/calendar/free_busy.hpp>

namespace kalends::calendar {
namespace {

/// Between two neighbouring edges nothing changes: each such piece has the strongest status of all
/// that cover it.
std::vector<BusyTime> brute_force(const std::vector<Entry>& entries, const TimeRange& range) {
  std::set<Instant> edges{range.from, range.to};
  for (const Entry& entry : entries) {
    for (const Instant edge : {entry.range.from, entry.range.to}) {
      if (range.from < edge && edge < range.to) edges.insert(edge);
    }
  }
  std::vector<BusyTime> out;
  for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
    const TimeRange piece{*edge, *std::next(edge)};
    Busy status = Busy::free;
    for (const Entry& entry : entries) {
      if (overlap(entry.range, piece)) status = std::max(status, status_of(entry));
    }
    if (status == Busy::free) continue;
    const bool goes_on =
        !out.empty() && out.back().range.to == piece.from && out.back().status == status;
    if (goes_on) {
      out.back().range.to = piece.to;
    } else {
      out.push_back({piece, status});
    }
  }
  return out;
}

std::map<Date, bool> brute_force_days(const std::vector<Entry>& entries, Date first, Date last,
                                      const Zone& zone) {
  std::map<Date, bool> out;
  for (Date day = first; day <= last; day += days{1}) {
    const TimeRange whole{zone.start_of_day(day), zone.start_of_day(day + days{1})};
    out[day] = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
      return whole.from < whole.to && status_of(entry) == Busy::busy && overlap(entry.range, whole);
    });
  }
  return out;
}

constexpr BusyTime tentative(int from, int to) {
  return {{monday + hours{from}, monday + hours{to}}, Busy::tentative};
}
constexpr BusyTime busy(int from, int to) {
  return {{monday + hours{from}, monday + hours{to}}, Busy::busy};
}

// rule 11
TEST_CASE("times are merged without overlaps, and the stronger status wins") {
  const TimeRange range{monday, monday + hours{10}};
  struct {
    const char* what;
    std::vector<BusyTime> times;
    std::vector<BusyTime> merged;
  } const cases[] = {
      {"nothing", {}, {}},
      {"what touches is one", {busy(1, 2), busy(2, 3)}, {busy(1, 3)}},
      {"what touches with another status is two",
       {busy(1, 2), tentative(2, 3)},
       {busy(1, 2), tentative(2, 3)}},
      {"busy inside tentative cuts it in two",
       {tentative(1, 5), busy(2, 3)},
       {tentative(1, 2), busy(2, 3), tentative(3, 5)}},
      {"tentative inside busy is gone", {busy(1, 5), tentative(2, 3)}, {busy(1, 5)}},
      {"busy twice inside tentative",
       {tentative(1, 9), busy(6, 7), busy(2, 3)},
       {tentative(1, 2), busy(2, 3), tentative(3, 6), busy(6, 7), tentative(7, 9)}},
      {"it is cut to what was asked for",
       {busy(-3, 1), tentative(9, 12)},
       {busy(0, 1), tentative(9, 10)}},
      {"the same twice is one", {busy(1, 2), busy(1, 2)}, {busy(1, 2)}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    CHECK((merged(each.times, range) == each.merged));
  }
}

// rules 9, 10, 11
TEST_CASE("free/busy is what counting every piece of time by hand gives") {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Book book;
    const user::User ann = book.person("ann");
    const auto entries = some_entries(random, 60 * static_cast<int>(seed), days{400});
    book.put(ann, entries);
    for (int round = 0; round < 60; ++round) {
      const TimeRange range = some_range(random, days{450});
      const auto found = merged(book.busy(ann, range), range);
      REQUIRE((found == brute_force(entries, range)));
    }
  }
}

// rules 4, 10
TEST_CASE("a day map is what looking at each day by hand gives, in zones of every kind") {
  const char* const zones[] = {"UTC",          "Europe/Berlin",      "America/Sao_Paulo",
                               "Asia/Kolkata", "Africa/Cairo",       "America/St_Johns",
                               "Pacific/Apia", "Australia/Lord_Howe"};
  std::uint32_t seed = 0;
  for (const char* const name : zones) {
    CAPTURE(name);
    std::mt19937 random(++seed);
    const Zone zone = Zone::find(name).value();
    Book book;
    const user::User ann = book.person("ann");
    std::vector<Entry> entries;
    for (int i = 0; i < 60; ++i) {
      const Instant from = some_instant(random, days{400});
      entries.push_back({{from, from + minutes{15 * (1 + random() % 200)}}, Response::accepted});
    }
    book.put(ann, entries);
    for (int round = 0; round < 20; ++round) {
      const Date first = zone.date_at(some_instant(random, days{400}));
      const Date last = first + days{random() % 60};
      REQUIRE((busy_days(*book.reader, book.series, ann.id, first, last, zone).value() ==
               brute_force_days(entries, first, last, zone)));
    }
  }
}

// rule 4
TEST_CASE("days are those of the zone, though they are short, long, or lack their midnight") {
  struct {
    const char* zone;
    const char* from;
    const char* to;
    std::vector<const char*> days;  // that are busy, of the ten days around
  } const cases[] = {
      // 29 March 2026 in Berlin has 23 hours: its last one is 21:00Z to 22:00Z.
      {"Europe/Berlin", "2026-03-29T21:30:00Z", "2026-03-29T22:00:00Z", {"2026-03-29"}},
      {"Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-29T22:30:00Z", {"2026-03-30"}},
      // 25 October 2026 has 25: from 22:00Z to 23:00Z of the next day.
      {"Europe/Berlin", "2026-10-25T22:30:00Z", "2026-10-25T23:00:00Z", {"2026-10-25"}},
      {"Europe/Berlin",
       "2026-10-24T21:30:00Z",
       "2026-10-24T22:30:00Z",
       {"2026-10-24", "2026-10-25"}},
      // In Cairo, 24 April 2026 begins at 01:00, which is 22:00Z.
      {"Africa/Cairo", "2026-04-23T21:30:00Z", "2026-04-23T22:00:00Z", {"2026-04-23"}},
      {"Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-23T22:30:00Z", {"2026-04-24"}},
      // In Samoa, 30 December 2011 was left out.
      {"Pacific/Apia",
       "2011-12-30T09:00:00Z",
       "2011-12-30T11:00:00Z",
       {"2011-12-29", "2011-12-31"}},
      // St John's once set its clocks back at one minute past midnight: 23:30 came twice, the
      // second
      // time behind the first minute of the new day.
      {"America/St_Johns", "2007-11-04T02:45:00Z", "2007-11-04T02:50:00Z", {"2007-11-04"}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.from);
    Book book;
    const Zone zone = Zone::find(each.zone).value();
    const user::User ann = book.person("ann");
    const auto at = [](const char* text) {
      return Instant{parse_time(text)->local.time_since_epoch()};
    };
    book.put(ann, {{{at(each.from), at(each.to)}}});
    const Date middle = zone.date_at(at(each.from));
    std::vector<std::string> found;
    const auto map =
        busy_days(*book.reader, book.series, ann.id, middle - days{5}, middle + days{5}, zone);
    for (const auto& [day, is_busy] : map.value()) {
      if (is_busy) found.push_back(format_date(day));
    }
    CHECK(found == std::vector<std::string>(each.days.begin(), each.days.end()));
    for (const char* const day : each.days) {
      const Date only = std::chrono::floor<days>(parse_time(day)->local);
      CHECK(busy_days(*book.reader, book.series, ann.id, only, only, zone)->at(only));
    }
  }
}

}  // namespace
}  // namespace kalends::calendar
