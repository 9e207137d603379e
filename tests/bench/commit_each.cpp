#include "dice.hpp"
#include "program.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include <kalends/calendar/attachment.hpp>
#include <kalends/invite/meeting.hpp>

namespace kalends::bench {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* promise =
    "Stores invitations of five people, each in a commit of its own, with the program's own "
    "statements but without group commit, network or JSON: the yardstick for durable invitations. "
    "Prints how many a second, and their median and 99th percentile in microseconds.";

constexpr Date first_day{std::chrono::local_days{std::chrono::year{2036} / 6 / 2}};
constexpr std::size_t guests_each = 5;

std::vector<std::vector<UserId>> read_teams(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::vector<UserId>> teams;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string word;
    words >> word;  // the token
    std::vector<UserId> team;
    while (words >> word) team.push_back(parse_id<UserId>(word).value_or(UserId{}));
    if (team.size() > guests_each) teams.push_back(std::move(team));
  }
  if (teams.empty()) throw std::runtime_error("nobody in " + path);
  return teams;
}

invite::Draft draft_for(const std::vector<UserId>& team, Dice& dice) {
  invite::Draft draft;
  draft.title = "Planning of the next release";
  draft.link = "https://meet.example.org/planning";
  calendar::EventInput time;
  time.start.local = first_day + days{dice.below(28)} + hours{8 + dice.below(10)};
  time.duration = Duration{days{0}, minutes{30}};
  time.time_zone = "Europe/Berlin";
  draft.time = *calendar::event_time(time);
  draft.reminders = {30, 0};
  for (std::size_t i = 1; i <= guests_each; ++i) draft.guests.push_back({team[i], {}, {}});
  return draft;
}

/// What the server's writer does for one invitation, from BEGIN to the answer's own reading.
void store(db::Connection& connection, invite::Tools& tools, const user::User& organizer,
           const invite::Draft& draft) {
  connection.script("BEGIN IMMEDIATE");
  db::Transaction transaction(connection);
  const auto meeting = invite::create(transaction, tools, organizer, draft);
  if (!meeting) throw std::runtime_error("an invitation was refused");
  calendar::find_attendees(connection, meeting->id);
  calendar::find_attachments(connection, meeting->id);
  connection.script("COMMIT");
}

std::vector<double> measure(db::Connection& connection, invite::Tools& tools,
                            const std::vector<std::vector<UserId>>& teams, int seconds) {
  using Clock = std::chrono::steady_clock;
  Dice dice(1);
  std::vector<double> took;
  const auto end = Clock::now() + std::chrono::seconds{seconds};
  for (auto begin = Clock::now(); begin < end;) {
    const auto& team =
        teams[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(teams.size())))];
    const auto organizer = user::find_user(connection, team.front());
    if (!organizer) throw std::runtime_error("somebody is not in the database");
    store(connection, tools, *organizer, draft_for(team, dice));
    const auto now = Clock::now();
    took.push_back(std::chrono::duration<double, std::micro>(now - begin).count());
    begin = now;
  }
  return took;
}

void run(const std::string& database, const std::string& tokens, int seconds) {
  const auto teams = read_teams(tokens);
  db::Connection connection(database, db::Mode::writer);
  const SystemClock clock;
  IdSource ids(clock);
  notification::Hub hub;
  notification::Notifier notifier(ids, hub, 500);
  notification::ReminderQueue queue(clock.now());
  invite::Tools tools{clock, ids, notifier, queue, 500};
  auto took = measure(connection, tools, teams, seconds);
  std::sort(took.begin(), took.end());
  fmt::print("{:.1f} {:.0f} {:.0f}\n", static_cast<double>(took.size()) / seconds,
             took[took.size() / 2], took[took.size() * 99 / 100]);
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  return measure_in_process(promise, argc, argv, run);
}
