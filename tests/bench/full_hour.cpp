#include "people.hpp"
#include "program.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/db/database.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/user/user.hpp>

namespace kalends::bench {
namespace {

using std::chrono::minutes;

constexpr const char* promise =
    "Makes a generated database ready for a full hour, while no server has it: of those who use "
    "their calendar, so many get one meeting each, in groups as people meet, whose reminder falls "
    "due at one second of the system's clock: for one half of them it begins then, for the others "
    "half an hour later.";

struct Wanted {
  std::string database;
  std::string tokens;
  std::size_t told = 54'000;
  std::size_t sockets = 15'000;
  Instant due{};
};

/// Those who are signed in somewhere are those who use their calendar. Neighbours sit in one team.
std::vector<UserId> active_people(db::Connection& db, std::size_t most) {
  return db.query("SELECT DISTINCT user_id FROM sessions ORDER BY user_id LIMIT $1", most)
      .all([](const db::Rows& row) { return row.get<UserId>(0); });
}

/// As they will sit together when this is cut into groups: mostly the team, some from the same
/// department, some from anywhere (as `People::companion` has it).
void mix(std::vector<UserId>& people, Dice& dice) {
  constexpr std::int64_t department = People::active_in_a_team * People::teams_in_a_department;
  const auto all = static_cast<std::int64_t>(people.size());
  for (std::int64_t i = 0; i < all; ++i) {
    const auto roll = dice.below(100);
    if (roll < 75) continue;
    const std::int64_t other =
        roll < 92 ? std::min(i + dice.below(department), all - 1) : dice.below(all);
    std::swap(people[static_cast<std::size_t>(i)], people[static_cast<std::size_t>(other)]);
  }
}

calendar::Meeting meeting_at(Instant start, MeetingId id, UserId organizer, Instant now,
                             Dice& dice) {
  calendar::EventInput time;
  time.start.local = LocalTime{start.time_since_epoch()};
  time.duration = Duration{std::chrono::days{0}, minutes{30}};
  time.time_zone = "UTC";
  calendar::Meeting meeting;
  meeting.id = id;
  meeting.organizer = organizer;
  meeting.title = fmt::format("Review of release {}", dice.below(1000));
  meeting.link = fmt::format("https://meet.example.org/{:016x}", dice.next());
  meeting.time = *calendar::event_time(time);
  meeting.reminders = {30, 0};
  meeting.created_at = meeting.updated_at = now;
  return meeting;
}

std::int64_t number_in(db::Rows rows) { return rows.next() ? rows.integer(0) : 0; }

class FullHour {
 public:
  FullHour(const Wanted& wanted)
      : wanted_(wanted), connection_(wanted.database, db::Mode::writer) {}

  void make() {
    connection_.script("BEGIN IMMEDIATE");
    std::vector<UserId> people = active_people(connection_, wanted_.told);
    if (people.size() < std::max(wanted_.told, wanted_.sockets)) {
      throw std::runtime_error(fmt::format("only {} people are active", people.size()));
    }
    sign_in_some(people);
    mix(people, dice_);
    for (std::span<const UserId> rest(people); !rest.empty();) {
      constexpr std::array<std::size_t, 20> sizes{1, 1, 1, 2, 2, 2, 2, 2, 3, 3,
                                                  3, 4, 4, 5, 5, 6, 6, 7, 8, 8};
      const std::size_t size = std::min(dice_.one_of(sizes), rest.size());
      meet(rest.first(size));
      rest = rest.subspan(size);
    }
    connection_.script("COMMIT");
    fmt::print("{} people in {} meetings\n", people.size(), meetings_);
  }

 private:
  void sign_in_some(const std::vector<UserId>& people) {
    std::ofstream out(wanted_.tokens);
    db::Transaction transaction(connection_);
    for (std::size_t i = 0; i < wanted_.sockets; ++i) {
      const UserId user = people[i * people.size() / wanted_.sockets];
      out << sign_in_one(transaction, user, clock_.now(), dice_) << ' ' << text(user) << '\n';
    }
    if (!out.flush()) throw std::runtime_error("cannot write " + wanted_.tokens);
  }

  /// Among those of the organisation: what meets at the same hour was not made in the same moment,
  /// and lies on as many pages.
  MeetingId some_id() {
    return {first_ + static_cast<std::int64_t>(dice_.next() % static_cast<std::uint64_t>(all_))};
  }

  void meet(std::span<const UserId> people) {
    const Instant start = wanted_.due + (++meetings_ % 2 == 0 ? minutes{30} : minutes{0});
    const auto meeting = meeting_at(start, some_id(), people.front(), clock_.now(), dice_);
    // What is to follow a commit goes with the transaction: no server is there to be told.
    db::Transaction transaction(connection_);
    calendar::insert_meeting(transaction, meeting);
    for (const UserId id : people) {
      calendar::place(transaction, meeting, *user::find_user(connection_, id),
                      calendar::Response::accepted);
    }
    invite::plan_reminders(transaction, tools_, meeting);
  }

  const Wanted& wanted_;
  db::Connection connection_;
  Dice dice_{54'000};
  SystemClock clock_;
  IdSource ids_{clock_};
  notification::Hub hub_;
  notification::Notifier notifier_{ids_, hub_, 500};
  notification::ReminderQueue queue_{clock_.now()};
  invite::Tools tools_{clock_, ids_, notifier_, queue_, 500};
  std::int64_t first_ = number_in(connection_.query("SELECT MIN(id) FROM meetings"));
  std::int64_t all_ = number_in(connection_.query("SELECT MAX(id) FROM meetings")) - first_;
  std::size_t meetings_ = 0;
};

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  CLI::App program(promise);
  Wanted wanted;
  std::int64_t due = 0;
  program.add_option("--database", wanted.database)->required();
  program
      .add_option("--tokens", wanted.tokens, "gets a token each of so many sockets, evenly chosen")
      ->required();
  program.add_option("--told", wanted.told, "people who are reminded")->capture_default_str();
  program.add_option("--sockets", wanted.sockets)->capture_default_str();
  program.add_option("--due", due, "seconds of the system's clock");
  return run_program(program, argc, argv, [&] {
    wanted.due = kalends::Instant{std::chrono::seconds{due}};
    FullHour(wanted).make();
  });
}
