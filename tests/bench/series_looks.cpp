#include "program.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <malloc.h>

#include <kalends/calendar/agenda.hpp>

namespace kalends::bench {
namespace {

using calendar::SeriesCache;
using std::chrono::days;

constexpr const char* promise =
    "What a week of fifty meetings costs in process, read by one thread without network and JSON, "
    "for the people of TOKENS.singles and TOKENS.series. A line each: a name and a number.\n"
    "  first-look-p50, -p99: milliseconds, with nothing in the cache and a new connection\n"
    "  singles, series, series-far: microseconds of processor time; this year's weeks, and those "
    "of 2040\n"
    "  cache-bytes, cache-bound: of a cache that cannot hold all series, when all were looked at\n"
    "  cache-real: bytes that one takes that holds all of them, for each byte that it counts";

constexpr std::size_t enough_for_all = std::size_t{1} << 30;
constexpr std::size_t too_little_for_all = std::size_t{1} << 18;
constexpr std::size_t meetings_a_week = 50;
constexpr int rounds_of_first_looks = 20;
constexpr std::chrono::sys_days this_year{std::chrono::year{2036} / 5 / 19};
constexpr std::chrono::sys_days far{std::chrono::year{2040} / 5 / 21};

std::vector<UserId> read_people(const std::string& path) {
  std::ifstream in(path);
  std::vector<UserId> people;
  std::string token;
  std::string id;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    words >> token >> id;
    people.push_back(parse_id<UserId>(id).value_or(UserId{}));
  }
  if (people.empty()) throw std::runtime_error("nobody in " + path);
  return people;
}

/// One of the five weeks from this Monday on.
TimeRange week(std::chrono::sys_days first, std::size_t number) {
  const Instant from = first + days{7 * static_cast<int>(number % 5)};
  return {from, from + days{7}};
}

void look(db::Connection& db, SeriesCache& cache, UserId person, const TimeRange& range) {
  const auto page = calendar::read_agenda(db, cache, person, person, range, {}, 250);
  if (page.items.size() != meetings_a_week) {
    throw std::runtime_error(fmt::format("{} meetings in a week", page.items.size()));
  }
}

void measure_first_looks(const std::string& database, const std::vector<UserId>& people) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> took;
  for (int round = 0; round < rounds_of_first_looks; ++round) {
    for (const UserId person : people) {
      db::Connection db(database, db::Mode::reader);
      SeriesCache cache(enough_for_all);
      const auto begin = Clock::now();
      look(db, cache, person, week(this_year, took.size()));
      took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
  }
  std::sort(took.begin(), took.end());
  fmt::print("first-look-p50 {:.3f}\nfirst-look-p99 {:.3f}\n", took[took.size() / 2],
             took[took.size() * 99 / 100]);
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Kind {
  std::string name;
  const std::vector<UserId>& people;
  std::chrono::sys_days first_week;
  double seconds = 0;
};

/// The kinds take turns, so that whatever else the machine does meets all of them.
void measure_views(const std::string& database, std::vector<Kind> kinds, double seconds) {
  db::Connection db(database, db::Mode::reader);
  SeriesCache cache(enough_for_all);
  int turns = 0;
  std::size_t views = 0;
  const double end = processor_seconds() + seconds;
  for (; processor_seconds() < end || turns < 2; ++turns) {
    for (Kind& kind : kinds) {
      const double begin = processor_seconds();
      for (std::size_t number = 0; number < 5 * kind.people.size(); ++number) {
        look(db, cache, kind.people[number % kind.people.size()], week(kind.first_week, number));
      }
      // The first turn fills the cache.
      if (turns > 0) kind.seconds += processor_seconds() - begin;
    }
    if (turns > 0) views += 5 * kinds.front().people.size();
  }
  for (const Kind& kind : kinds) {
    fmt::print("{} {:.2f}\n", kind.name, kind.seconds * 1e6 / static_cast<double>(views));
  }
}

void measure_bytes(const std::string& database, const std::vector<UserId>& people) {
  db::Connection db(database, db::Mode::reader);
  const auto look_at_all = [&](SeriesCache& cache) {
    for (const UserId person : people) look(db, cache, person, week(this_year, 0));
    return cache.figures().bytes;
  };
  SeriesCache small(too_little_for_all);
  fmt::print("cache-bytes {}\ncache-bound {}\n", look_at_all(small), too_little_for_all);
  SeriesCache large(enough_for_all);
  const auto before = mallinfo2().uordblks;
  const auto counted = look_at_all(large);
  const auto taken = mallinfo2().uordblks - before;
  fmt::print("cache-real {:.2f}\n", static_cast<double>(taken) / static_cast<double>(counted));
}

void run(const std::string& database, const std::string& tokens, int seconds) {
  const auto with_singles = read_people(tokens + ".singles");
  const auto with_series = read_people(tokens + ".series");
  measure_first_looks(database, with_series);
  measure_views(database,
                {{"singles", with_singles, this_year},
                 {"series", with_series, this_year},
                 {"series-far", with_series, far}},
                seconds);
  measure_bytes(database, with_series);
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  return measure_in_process(promise, argc, argv, run);
}
