#include "program.hpp"

#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include <kalends/base/id.hpp>
#include <kalends/db/connection.hpp>

namespace kalends::bench {
namespace {

using std::chrono::days;

constexpr const char* promise =
    "Reads weeks in process by one thread, with one prepared statement and nothing around it: the "
    "yardstick for what a view costs beside the database. Prints how many a second, the "
    "microseconds of processor time for one, and the rows that it gave on average.";

constexpr std::chrono::sys_days first_monday{std::chrono::year{2036} / 5 / 19};
// As long as an entry of the span class may be (calendar/span.hpp). Here and in the statement on
// purpose once more: a yardstick does not change with what is measured.
constexpr std::chrono::seconds reach(int span) {
  return std::chrono::seconds{std::int64_t{1} << (17 + 3 * span)};
}

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

/// Steps over the week's rows, and looks at a column of each that is not in the index.
std::int64_t read_week(db::Connection& db, UserId person, Instant from) {
  const Instant to = from + days{7};
  auto rows = db.query(
      "SELECT c.starts_at, c.ends_at, c.busy, c.response, m.id, m.title, m.start_local, "
      "m.end_local, m.time_zone, o.name FROM ("
      "SELECT starts_at, ends_at, busy, response, meeting_id FROM calendar WHERE user_id = $1 "
      "AND span = 0 AND starts_at >= $2 AND starts_at < $3 AND ends_at > $4 UNION ALL "
      "SELECT starts_at, ends_at, busy, response, meeting_id FROM calendar WHERE user_id = $1 "
      "AND span = 1 AND starts_at >= $5 AND starts_at < $3 AND ends_at > $4 UNION ALL "
      "SELECT starts_at, ends_at, busy, response, meeting_id FROM calendar WHERE user_id = $1 "
      "AND span = 2 AND starts_at >= $6 AND starts_at < $3 AND ends_at > $4 UNION ALL "
      "SELECT starts_at, ends_at, busy, response, meeting_id FROM calendar WHERE user_id = $1 "
      "AND span = 3 AND starts_at >= $7 AND starts_at < $3 AND ends_at > $4) c "
      "CROSS JOIN meetings m ON m.id = c.meeting_id CROSS JOIN users o ON o.id = m.organizer_id "
      "ORDER BY c.starts_at, c.meeting_id",
      person, from - reach(0), to, from, from - reach(1), from - reach(2), from - reach(3));
  std::int64_t count = 0;
  while (rows.next()) count += rows.view(5).empty() ? 0 : 1;
  return count;
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void run(const std::string& database, const std::string& tokens, int seconds) {
  using Clock = std::chrono::steady_clock;
  const auto people = read_people(tokens);
  db::Connection db(database, db::Mode::reader);
  std::size_t weeks = 0;
  std::int64_t rows = 0;
  const double used = processor_seconds();
  const auto end = Clock::now() + std::chrono::seconds{seconds};
  while (Clock::now() < end) {
    for (int i = 0; i < 100; ++i, ++weeks) {
      const Instant from = first_monday + days{7 * static_cast<int>(weeks % 5)};
      rows += read_week(db, people[weeks % people.size()], from);
    }
  }
  fmt::print("{:.1f} {:.2f} {:.2f}\n", static_cast<double>(weeks) / seconds,
             (processor_seconds() - used) * 1e6 / static_cast<double>(weeks),
             static_cast<double>(rows) / static_cast<double>(weeks));
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  return measure_in_process(promise, argc, argv, run);
}
