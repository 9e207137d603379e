#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <map>
#include <vector>

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>
#include <kalends/base/zone.hpp>

namespace kalends::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const std::string bobs_zone = "Asia/Tokyo";
const std::string agenda = std::string("One, two,\r\n\0 three: \xff\xfe", 22);

struct Story {
  TempDir directory;
  KalendsServer server{directory.file("kalends.db")};
  SystemClock clock;

  Client client(const Person& person) const { return Client(server.port(), person.token); }
  Client nobody() const { return Client(server.port()); }

  /// What Ann sees of Bob's time in the next three days.
  json::value bobs_time(const Person& ann, const Person& bob) const {
    const Reply reply =
        client(ann).post("/api/v1/freebusy", {{"from", format_utc(clock.now())},
                                              {"to", format_utc(clock.now() + hours(72))},
                                              {"timeZone", "UTC"},
                                              {"users", json::array{bob.id}}});
    REQUIRE_MESSAGE(reply.status == 200, reply.wire.body);
    return reply.body.at("users").at(bob.id).at("busy");
  }

  bool bobs_day(const Person& bob, Instant at) const {
    const std::string day = format_date(Zone::find(bobs_zone)->date_at(at));
    const Reply reply = client(bob).get("/api/v1/users/me/busy-days?from=" + day + "&to=" + day);
    REQUIRE_MESSAGE(reply.status == 200, reply.wire.body);
    return reply.body.at("days").at(day).as_bool();
  }

  json::value invite(const Person& ann, const Person& bob, const std::string& title,
                     Instant start) const {
    const Reply made = client(ann).post(
        "/api/v1/meetings", {{"title", title},
                             {"start", format_utc(start)},
                             {"duration", "PT1H"},
                             {"timeZone", "Europe/Berlin"},
                             {"attendees", json::array{json::object{{"email", bob.email}}}}});
    REQUIRE_MESSAGE(made.status == 201, made.wire.body);
    return made.body;
  }
};

std::string path_of(const json::value& meeting) {
  return "/api/v1/meetings/" + std::string(meeting.at("id").as_string());
}

std::string summary(const json::object& told) {
  std::string out(told.at("kind").as_string());
  out += " " + std::string(told.at("meeting").at("title").as_string());
  if (told.contains("minutesBefore")) out += " " + json::serialize(told.at("minutesBefore"));
  if (told.contains("response")) out += " " + std::string(told.at("response").as_string());
  return out;
}

/// What one person is told, in whatever order: on a busy machine a reminder may overtake the rest
/// of the story.
class Ear {
 public:
  Ear(std::uint16_t port, const Person& person) : listener_(port, person) {}

  /// Waits for the notification with this summary.
  const json::object& hears(const std::string& wanted) {
    while (heard_.find(wanted) == heard_.end()) {
      const json::object told = listener_.next();
      REQUIRE(heard_.emplace(summary(told), told).second);
    }
    return heard_[wanted];
  }

  std::vector<std::string> all() const {
    std::vector<std::string> out;
    for (const auto& [each, told] : heard_) out.push_back(each);
    return out;
  }

 private:
  Listener listener_;
  std::map<std::string, json::object> heard_;
};

TEST_CASE("Ann invites Bob, he accepts, and both are reminded") {
  const Story story;
  const Person ann = register_person(story.server.port(), "ann", "Europe/Berlin");
  const Person bob = register_person(story.server.port(), "bob", bobs_zone);
  const Instant tomorrow = story.clock.now() + hours(36);
  REQUIRE(story.client(bob)
              .post("/api/v1/meetings",
                    {{"title", "Secret"}, {"start", format_utc(tomorrow)}, {"duration", "PT2H"}})
              .status == 201);

  // Ann sees when Bob is free.
  const json::value busy = story.bobs_time(ann, bob);
  CHECK(busy == json::array{json::object{{"start", format_utc(tomorrow)},
                                         {"end", format_utc(tomorrow + hours(2))},
                                         {"status", "busy"}}});

  // She invites him, with an attachment, and his socket is told at once.
  Ear anns(story.server.port(), ann);
  Ear bobs(story.server.port(), bob);
  const Instant start = story.clock.now() + minutes(30) + seconds(4);
  const json::value meeting = story.invite(ann, bob, "Plan", start);
  bobs.hears("invited Plan");
  const Reply attached = story.client(ann).ask(
      {"POST", path_of(meeting) + "/attachments?name=agenda.pdf", "application/pdf", agenda, ""});
  REQUIRE_MESSAGE(attached.status == 201, attached.wire.body);
  const Reply seen = story.client(bob).get(path_of(meeting));
  CHECK(seen.body.at("attachments").at(0) == attached.body);
  const Reply file = story.client(bob).get(attached.string("url"));
  CHECK(file.wire.body == agenda);
  CHECK(file.wire.field("content-type") == "application/pdf");

  // He accepts, Ann is told, and his day map turns true.
  CHECK(story.bobs_day(bob, start) == false);
  CHECK(story.client(bob)
            .put(path_of(meeting) + "/response", {{"response", "accepted"}, {"comment", "はい"}})
            .status == 200);
  CHECK(anns.hears("responded Plan accepted").at("comment") == "はい");
  CHECK(story.bobs_day(bob, start) == true);

  // Both are reminded: 30 minutes before, and at the start of one that begins at once.
  story.invite(ann, bob, "Now", story.clock.now() + seconds(4));
  for (Ear* each : {&anns, &bobs}) {
    CHECK(each->hears("reminder Plan 30").at("late") == false);
    CHECK(each->hears("reminder Now 0").at("late") == false);
  }
  CHECK(story.clock.now() >= start - minutes(30));
  using Summaries = std::vector<std::string>;
  CHECK((anns.all() == Summaries{"reminder Now 0", "reminder Plan 30", "responded Plan accepted"}));
  CHECK((bobs.all() ==
         Summaries{"invited Now", "invited Plan", "reminder Now 0", "reminder Plan 30"}));
}

}  // namespace
}  // namespace kalends::test
