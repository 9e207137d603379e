#include "sample.hpp"

#include <map>
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <kalends/app/app.hpp>

namespace kalends::bench {
namespace {

namespace json = boost::json;
using std::chrono::days;

struct Entry {
  std::string meeting;
  bool busy = false;
  bool operator<(const Entry& other) const { return meeting < other.meeting; }
  bool operator==(const Entry&) const = default;
};

/// Each person's meetings, found without the calendars' own index.
std::map<UserId, std::set<Entry>> expected(db::Connection& db,
                                           const std::vector<SignedIn>& people) {
  std::map<UserId, std::set<Entry>> out;
  for (const SignedIn& person : people) out[person.user];
  db::Rows rows = db.query(
      "SELECT a.user_id, a.meeting_id, a.response = 1 AND NOT m.transparent AND NOT m.cancelled "
      "FROM meetings m JOIN attendees a ON a.meeting_id = m.id");
  while (rows.next()) {
    const auto found = out.find(rows.get<UserId>(0));
    if (found != out.end()) found->second.insert({text(rows.get<MeetingId>(1)), rows.get<bool>(2)});
  }
  return out;
}

json::value ask(app::App& app, const SignedIn& person, const std::string& target) {
  http::Request request;
  request.target = "/api/v1/users/me" + target;
  request.headers.add("Host", "kalends.test");
  request.headers.add("Authorization", "Bearer " + person.token);
  const http::Response response = app.handle(std::move(request));
  if (response.status != 200) throw std::runtime_error(target + ": " + response.body);
  return json::parse(response.body);
}

std::string date(Instant at) {
  return format_date(Date{std::chrono::floor<days>(at).time_since_epoch()});
}

std::set<Entry> shown(app::App& app, const SignedIn& person, Instant now) {
  std::set<Entry> out;
  const std::string range =
      "/calendar?limit=1000&from=" + date(now - days{420}) + "&to=" + date(now + days{420});
  std::string cursor;
  do {
    const json::value page = ask(app, person, range + cursor);
    for (const json::value& item : page.at("items").as_array()) {
      out.insert({std::string(item.at("meetingId").as_string()), item.at("busy").as_bool()});
    }
    const auto* next = page.as_object().if_contains("nextCursor");
    cursor = next == nullptr ? "" : "&cursor=" + std::string(next->as_string());
  } while (!cursor.empty());
  return out;
}

/// The days on which something busy begins must be marked.
bool marks_busy_days(app::App& app, const SignedIn& person, Instant now) {
  const std::string from = date(now);
  const std::string to = date(now + days{27});
  const json::value map = ask(app, person, "/busy-days?from=" + from + "&to=" + to);
  const json::value list = ask(app, person, "/calendar?from=" + from + "&to=" + to);
  for (const json::value& item : list.at("items").as_array()) {
    const std::string start(item.at("start").as_string());
    const bool here = item.at("busy").as_bool() && start.size() > 10 && start.substr(0, 10) >= from;
    const auto zone = Zone::find(std::string_view(map.at("timeZone").as_string()));
    if (!here || !zone || item.at("timeZone") != map.at("timeZone")) continue;
    if (!map.at("days").at(start.substr(0, 10)).as_bool()) return false;
  }
  return true;
}

}  // namespace

std::string fault_in(const std::string& database, const std::vector<SignedIn>& people,
                     Instant now) {
  const SystemClock clock;
  Log log(STDERR_FILENO, LogLevel::off, clock);
  app::Config config;
  config.database = database;
  app::App app(config, clock, log);
  const auto wanted = expected(*app.database().open_reader(), people);
  for (const SignedIn& person : people) {
    const auto& all = wanted.at(person.user);
    if (all.empty()) return text(person.user) + " has an empty calendar";
    if (shown(app, person, now) != all) return "the calendar of " + text(person.user);
    if (!marks_busy_days(app, person, now)) return "the day map of " + text(person.user);
  }
  return {};
}

}  // namespace kalends::bench
