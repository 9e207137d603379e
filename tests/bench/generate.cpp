#include "burdens.hpp"
#include "diary.hpp"
#include "habits.hpp"
#include "people.hpp"
#include "program.hpp"
#include "sample.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include <kalends/db/database.hpp>

namespace kalends::bench {
namespace {

constexpr const char* promise =
    "Makes a database of an organisation: the same bytes for the same arguments.";
constexpr const char* about_tokens =
    "gets a line a person who is signed in: the token, and the ids of the team, the person's own "
    "first. TOKENS.singles and TOKENS.series get those who hold the same week of meetings as "
    "single ones and as series, TOKENS.heavy those with a full calendar, TOKENS.grown-N somebody "
    "with N meetings";
constexpr const char* about_around =
    "a Monday; by default one so far ahead that no reminder falls due while something is measured";

constexpr std::size_t most_known = 4000;
constexpr std::size_t sample_size = 25;
constexpr std::size_t meetings_in_a_transaction = 100'000;

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  std::chrono::sys_time<std::chrono::milliseconds> now_precise() const override { return now_; }

 private:
  Instant now_;
};

struct Wanted {
  std::string database;
  std::string tokens;
  std::int64_t users = 100'000;
  std::int64_t rows = 5'000'000;
  std::int64_t seed = 1;
  Instant around{};
};

Instant monday(const std::string& date) {
  const auto time = parse_time(date);
  if (!time) throw std::runtime_error("--around: no date");
  return Instant{time->local.time_since_epoch()};
}

void write_tokens(const std::string& path, const std::vector<SignedIn>& known) {
  std::ofstream out(path);
  for (const SignedIn& person : known) {
    out << person.token << ' ' << text(person.user);
    for (const UserId mate : person.team) {
      if (mate != person.user) out << ' ' << text(mate);
    }
    out << '\n';
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

/// Nothing here must survive a power cut, and nobody else reads.
void be_quick(db::Connection& connection) {
  connection.script(
      "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -1000000");
}

template <class Work>
void in_transaction(db::Connection& connection, Work work) {
  connection.script("BEGIN IMMEDIATE");
  work();
  connection.script("COMMIT");
}

void store_meetings(db::Connection& connection, const People& people, const Wanted& wanted,
                    Dice& dice) {
  const FixedClock clock(wanted.around);
  IdSource ids(clock);
  notification::Hub hub;
  notification::Notifier notifier(ids, hub, 500);
  notification::ReminderQueue queue(wanted.around);
  invite::Tools tools{clock, ids, notifier, queue, 500};
  const auto plans = make_plans(people, wanted.rows, wanted.around, dice);
  for (std::size_t first = 0; first < plans.size(); first += meetings_in_a_transaction) {
    in_transaction(connection, [&] {
      const std::size_t end = std::min(first + meetings_in_a_transaction, plans.size());
      for (std::size_t number = first; number < end; ++number) {
        // What is to follow a commit is nobody's business here, and goes with the transaction.
        db::Transaction transaction(connection);
        store(transaction, tools, people, plans[number], static_cast<std::int64_t>(number), dice);
      }
    });
    fmt::print(stderr, "  {} of {} meetings\n",
               std::min(first + meetings_in_a_transaction, plans.size()), plans.size());
  }
}

struct Made {
  std::vector<SignedIn> known;
  Habits habits;
  std::vector<SignedIn> heavy;
  std::vector<Grown> grown;
};

Made fill(const Wanted& wanted) {
  db::Connection connection(wanted.database, db::Mode::writer);
  be_quick(connection);
  db::migrate(connection, db::embedded_migrations());
  Dice dice(static_cast<std::uint64_t>(wanted.seed));
  const People people(static_cast<std::size_t>(wanted.users), wanted.around, dice);
  Made made;
  in_transaction(connection, [&] {
    db::Transaction transaction(connection);
    people.store(transaction);
    made.known = sign_in(transaction, people, wanted.around, most_known, dice);
  });
  store_meetings(connection, people, wanted, dice);
  in_transaction(connection, [&] {
    db::Transaction transaction(connection);
    Keeper keeper(transaction, wanted.around, dice);
    made.habits = store_habits(keeper, wanted.around);
    made.heavy = store_heavy(keeper, wanted.around, dice);
    made.grown = store_grown(keeper, wanted.around);
  });
  connection.script("PRAGMA journal_mode = WAL");
  return made;
}

void write_all_tokens(const std::string& path, const Made& made) {
  write_tokens(path, made.known);
  write_tokens(path + ".singles", made.habits.of_singles);
  write_tokens(path + ".series", made.habits.of_series);
  write_tokens(path + ".heavy", made.heavy);
  for (const Grown& grown : made.grown) {
    write_tokens(fmt::format("{}.grown-{}", path, grown.meetings), {grown.person});
  }
}

void run(const Wanted& wanted) {
  if (std::filesystem::exists(wanted.database)) throw std::runtime_error("there is such a file");
  const auto begin = std::chrono::steady_clock::now();
  Made made = fill(wanted);
  if (!wanted.tokens.empty()) write_all_tokens(wanted.tokens, made);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  fmt::print(stderr, "  made in {:.0f} s; checking a sample\n", took.count());
  made.known.resize(std::min(made.known.size(), sample_size));
  const std::string fault = fault_in(wanted.database, made.known, wanted.around);
  if (!fault.empty()) throw std::runtime_error("not as it should be: " + fault);
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  CLI::App program(promise);
  Wanted wanted;
  std::string around = "2036-06-02";
  program.add_option("--database", wanted.database)->required();
  program.add_option("--tokens", wanted.tokens, about_tokens);
  program.add_option("--users", wanted.users)
      ->capture_default_str()
      ->check(CLI::Range(10, 10'000'000));
  program.add_option("--rows", wanted.rows)->capture_default_str()->check(CLI::NonNegativeNumber);
  program.add_option("--seed", wanted.seed)->capture_default_str();
  program.add_option("--around", around, about_around)->capture_default_str();
  return run_program(program, argc, argv, [&] {
    wanted.around = monday(around);
    run(wanted);
  });
}
