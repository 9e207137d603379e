#include "world.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include <kalends/notification/hub.hpp>

using namespace kalends;
using namespace kalends::test;

namespace {

/// What a thread of the server has: a handler of its own on what all share.
class Desk {
 public:
  explicit Desk(World& world, invite::AttachmentLimits limits = {1 << 20, 1 << 20})
      : settings_{user::RegistrationMode::open, std::chrono::days{30}, "", limits, 1 << 20, {}},
        services_{
            world.app.database(), world.clock, world.app.ids(), world.log, world.app.hasher(), hub_,
            world.app.tools(),    memory_,     requests_,       rates_,    readiness_,         {}} {
  }

  /// Runs these at once, each in a thread with its own handler.
  void run(const std::vector<std::function<void(http::Handler&)>>& jobs) {
    std::latch start(static_cast<std::ptrdiff_t>(jobs.size()));
    std::vector<std::thread> threads;
    for (const auto& job : jobs) {
      threads.emplace_back([this, &start, &job] {
        const auto handler = api::make_handler(services_, settings_);
        start.arrive_and_wait();
        job(*handler);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

 private:
  notification::Hub hub_;
  api::Memory memory_{{1 << 20, 1 << 20, 1 << 20, 1 << 20}};
  api::RequestMeter requests_;
  api::Limits rates_{{}};
  api::Readiness readiness_;
  api::Settings settings_;
  api::Services services_;
};

http::Response send(http::Handler& handler, http::Method method, const std::string& target,
                    const std::string& token, const json::value& body = nullptr,
                    const ExtraHeaders& headers = {}) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.headers.add("Host", "kalends.test");
  request.headers.add("Authorization", "Bearer " + token);
  request.headers.add("Content-Type", "application/json");
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  if (!body.is_null()) request.body = json::serialize(body);
  return handler.handle(request);
}

std::vector<Person> people(World& world, int count) {
  std::vector<Person> out;
  for (int i = 0; i < count; ++i) out.push_back(world.person("P" + std::to_string(i)));
  return out;
}

std::string hour(int hours) { return "2026-03-10T" + std::to_string(10 + hours) + ":00:00+01:00"; }

using Job = std::function<void(http::Handler&)>;

}  // namespace

// rule 14
TEST_CASE("everybody who answers at once is heard, each with their last word") {
  constexpr int people_count = 6;
  constexpr int rounds = 15;
  World world;
  const Person ann = world.person("Ann");
  const auto guests = people(world, people_count);
  const std::string id = world.meeting(ann, guests);
  std::array<int, people_count> accepted{};
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < guests.size(); ++i) {
    jobs.emplace_back([&, i](http::Handler& handler) {
      for (int round = 0; round < rounds; ++round) {
        const json::value body{{"response", round % 2 == 0 ? "accepted" : "declined"},
                               {"comment", std::to_string(round)}};
        accepted[i] +=
            send(handler, http::Method::put, meetings(id, "/response"), guests[i].token, body)
                .status == 200;
      }
    });
  }
  Desk(world).run(jobs);
  for (const int count : accepted) CHECK(count == rounds);
  const Reply meeting = world.get(meetings(id), ann.token);
  for (const auto& each : meeting["attendees"].as_array()) {
    CHECK(each.at("response") == "accepted");
    CHECK(each.at("comment") == json::value(std::to_string(rounds - 1)));
  }
  std::map<std::string, int> next;
  const json::array told = world.notifications(ann);
  CHECK(told.size() == people_count * rounds);
  for (std::size_t i = 0; i < told.size(); ++i) {
    CHECK(told[i].at("seq").as_int64() == static_cast<std::int64_t>(i + 1));
    int& expected = next[std::string(told[i].at("by").at("name").as_string())];
    CHECK(told[i].at("comment") == json::value(std::to_string(expected++)));
  }
}

TEST_CASE("changes that come at once each have a version, and the last one stands") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {bob}, "2026-03-10T09:00");
  std::array<std::map<std::int64_t, std::string>, 6> made;
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < made.size(); ++i) {
    jobs.emplace_back([&, i](http::Handler& handler) {
      for (int round = 0; round < 10; ++round) {
        const std::string start = hour(round % 10);
        const json::value patch{{"start", start},
                                {"title", std::to_string(i) + "." + std::to_string(round)}};
        const auto answer = send(handler, http::Method::patch, meetings(id), ann.token, patch);
        if (answer.status == 200) made[i].emplace(answer.version.value_or(-1), answer.body);
      }
    });
  }
  Desk(world).run(jobs);
  std::map<std::int64_t, std::string> all;
  for (const auto& each : made) {
    CHECK(each.size() == 10);
    all.insert(each.begin(), each.end());
  }
  REQUIRE(all.size() == 60);
  CHECK(all.begin()->first == 2);
  CHECK(all.rbegin()->first == 61);
  const Reply now = world.get(meetings(id), bob.token);
  CHECK(now.text == all.rbegin()->second);
  CHECK(world.told(bob).size() == 61);
  const Reply list =
      world.get("/api/v1/users/me/calendar?from=2026-03-09&to=2026-03-12", bob.token);
  REQUIRE(list["items"].as_array().size() == 1);
  CHECK(list["items"].at(0).at("start") == now["start"]);
}

TEST_CASE("of those who saw the same version, one changes it") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = world.meeting(ann, {});
  const ExtraHeaders if_match{{"If-Match", world.get(meetings(id), ann.token).header("ETag")}};
  std::array<int, 8> statuses{};
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    jobs.emplace_back([&, i](http::Handler& handler) {
      statuses[i] = send(handler, http::Method::patch, meetings(id), ann.token,
                         {{"title", "T" + std::to_string(i)}}, if_match)
                        .status;
    });
  }
  Desk(world).run(jobs);
  CHECK(std::count(statuses.begin(), statuses.end(), 200) == 1);
  CHECK(std::count(statuses.begin(), statuses.end(), 412) == 7);
  CHECK(world.get(meetings(id), ann.token)["version"] == 2);
}

TEST_CASE(
    "who moves, answers and cancels at once leaves one history, and it ends with the cancelling") {
  for (int repeat = 0; repeat < 5; ++repeat) {
    World world;
    const Person ann = world.person("Ann");
    const auto guests = people(world, 4);
    const std::string id = world.meeting(ann, guests, "2026-03-10T09:00");
    std::atomic<int> moved = 0;
    std::array<int, 4> answered{};
    std::set<int> strange;
    std::mutex mutex;
    const auto note = [&](int status) {
      const std::lock_guard lock(mutex);
      if (status != 200 && status != 409) strange.insert(status);
      return status == 200;
    };
    std::vector<Job> jobs;
    jobs.emplace_back([&](http::Handler& handler) {
      for (int i = 0; i < 10; ++i) {
        const json::value patch{{"start", hour(i)}};
        moved += note(send(handler, http::Method::patch, meetings(id), ann.token, patch).status);
      }
    });
    for (std::size_t i = 0; i < guests.size(); ++i) {
      jobs.emplace_back([&, i](http::Handler& handler) {
        for (int round = 0; round < 10; ++round) {
          const json::value body{{"response", "accepted"}, {"comment", std::to_string(round)}};
          answered[i] += note(
              send(handler, http::Method::put, meetings(id, "/response"), guests[i].token, body)
                  .status);
        }
      });
    }
    jobs.emplace_back([&, repeat](http::Handler& handler) {
      for (int i = 0; i < repeat * 3; ++i)
        send(handler, http::Method::get, meetings(id), ann.token);
      for (int i = 0; i < 2; ++i) send(handler, http::Method::del, meetings(id), ann.token);
    });
    Desk(world).run(jobs);
    CHECK(strange.empty());
    const Reply meeting = world.get(meetings(id), ann.token);
    CHECK(meeting.string("status") == "cancelled");
    CHECK(meeting["version"] == 2 + moved);
    int heard = 0;
    for (const int count : answered) heard += count;
    CHECK(world.told(ann).size() == static_cast<std::size_t>(heard));
    for (const Person& guest : guests) {
      const auto told = world.told(guest);
      CHECK(told.size() == static_cast<std::size_t>(2 + moved));
      CHECK(told.back() == "cancelled");
      const std::string day = "/busy-days?from=2026-03-10&to=2026-03-10";
      const Reply days = world.get("/api/v1/users/" + guest.id + day, guest.token);
      CHECK(days["days"].at("2026-03-10") == false);
    }
  }
}

TEST_CASE("a person who is added by many at once is invited once") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string id = world.meeting(ann, {});
  const json::value body{{"attendees", json::array{json::object{{"userId", bob.id}}}}};
  std::array<int, 6> statuses{};
  std::vector<Job> jobs;
  for (int& status : statuses) {
    jobs.emplace_back([&](http::Handler& handler) {
      status =
          send(handler, http::Method::post, meetings(id, "/attendees"), ann.token, body).status;
    });
  }
  Desk(world).run(jobs);
  CHECK(std::count(statuses.begin(), statuses.end(), 200) == 6);
  CHECK(world.told(bob) == std::vector<std::string>{"invited"});
  CHECK(world.get(meetings(id), bob.token)["attendees"].as_array().size() == 1);
}

TEST_CASE("files that are added at once do not go over the quota together") {
  World world;
  const Person ann = world.person("Ann");
  const std::string id = world.meeting(ann, {});
  const json::value file(std::string(998, 'x'));
  std::array<int, 8> statuses{};
  std::vector<Job> jobs;
  for (int& status : statuses) {
    jobs.emplace_back([&](http::Handler& handler) {
      status =
          send(handler, http::Method::post, meetings(id, "/attachments?name=a"), ann.token, file)
              .status;
    });
  }
  Desk desk(world, {2000, 3500});
  desk.run(jobs);
  CHECK(std::count(statuses.begin(), statuses.end(), 201) == 3);
  CHECK(std::count(statuses.begin(), statuses.end(), 413) == 5);
}
