#include "storm.hpp"

#include "crowd.hpp"

#include <csignal>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <kalends/base/id.hpp>
#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

/// What was told, in the one order in which it was stored.
class History {
 public:
  explicit History(const Storm& scene) : scene_(scene), file_(scene.path, db::Mode::reader) {
    db::Rows rows = file_.query(
        "SELECT id, kind, meeting_id, actor_id, title, response, comment, changes, occurrence, "
        "datetime(starts_at, 'unixepoch') FROM notices ORDER BY id");
    while (rows.next()) take(rows);
  }

  const std::multiset<std::string>& acts() const { return acts_; }
  const State& of(const std::string& meeting, const std::string& occurrence = "") {
    return states_[meeting + occurrence];
  }

 private:
  std::vector<std::string> told(std::int64_t notice) {
    return file_.query("SELECT user_id FROM notifications WHERE notice_id = $1", notice)
        .all([](const db::Rows& row) { return id_text(row.integer(0)); });
  }

  void take(const db::Rows& row) {
    const std::string meeting = id_text(row.integer(2));
    const std::string actor = id_text(row.integer(3));
    const auto occurrence = row.get<std::string>(8);
    State& state = states_[meeting + occurrence];
    CHECK_FALSE(state.cancelled);
    const auto kind = row.integer(1);
    if (kind == 0) invite(row, meeting);
    if (kind == 1) change(row, state, meeting + " " + occurrence);
    if (kind == 2) cancel(meeting, told(row.integer(0)), state);
    if (kind != 3) return;
    const auto response = row.get<std::string>(5);
    const auto comment = row.get<std::string>(6);
    state.guests.at(actor) = {response, comment};
    acts_.insert(
        fmt::format("{} {} {} answers {} {}", meeting, occurrence, actor, response, comment));
  }

  void invite(const db::Rows& row, const std::string& meeting) {
    std::vector<std::string> names{meeting};
    if (meeting == scene_.talks) {
      for (const std::string& each : storm_occurrences) names.push_back(meeting + each);
    }
    for (const std::string& name : names) {
      State& state = states_[name];
      state.title = row.get<std::string>(4);
      state.start = name == meeting ? start_in(row) : name.substr(meeting.size());
      for (const std::string& guest : told(row.integer(0))) state.guests[guest] = unanswered;
    }
  }

  void change(const db::Rows& row, State& state, const std::string& name) {
    state.title = row.get<std::string>(4);
    state.start = start_in(row);
    acts_.insert(fmt::format("{} is called {}", name, state.title));
    if (row.get<std::string>(7).find("start") == std::string::npos) return;
    for (auto& [guest, said] : state.guests) said = unanswered;
  }

  void cancel(const std::string& meeting, const std::vector<std::string>& people, State& state) {
    if (meeting == scene_.party) {
      state.cancelled = true;
      acts_.insert(meeting + " is off");
      return;
    }
    REQUIRE(people.size() == 1);
    CHECK(state.guests.erase(people.front()) == 1);
    acts_.insert(fmt::format("{} removes {}", meeting, people.front()));
  }

  static std::string start_in(const db::Rows& row) {
    std::string start = row.get<std::string>(9);
    start[10] = 'T';
    return start + "Z";
  }

  const Said unanswered;
  const Storm& scene_;
  db::Connection file_;
  std::map<std::string, State> states_;
  std::multiset<std::string> acts_;
};

/// One person's log is the one history, as far as it was told to them, in its order.
void check_log(const Storm& scene, const Person& person) {
  Client client = scene.client(person);
  std::vector<std::string> shown;
  for (std::int64_t after = 0;;) {
    const Reply page = client.get(fmt::format("/api/v1/notifications?limit=500&after={}", after));
    for (const json::value& item : page["items"].as_array()) {
      CHECK(item.at("seq").as_int64() == ++after);
      shown.push_back(text_in(item.at("meeting").at("title")));
    }
    if (!page.body.as_object().contains("nextCursor")) break;
  }
  db::Connection file(scene.path, db::Mode::reader);
  const auto told =
      file.query(
              "SELECT notices.title FROM notices JOIN notifications ON notice_id = notices.id "
              "WHERE user_id = $1 ORDER BY notices.id",
              parse_id_text(person.id).value())
          .all([](const db::Rows& row) { return row.get<std::string>(0); });
  CHECK((shown == told));
}

/// What one person sees of a meeting in their list: when, and what they answered.
void check_list(Client& client, const std::string& meeting, const State& state,
                const std::optional<std::string>& response) {
  int seen = 0;
  const Reply list = client.get(two_weeks);
  for (const json::value& item : list["items"].as_array()) {
    if (item.at("meetingId") != json::value(meeting)) continue;
    ++seen;
    CHECK(text_in(item.at("title")) == state.title);
    CHECK(text_in(item.at("start")) == state.start);
    CHECK(text_in(item.at("response")) == response.value_or("?"));
    CHECK((item.at("status") == "cancelled") == state.cancelled);
  }
  CHECK(seen == (response ? 1 : 0));
}

std::optional<std::string> response_in(const State& state, const Person& person) {
  const auto found = state.guests.find(person.id);
  return found == state.guests.end() ? std::nullopt : std::optional(found->second.response);
}

/// Busy or tentative at the meeting's time, and only then, as the answer says.
void check_busy(const Storm& scene, const State& plan, const Person& person,
                const std::optional<std::string>& response) {
  const Reply reply =
      scene.client(scene.ann).post("/api/v1/freebusy", {{"from", "2030-01-01"},
                                                        {"to", "2030-01-09"},
                                                        {"users", json::array{person.id}},
                                                        {"timeZone", "Etc/UTC"}});
  const json::array& busy = reply["users"].at(person.id).at("busy").as_array();
  const bool free = !response || *response == "declined";
  REQUIRE(busy.size() == (free ? 0 : 1));
  if (free) return;
  CHECK(text_in(busy[0].at("start")) == plan.start);
  CHECK(text_in(busy[0].at("status")) == (*response == "accepted" ? "busy" : "tentative"));
}

void check_reader(const Storm& scene, History& history, const Person& person) {
  CAPTURE(person.email);
  Client client = scene.client(person);
  const State& plan = history.of(scene.plan);
  const bool organizes = person.id == scene.ann.id;
  const auto response =
      organizes ? std::optional<std::string>("accepted") : response_in(plan, person);
  const Reply details = client.get(path_of(scene.plan));
  CHECK(details.status == (response ? 200 : 404));
  if (response) CHECK((state_of(details.body) == plan));
  check_list(client, scene.plan, plan, response);
  check_busy(scene, plan, person, response);
  const State& party = history.of(scene.party);
  CHECK((state_of(client.get(path_of(scene.party)).body) == party));
  check_list(client, scene.party, party,
             organizes ? std::optional<std::string>("accepted") : response_in(party, person));
  for (const std::string& each : storm_occurrences) {
    const Reply one = client.get(path_of(scene.talks) + "?occurrence=" + each + "&scope=this");
    CHECK((state_of(one.body) == history.of(scene.talks, each)));
  }
  check_log(scene, person);
  // As another program sees it.
  const Outcome exported = kalends({"export", "--user", person.email, "--database", scene.path});
  CHECK((exported.out == client.get("/api/v1/users/me/calendar.ics").wire.body));
}

TEST_CASE("32 clients who answer, move, cancel, add and remove at once leave one history") {
  const std::uint64_t seed = std::random_device()();
  CAPTURE(seed);
  Storm scene;
  scene.let_loose(seed);
  History history(scene);
  CHECK((history.acts() == scene.witness.acknowledged()));
  CHECK(scene.witness.reused() == 0);
  CHECK(history.of(scene.party).cancelled);
  MESSAGE(scene.witness.acknowledged().size(), " acts acknowledged, ", scene.witness.etags(),
          " ETags seen");
  std::vector<Person> all = scene.guests;
  all.push_back(scene.ann);
  for (const Person& person : all) check_reader(scene, history, person);
  scene.server.process().signal(SIGTERM);
  CHECK(scene.server.process().wait().status == 0);
  check_file(scene.path);
}

}  // namespace
}  // namespace kalends::test
