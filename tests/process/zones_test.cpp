#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

/// Zone data of our own, in which Berlin does what some zone of the system does.
class ZoneData {
 public:
  ZoneData() {
    for (const char* name : {"Europe/Berlin", "Asia/Tokyo", "Africa/Lagos"}) {
      fs::create_directories((root_ / name).parent_path());
      fs::copy_file(system_ / name, root_ / name);
    }
  }
  void let_berlin_be(const std::string& name) {
    fs::copy_file(system_ / name, root_ / "Europe/Berlin", fs::copy_options::overwrite_existing);
  }
  Process::Options options() const { return {"", {{"TZDIR", root_.string()}}}; }

 private:
  TempDir directory_;
  fs::path root_{directory_.path()};
  fs::path system_ = "/usr/share/zoneinfo";
};

/// A day of next July, which is summer time in Berlin and is ahead of every reminder.
std::string july(const std::string& day, const std::string& time) {
  const auto today = std::chrono::floor<days>(SystemClock().now());
  const auto year = std::chrono::year_month_day{today}.year() + std::chrono::years{1};
  return std::to_string(static_cast<int>(year)) + "-07-" + day + time;
}

json::object meeting(const std::string& title, const std::string& start, const Person& guest) {
  return {{"title", title},
          {"start", start},
          {"duration", "PT1H"},
          {"timeZone", "Europe/Berlin"},
          {"attendees", json::array{json::object{{"userId", guest.id}}}}};
}

std::vector<std::string> starts(Client& client) {
  const Reply list =
      client.get("/api/v1/users/me/calendar?from=" + july("01", "") + "&to=" + july("31", ""));
  std::vector<std::string> out;
  for (const json::value& item : list["items"].as_array()) {
    out.emplace_back(item.at("start").as_string());
  }
  return out;
}

std::size_t told(Client& client) {
  return client.get("/api/v1/notifications")["items"].as_array().size();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("new zone data is reported, moves instants and not local times, and is told once") {
  TempDir directory;
  const std::string database = directory.file("kalends.db");
  ZoneData zones;
  Person ann;
  Person bob;
  {
    KalendsServer server(database, {}, zones.options());
    ann = register_person(server.port(), "ann", "Europe/Berlin");
    bob = register_person(server.port(), "bob", "Asia/Tokyo");
    Client client(server.port(), ann.token);
    CHECK(client.post("/api/v1/meetings", meeting("Single", july("06", "T09:00"), bob)).status ==
          201);
    json::object series = meeting("Series", july("07", "T10:00"), bob);
    series["rrule"] = "FREQ=YEARLY";
    CHECK(client.post("/api/v1/meetings", series).status == 201);
    json::object winter = meeting("Winter", july("08", "T10:00"), bob);
    winter["timeZone"] = "Asia/Tokyo";
    CHECK(client.post("/api/v1/meetings", winter).status == 201);
    server.process().signal(SIGTERM);
    CHECK(server.process().wait().status == 0);
  }
  const Words check{"zones", "check", "--database", database};
  CHECK(has(kalends(check, zones.options()).out, "0 of what is ahead would move"));

  zones.let_berlin_be("Africa/Lagos");  // an hour ahead of UTC all the year: no summer time
  const Outcome report = kalends(check, zones.options());
  CHECK(report.status == 0);
  CHECK(has(report.out, july("06", "T07:00:00Z") + " becomes " + july("06", "T08:00:00Z")));
  CHECK(has(report.out, july("07", "T08:00:00Z") + " becomes " + july("07", "T09:00:00Z")));
  CHECK(has(report.out, "2 of what is ahead would move"));
  CHECK_FALSE(has(report.out, "Winter"));

  const Outcome applied = kalends({"zones", "apply", "--database", database}, zones.options());
  CHECK_MESSAGE(applied.status == 0, applied.err);
  CHECK(has(applied.out, "2 moved"));
  CHECK(has(kalends(check, zones.options()).out, "0 of what is ahead would move"));
  KalendsServer server(database, {}, zones.options());
  Client client(server.port(), bob.token);
  CHECK(starts(client) == Words{july("06", "T09:00:00+01:00"), july("07", "T10:00:00+01:00"),
                                july("08", "T10:00:00+09:00")});
  CHECK(told(client) == 3 + 2);
  Client organizer(server.port(), ann.token);
  CHECK(told(organizer) == 2);
}

TEST_CASE("a server that starts with other zone data than its series were stored with says so") {
  TempDir directory;
  const std::string database = directory.file("kalends.db");
  ZoneData zones;
  {
    KalendsServer server(database, {}, zones.options());
    const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
    json::object series = meeting("Series", july("07", "T10:00"), ann);
    series["rrule"] = "FREQ=WEEKLY";
    CHECK(Client(server.port(), ann.token).post("/api/v1/meetings", series).status == 201);
    server.process().signal(SIGTERM);
    CHECK_FALSE(has(server.process().wait().err, "zones_changed"));
  }
  zones.let_berlin_be("Africa/Lagos");
  KalendsServer server(database, {}, zones.options());
  server.process().signal(SIGTERM);
  CHECK(has(server.process().wait().err, "zones_changed"));
}

}  // namespace
}  // namespace kalends::test
