#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <random>
#include <set>

#include <doctest/doctest.h>
#include <signal.h>

#include <kalends/base/clock.hpp>
#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

std::string id_in(const json::value& value, const char* field = "id") {
  return std::string(value.at(field).as_string());
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A server with three people: Ann registered first, and administers.
struct Office {
  TempDir directory;
  std::string path = directory.file("kalends.db");
  KalendsServer server{path};
  Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Person bob = register_person(server.port(), "bob", "Europe/Berlin");
  Person cat = register_person(server.port(), "cat", "Europe/Berlin");

  Client as(const Person& person) const { return Client(server.port(), person.token); }

  /// Tomorrow; its id.
  std::string meet(const Person& organizer, const std::vector<Person>& guests) const {
    json::array people;
    for (const Person& guest : guests) people.push_back(json::object{{"userId", guest.id}});
    Client client = as(organizer);
    const Reply made = client.post(
        "/api/v1/meetings", {{"title", "Plan"},
                             {"start", format_utc(SystemClock().now() + std::chrono::days{1})},
                             {"duration", "PT1H"},
                             {"timeZone", "UTC"},
                             {"attendees", people}});
    REQUIRE(made.status == 201);
    return made.string("id");
  }

  Words words_to_retire(const Words& more) const {
    Words words{"user", "retire", "--database", path};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  Outcome retire(const Words& more) const { return kalends(words_to_retire(more)); }
};

int status_of_sign_in(const Office& office, const std::string& email) {
  return Client(office.server.port())
      .post("/api/v1/sessions", {{"email", email}, {"password", password}})
      .status;
}

TEST_CASE("somebody retires beside a server: people are told on their sockets, and doors close") {
  Office office;
  const std::string led = office.meet(office.bob, {office.cat});
  const std::string joined = office.meet(office.cat, {office.bob});
  const std::string alone = office.meet(office.bob, {});
  Listener cat(office.server.port(), office.cat);
  Listener bob(office.server.port(), office.bob);

  const Outcome trial = office.retire({office.bob.email, "--to", office.ann.email, "--dry-run"});
  CHECK_MESSAGE(trial.status == 0, trial.err);
  CHECK(has(trial.out, "handed over\t" + led));
  CHECK(has(trial.out, "taken off\t" + joined));
  CHECK(has(trial.out, "kept\t" + alone));
  CHECK(office.as(office.bob).get("/api/v1/users/me").status == 200);

  const Outcome done = office.retire({office.bob.email, "--to", office.ann.email});
  CHECK_MESSAGE(done.status == 0, done.err);
  CHECK(has(done.out, "1 handed over to ann@example.org, 1 taken off, 1 kept"));
  json::object first = cat.next();
  json::object second = cat.next();
  if (first.at("kind") != "changed") std::swap(first, second);
  CHECK(id_in(first.at("meeting")) == led);
  CHECK(first.at("changes") == json::array{"organizer"});
  CHECK(first.at("meeting").at("organizer").at("name") == "ann");
  CHECK(second.at("kind") == "responded");
  CHECK(id_in(second.at("meeting")) == joined);
  CHECK(bob.socket().close_code() == 4003);

  CHECK(office.as(office.bob).get("/api/v1/users/me").status == 401);
  CHECK(status_of_sign_in(office, office.bob.email) == 401);
  Client ann = office.as(office.ann);
  CHECK(id_in(ann.get("/api/v1/meetings/" + led)["organizer"], "userId") == office.ann.id);
  CHECK(ann.get("/api/v1/users?query=bob")["items"].as_array().empty());
  const Reply profile = ann.get("/api/v1/users/" + office.bob.id);
  CHECK(profile.string("name") == "bob");
  CHECK(profile["retired"].as_bool());
  CHECK(ann.get("/api/v1/users/" + office.bob.id + "/calendar?from=2026-01-01&to=2026-01-02")
            .status == 404);
  const std::string log = ann.get("/api/v1/audit?actor=machine").wire.body;
  CHECK(has(log, "\"retired\""));
  CHECK(has(log, "\"organizer-changed\""));
  CHECK(register_person(office.server.port(), "bob", "UTC").id != office.bob.id);
}

TEST_CASE("a retirement that is killed again and again is ended by one that is not") {
  const Office office;
  std::set<std::string> led;
  while (led.size() < 70) led.insert(office.meet(office.bob, {office.cat}));
  const auto seed = std::random_device()();
  MESSAGE("seed ", seed);
  std::mt19937 dice(seed);
  const Words words = office.words_to_retire({office.bob.email, "--to", office.ann.email});
  for (int killed = 0; killed < 5; ++killed) {
    Process broken_off(KALENDS_BINARY, words);
    // It takes two seconds at least, and most of its commits are in the first tenths of the first.
    if (broken_off.ends_within(std::chrono::milliseconds(dice() % 500))) break;
    broken_off.signal(SIGKILL);
    broken_off.wait();
  }
  const Outcome done = office.retire({office.bob.email, "--to", office.ann.email});
  CHECK_MESSAGE(done.status == 0, done.err);
  Client ann = office.as(office.ann);
  for (const std::string& id : led) {
    CHECK(id_in(ann.get("/api/v1/meetings/" + id)["organizer"], "userId") == office.ann.id);
  }
  std::multiset<std::string> told;
  const Reply notices = office.as(office.cat).get("/api/v1/notifications?limit=200");
  for (const json::value& each : notices["items"].as_array()) {
    if (each.at("kind") == "changed") told.insert(id_in(each.at("meeting")));
  }
  CHECK(told == std::multiset<std::string>(led.begin(), led.end()));
  CHECK(register_person(office.server.port(), "bob", "UTC").id != office.bob.id);
}

TEST_CASE("who cannot retire is refused, and nothing is done") {
  const Office office;
  const auto refused = [&](const Words& words) {
    const Outcome outcome = office.retire(words);
    CHECK(outcome.status != 0);
    return outcome.err;
  };
  CHECK(has(refused({office.ann.email, "--to", office.bob.email}), "only administrator"));
  CHECK(has(refused({"eve@example.org", "--to", office.bob.email}), "eve@example.org"));
  CHECK(has(refused({office.bob.email, "--to", "eve@example.org"}), "--to"));
  CHECK(has(refused({office.bob.email, "--to", "BOB@example.org"}), "somebody else"));
  CHECK(has(refused({office.bob.email}), "--to is missing"));
  for (const Person& each : {office.ann, office.bob}) {
    CHECK(office.as(each).get("/api/v1/users/me").status == 200);
  }
  const Outcome done =
      office.retire({office.ann.email, "--to", office.bob.email, "--administrator"});
  CHECK_MESSAGE(done.status == 0, done.err);
  CHECK(
      has(kalends({"user", "list", "--database", office.path}).out, "ann\tEurope/Berlin\tretired"));
  Client bob(office.server.port(), sign_in(office.server.port(), office.bob.email));
  CHECK(bob.get("/api/v1/users/me")["administrator"].as_bool());
}

}  // namespace
}  // namespace kalends::test
