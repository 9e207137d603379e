#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using enum http::Method;

/// Fields of a body as JSON text, and which of them the problem is to name.
struct Wrong {
  std::string pointer;
  std::string fields;
};

std::string text(std::size_t length) { return '"' + std::string(length, 'x') + '"'; }

std::string many(std::size_t count, const std::string& entry) {
  std::string out = "[";
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + entry;
  return out + "]";
}

const std::vector<Wrong> wrong_texts{
    {"/title", R"("title":5)"},
    {"/title", R"("title":null)"},
    {"/title", R"("title":["Plan"])"},
    {"/title", R"("title":{"en":"Plan"})"},
    {"/title", R"("title":"")"},
    {"/title", R"("title":" \u2003 ")"},
    {"/title", R"("title":)" + text(201)},
    {"/title", R"("title":)" + text(1 << 20)},
    {"/title", R"("title":"a\u0000b")"},
    {"/title", R"("title":"a\nb")"},
    {"/title", R"("title":"\u001b[31mred")"},
    {"/title", R"("title":"a\u0085b")"},
    {"/title", R"("title":"a\u2028b")"},
    {"/description", R"("description":5)"},
    {"/description", R"("description":)" + text(20'001)},
    {"/description", R"("description":"a\u0007b")"},
    {"/location", R"("location":true)"},
    {"/location", R"("location":)" + text(501)},
    {"/location", R"("location":"a\nb")"},
    {"/link", R"("link":5)"},
    {"/link", R"("link":"example.org")"},
    {"/link", R"("link":"javascript:x")"},
    {"/link", R"("link":"data:text/html,x")"},
    {"/link", R"("link":"ftp://example.org/")"},
    {"/link", R"("link":"http://")"},
    {"/link", R"("link":"https://a b")"},
    {"/link", R"("link":"https://example.org/)" + std::string(2000, 'x') + '"'},
    {"/transparency", R"("transparency":1)"},
    {"/transparency", R"("transparency":"busy")"},
    {"/transparency", R"("transparency":null)"},
    {"/reminders", R"("reminders":30)"},
    {"/reminders", R"("reminders":"30")"},
    {"/reminders", R"("reminders":)" + many(11, "5")},
    {"/reminders/0", R"("reminders":[-1])"},
    {"/reminders/1", R"("reminders":[0,40321])"},
    {"/reminders/0", R"("reminders":[1.5])"},
    {"/reminders/0", R"("reminders":[1e300])"},
    {"/reminders/0", R"("reminders":[9223372036854775808])"},
    {"/reminders/0", R"("reminders":["30"])"},
    {"/reminders/0", R"("reminders":[null])"},
};

const std::vector<Wrong> wrong_times{
    {"/start", R"("start":5)"},
    {"/start", R"("start":null)"},
    {"/start", R"("start":"")"},
    {"/start", R"("start":"tomorrow")"},
    {"/start", R"("start":"2026-03-02")"},
    {"/start", R"("start":"2026-02-30T09:00:00")"},
    {"/start", R"("start":"2026-13-01T09:00:00")"},
    {"/start", R"("start":"2026-03-02T24:00:00")"},
    {"/start", R"("start":"2026-03-02T09:60:00")"},
    {"/start", R"("start":"2026-03-02T09:00:00+25:00")"},
    {"/start", R"("start":"2026-03-02T09:00:00 Berlin")"},
    {"/start", R"("start":"2026-03-02T09:00:00\u0000")"},
    {"/start", R"("start":"0000-01-01T00:00:00")"},
    {"/start", R"("start":"0001-01-01T00:00:00Z")"},
    {"/start", R"("start":"1899-12-31T23:59:59Z")"},
    {"/start", R"("start":"1900-01-01T00:00:00+01:00")"},
    {"/start", R"("start":"2200-01-01T00:00:00Z")"},
    {"/start", R"("start":"9999-12-31T23:59:59Z")"},
    {"/start", R"("start":"10000-01-01T00:00:00Z")"},
    {"/start", R"("start":"-2026-03-02T09:00:00Z")"},
    {"/duration", R"("start":"2199-12-31T23:30:00Z")"},
    {"/end", R"("end":5,"duration":null)"},
    {"/end", R"("end":"0000-01-01T00:00:00","duration":null)"},
    {"/duration", R"("duration":5)"},
    {"/duration", R"("duration":"")"},
    {"/duration", R"("duration":"P")"},
    {"/duration", R"("duration":"PT")"},
    {"/duration", R"("duration":"1 hour")"},
    {"/duration", R"("duration":"PT1.5H")"},
    {"/duration", R"("duration":"PT0S")"},
    {"/duration", R"("duration":"P0D")"},
    {"/duration", R"("duration":"-PT1H")"},
    {"/duration", R"("duration":"PT-1H")"},
    {"/duration", R"("duration":"P367D")"},
    {"/duration", R"("duration":"P3W2D")"},
    {"/duration", R"("duration":"P5Y")"},
    {"/duration", R"("duration":"PT999999999999999999999S")"},
    {"/duration", R"("end":"2026-03-02T13:00:00","duration":"PT1H")"},
    {"/timeZone", R"("timeZone":1)"},
    {"/timeZone", R"("timeZone":null)"},
    {"/timeZone", R"("timeZone":"")"},
    {"/timeZone", R"("timeZone":"Mars/Olympus")"},
    {"/timeZone", R"("timeZone":"Europe")"},
    {"/timeZone", R"("timeZone":"europe/berlin")"},
    {"/timeZone", R"("timeZone":"localtime")"},
    {"/timeZone", R"("timeZone":"+02:00")"},
    {"/timeZone", R"("timeZone":"../../../etc/passwd")"},
    {"/timeZone", R"("timeZone":"Europe/Berlin\u0000")"},
    {"/timeZone", R"("timeZone":)" + text(65)},
    {"/endTimeZone", R"("endTimeZone":1)"},
    {"/endTimeZone", R"("endTimeZone":"Mars/Olympus")"},
    {"/allDay", R"("allDay":1)"},
    {"/allDay", R"("allDay":"true")"},
    {"/allDay", R"("allDay":null)"},
    {"/start", R"("allDay":true)"},
};

/// Instead of the whole start and end.
const std::vector<Wrong> wrong_spans{
    {"/start", R"("duration":"PT1H")"},
    {"/end", R"("start":"2026-03-02T12:00:00")"},
    {"/end", R"("start":"2026-03-02T12:00:00","end":"2026-03-02T12:00:00")"},
    {"/end", R"("start":"2026-03-02T12:00:00","end":"2026-03-02T11:59:59")"},
    {"/end", R"("start":"2026-03-02T12:00:00Z","end":"2026-03-02T12:30:00+01:00")"},
    {"/end", R"("start":"2026-03-02T12:00:00","end":"2027-03-03T12:00:01")"},
    {"/end", R"("start":"2026-03-02T12:00:00","end":"2031-03-02T12:00:00")"},
    {"/end", R"("start":"2026-03-02T12:00:00","end":"2026-03-03")"},
    {"/end", R"("start":"2199-12-31T12:00:00Z","end":"2200-01-01T00:00:00Z")"},
    {"/end", R"("start":"2026-03-02","end":"2026-03-02","allDay":true)"},
    {"/end", R"("start":"2026-03-02","end":"2026-03-01","allDay":true)"},
    {"/end", R"("start":"2026-03-02","end":"2026-03-03T00:00:00","allDay":true)"},
    {"/duration", R"("start":"2026-03-02","duration":"PT24H","allDay":true)"},
    {"/duration", R"("start":"2026-03-02","duration":"P0D","allDay":true)"},
};

const std::vector<Wrong> wrong_attendees{
    {"/attendees", R"("attendees":"ann@example.org")"},
    {"/attendees", R"("attendees":{"email":"bob@example.org"})"},
    {"/attendees", R"("attendees":null)"},
    {"/attendees", R"("attendees":)" + many(10'000, R"({"email":"bob@example.org"})")},
    {"/attendees/0", R"("attendees":["bob@example.org"])"},
    {"/attendees/0", R"("attendees":[null])"},
    {"/attendees/0/userId", R"("attendees":[{}])"},
    {"/attendees/0/userId", R"("attendees":[{"userId":5}])"},
    {"/attendees/0/userId", R"("attendees":[{"userId":""}])"},
    {"/attendees/0/userId", R"("attendees":[{"userId":"0000000000000"}])"},
    {"/attendees/0/userId", R"("attendees":[{"userId":"me"}])"},
    {"/attendees/0/userId",
     R"("attendees":[{"userId":"0q3v8d1m6xk2a","email":"bob@example.org"}])"},
    {"/attendees/0/email", R"("attendees":[{"email":5}])"},
    {"/attendees/0/email", R"("attendees":[{"email":"b\u0000b@example.org"}])"},
    {"/attendees/0/email", R"("attendees":[{"email":"nobody@example.org"}])"},
    {"/attendees/0/role", R"("attendees":[{"email":"bob@example.org","role":"chair"}])"},
    {"/attendees/1/email",
     R"("attendees":[{"email":"bob@example.org"},{"email":"nobody@example.org"}])"},
};

struct Scene {
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
  std::string plan = world.meeting(ann, {});
  Stored stored{world};
  std::map<std::string, std::int64_t> rows = stored.rows();
  std::int64_t state = stored.state();

  /// `preset` with the fields over it; a field that is null there and null here is taken away.
  void refuse(http::Method method, const std::string& target, const json::object& preset,
              const std::vector<Wrong>& all) {
    for (const Wrong& wrong : all) {
      json::object body = preset;
      const json::value fields = json::parse("{" + wrong.fields + "}");
      for (const auto& [key, value] : fields.as_object()) {
        const bool away = key == "duration" && value.is_null();
        if (away) body.erase(key);
        if (!away) body[key] = value;
      }
      const Reply reply = world.ask(method, target, ann.token, json::serialize(body),
                                    {{"Content-Type", "application/json"}});
      const std::string shown = target + " " + wrong.fields.substr(0, 80);
      CHECK_MESSAGE(reply.status == 422, shown, ": ", reply.text);
      CHECK_MESSAGE(reply.names(wrong.pointer), shown, ": ", reply.text);
      CHECK_MESSAGE(stored.state() == state, shown, " was stored");
    }
    CHECK(stored.rows() == rows);
  }
};

const json::object good_meeting{
    {"title", "Plan"}, {"start", "2026-03-02T12:00:00"}, {"duration", "PT1H"}};

}  // namespace

TEST_CASE("a new meeting with a wrong field is refused by its name") {
  Scene scene;
  for (const auto* all : {&wrong_texts, &wrong_times, &wrong_attendees}) {
    scene.refuse(post, "/api/v1/meetings", good_meeting, *all);
  }
  scene.refuse(post, "/api/v1/meetings", {{"title", "Plan"}}, wrong_spans);
  scene.refuse(post, "/api/v1/meetings", {{"start", "2026-03-02T12:00:00"}, {"duration", "PT1H"}},
               {{"/title", ""}});
}

TEST_CASE("nobody says by a field what only the server decides") {
  Scene scene;
  std::vector<Wrong> fields;
  for (const std::string name : {"id", "organizer", "status", "version", "createdAt", "updatedAt",
                                 "attachments", "organizerId", "rrule"}) {
    fields.push_back({"/" + name, '"' + name + R"(":"1")"});
  }
  scene.refuse(post, "/api/v1/meetings", good_meeting, fields);
  fields.push_back({"/attendees", R"("attendees":[])"});
  scene.refuse(patch, meetings(scene.plan), {}, fields);
}

TEST_CASE("a change of a meeting with a wrong field is refused by its name") {
  Scene scene;
  std::vector<Wrong> times;
  for (const Wrong& wrong : wrong_times) {
    // Their other half is that of the meeting, which has an end.
    if (wrong.fields.find("2199") == std::string::npos) times.push_back(wrong);
  }
  std::vector<Wrong> texts;
  for (const Wrong& wrong : wrong_texts) texts.push_back(wrong);
  scene.refuse(patch, meetings(scene.plan), {}, texts);
  scene.refuse(patch, meetings(scene.plan), {}, times);
  scene.refuse(patch, meetings(scene.plan), {},
               {{"/end", R"("end":"2026-03-02T11:00:00")"},
                {"/end", R"("start":"2026-03-02T12:00:00","end":"2031-03-02T12:00:00")"}});
}

TEST_CASE("wrong people to add are refused by their place") {
  Scene scene;
  scene.refuse(post, meetings(scene.plan, "/attendees"), {}, wrong_attendees);
  scene.refuse(post, meetings(scene.plan, "/attendees"), {}, {{"/attendees", ""}});
}

TEST_CASE("a meeting takes no more people than the setting says") {
  app::Config config = World::config();
  config.limits.attendees = 2;
  World world(config);
  const Person ann = world.person("Ann");
  json::array all;
  for (const char* name : {"Bob", "Cid", "Eve"}) {
    all.push_back(json::object{{"userId", world.person(name).id}});
  }
  json::object body = good_meeting;
  body["attendees"] = all;
  CHECK(world.post("/api/v1/meetings", ann.token, body).names("/attendees"));
  body["attendees"] = json::array{all[0], all[1], all[1]};
  const Reply made = world.post("/api/v1/meetings", ann.token, body);
  REQUIRE(made.status == 201);
  const std::string more = meetings(made.string("id"), "/attendees");
  CHECK(world.post(more, ann.token, {{"attendees", all}}).names("/attendees"));
}

TEST_CASE("a wrong answer to an invitation is refused by its field") {
  Scene scene;
  scene.refuse(put, meetings(scene.plan, "/response"), {{"response", "accepted"}},
               {{"/response", R"("response":5)"},
                {"/response", R"("response":null)"},
                {"/response", R"("response":"")"},
                {"/response", R"("response":"ACCEPTED")"},
                {"/response", R"("response":"needs-action")"},
                {"/response", R"("response":"accepted\u0000")"},
                {"/comment", R"("comment":5)"},
                {"/comment", R"("comment":"a\u0007")"},
                {"/comment", R"("comment":)" + text(501)}});
  scene.refuse(put, meetings(scene.plan, "/response"), {}, {{"/response", ""}});
}
