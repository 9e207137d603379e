#include "storm.hpp"

#include <algorithm>
#include <future>
#include <latch>
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace kalends::test {
namespace {

constexpr std::size_t guest_count = 7;
constexpr std::size_t movable = 5;  // guests who are removed and added again; the others stay

std::string only(const std::string& occurrence) { return "?scope=this&occurrence=" + occurrence; }

/// One of the clients, on its own connection, who does one thing again and again.
class Doer {
 public:
  Doer(Storm& scene, const Person& person, std::size_t number, std::uint64_t seed)
      : scene_(scene),
        witness_(scene.witness),
        person_(person),
        number_(number),
        dice_(seed),
        client_(scene.client(person)) {}

  void answer() {
    const std::uint64_t which = below(4);
    const std::string& meeting = which == 0   ? scene_.party
                                 : which == 1 ? scene_.talks
                                              : scene_.plan;
    const std::string occurrence = which == 1 ? storm_occurrences[below(2)] : "";
    const char* words[] = {"accepted", "declined", "tentative"};
    const std::string response = words[below(3)];
    const std::string comment = fresh();
    const Reply reply =
        client_.put(path_of(meeting) + "/response" + (occurrence.empty() ? "" : only(occurrence)),
                    {{"response", response}, {"comment", comment}});
    if (!stored(reply, {404, 409})) return;
    witness_.add(
        fmt::format("{} {} {} answers {} {}", meeting, occurrence, person_.id, response, comment));
    witness_.saw(reply);
    const auto people = state_of(reply.body).guests;
    CHECK(people.at(person_.id) == Said{response, comment});
  }

  void move() {
    const bool series = below(3) == 0;
    const std::string occurrence = series ? storm_occurrences[below(2)] : "";
    const std::string& meeting = series ? scene_.talks : scene_.plan;
    const std::string day = series ? occurrence.substr(0, 11) : "2030-01-02T";
    json::object patch{{"title", fresh()}};
    if (below(3) != 0) patch["start"] = fmt::format("{}{:02}:00:00Z", day, 8 + below(8));
    change(meeting, occurrence, patch);
  }

  void rename_party() { change(scene_.party, "", {{"title", fresh()}}); }

  void add_or_remove() {
    const std::string& guest = scene_.guests[below(movable)].id;
    const std::string people = path_of(scene_.plan) + "/attendees";
    if (below(2) == 0) {
      const json::array list{json::object{{"userId", guest}}};
      const Reply added = client_.post(people, {{"attendees", list}});
      if (!stored(added, {})) return;
      CHECK(state_of(added.body).guests.count(guest) == 1);
      return witness_.saw(added);
    }
    const Reply removed = client_.ask({"DELETE", people + "/" + guest, "", "", ""});
    if (stored(removed, {404})) witness_.add(fmt::format("{} removes {}", scene_.plan, guest));
  }

  void read() {
    const Reply details = client_.get(path_of(scene_.plan));
    CHECK(details.status == 200);
    witness_.saw(details);
    not_before(details["version"].as_int64());
    CHECK(client_.get(two_weeks)["items"].as_array().size() == 6);
  }

  void read_feed() {
    const std::string feed = client_.get("/api/v1/users/me/calendar.ics").wire.body;
    const auto uid = feed.find(scene_.plan);
    REQUIRE(uid != std::string::npos);
    const auto event = feed.rfind("BEGIN:VEVENT", uid);
    const auto sequence = feed.find("SEQUENCE:", event);
    REQUIRE(sequence < feed.find("END:VEVENT", event));
    not_before(std::stoll(feed.substr(sequence + 9)));
  }

  void call_off() {
    if (++done_ != 10) return read();
    const Reply reply = client_.ask({"DELETE", path_of(scene_.party), "", "", ""});
    REQUIRE(reply.status == 204);
    witness_.add(scene_.party + " is off");
    CHECK(client_.get(path_of(scene_.party)).string("status") == "cancelled");
  }

 private:
  void change(const std::string& meeting, const std::string& occurrence,
              const json::object& patch) {
    const std::string target = path_of(meeting) + (occurrence.empty() ? "" : only(occurrence));
    std::string if_match;
    if (below(2) == 0) if_match = "If-Match: " + client_.get(target).wire.field("etag") + "\r\n";
    const Reply reply =
        client_.ask({"PATCH", target, "application/json", json::serialize(patch), if_match});
    if (!stored(reply, {409, 412})) return;
    CHECK(reply.string("title") == text_in(patch.at("title")));
    witness_.add(
        fmt::format("{} {} is called {}", meeting, occurrence, text_in(patch.at("title"))));
    witness_.saw(reply);
  }

  /// False when it was refused, as it may be.
  static bool stored(const Reply& reply, std::initializer_list<int> refusals) {
    if (reply.status / 100 == 2) return true;
    const bool full = reply.status == 503 && !reply.wire.field("retry-after").empty();
    const bool expected =
        std::find(refusals.begin(), refusals.end(), reply.status) != refusals.end();
    CHECK_MESSAGE((full || expected), reply.wire.body);
    return false;
  }

  void not_before(std::int64_t number) {
    CHECK(number >= last_);
    last_ = number;
  }
  std::string fresh() { return fmt::format("{}.{}", number_, made_++); }
  std::uint64_t below(std::uint64_t number) { return dice_() % number; }

  Storm& scene_;
  Witness& witness_;
  const Person& person_;
  std::size_t number_;
  std::mt19937_64 dice_;
  Client client_;
  int made_ = 0;
  int done_ = 0;
  std::int64_t last_ = 0;
};

using Deed = void (Doer::*)();

/// Who does what: 32 clients.
std::vector<std::pair<const Person*, Deed>> cast(const Storm& scene) {
  std::vector<std::pair<const Person*, Deed>> all;
  const auto add = [&](std::size_t count, const Person* person, Deed deed) {
    for (std::size_t n = 0; n < count; ++n) all.emplace_back(person, deed);
  };
  for (const Person& guest : scene.guests) add(2, &guest, &Doer::answer);
  add(7, &scene.ann, &Doer::move);
  add(4, &scene.ann, &Doer::add_or_remove);
  add(2, &scene.ann, &Doer::rename_party);
  add(1, &scene.ann, &Doer::call_off);
  add(2, &scene.guests[movable], &Doer::read);
  add(2, &scene.guests[movable + 1], &Doer::read_feed);
  return all;
}

}  // namespace

State state_of(const json::value& details) {
  State state{text_in(details.at("title")),
              text_in(details.at("start")),
              details.at("status") == "cancelled",
              {}};
  for (const json::value& each : details.at("attendees").as_array()) {
    const bool once = state.guests
                          .emplace(text_in(each.at("userId")),
                                   Said{text_in(each.at("response")), text_in(each.at("comment"))})
                          .second;
    CHECK_MESSAGE(once, "twice among the attendees: ", json::serialize(each));
  }
  return state;
}

Storm::Storm() {
  json::array all;
  for (std::size_t n = 0; n < guest_count; ++n) {
    guests.push_back(register_person(server.port(), fmt::format("guest{}", n), "Etc/UTC"));
    all.push_back(json::object{{"userId", guests.back().id}});
  }
  plan = make({{"title", "Plan"}, {"start", "2030-01-02T10:00:00Z"}}, all);
  party = make({{"title", "Party"}, {"start", "2030-01-05T10:00:00Z"}}, all);
  talks =
      make({{"title", "Talks"}, {"start", "2030-01-10T10:00:00Z"}, {"rrule", "FREQ=DAILY;COUNT=4"}},
           all);
}

std::string Storm::make(json::object meeting, const json::array& attendees) const {
  meeting["duration"] = "PT1H";
  meeting["attendees"] = attendees;
  meeting["reminders"] = json::array{};
  const Reply made = client(ann).post("/api/v1/meetings", meeting);
  REQUIRE_MESSAGE(made.status == 201, made.wire.body);
  return made.string("id");
}

void Storm::let_loose(std::uint64_t seed) {
  Storm& scene = *this;
  const auto all = cast(scene);
  REQUIRE(all.size() == 32);
  std::latch ready(static_cast<std::ptrdiff_t>(all.size()));
  std::vector<std::future<void>> threads;
  for (std::size_t n = 0; n < all.size(); ++n) {
    threads.push_back(std::async(std::launch::async, [&, n] {
      const auto [person, deed] = all[n];
      Doer doer(scene, *person, n, seed + n);
      ready.arrive_and_wait();
      for (int times = 0; times < 25; ++times) (doer.*deed)();
    }));
  }
  for (auto& thread : threads) thread.get();
}

}  // namespace kalends::test
