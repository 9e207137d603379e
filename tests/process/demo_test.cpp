#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <csignal>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

using std::chrono::days;
using std::chrono::minutes;

/// What stands between these in a text.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  REQUIRE(from != std::string::npos);
  const auto to = text.find(end, from + begin.size());
  return text.substr(from + begin.size(), to - from - begin.size());
}

struct Demo {
  Demo() {
    port = port_in(process.line());
    while (said.find("/docs") == std::string::npos) said += process.line() + "\n";
  }

  Client sign_in_as(const std::string& email) const {
    return Client(port, sign_in(port, email, between(said, " with \"", "\"")));
  }

  /// The list of three weeks around now.
  static json::array calendar(Client& client) {
    const Instant now = SystemClock().now();
    const Reply reply =
        client.get("/api/v1/users/me/calendar?limit=1000&from=" + format_utc(now - days(10)) +
                   "&to=" + format_utc(now + days(11)));
    REQUIRE_MESSAGE(reply.status == 200, reply.wire.body);
    return reply["items"].as_array();
  }

  TempDir directory;
  Process process{KALENDS_BINARY,
                  {"serve", "--demo", "--listen", "127.0.0.1:0", "--password-memory-kib", "8"},
                  {"", {{"TMPDIR", directory.path()}}}};
  std::uint16_t port = 0;
  std::string said;
};

TEST_CASE("the demo says where it listens, then how to sign in, and leaves nothing behind") {
  Demo demo;
  const std::string address = "http://127.0.0.1:" + std::to_string(demo.port);
  CHECK(demo.said.find("curl -s " + address + "/api/v1/sessions") != std::string::npos);
  CHECK(demo.said.find("ws" + address.substr(4) + "/api/v1/stream") != std::string::npos);
  Client client = demo.sign_in_as(between(demo.said, "\"email\": \"", "\""));
  CHECK(client.get("/docs").status == 200);
  CHECK(demo.said.find("Open " + address + " in a browser") != std::string::npos);
  CHECK(client.get("/").status == 200);
  const Reply calendar = client.get(between(demo.said, "'" + address, "'"));
  CHECK(calendar.status == 200);
  CHECK_FALSE(calendar["items"].as_array().empty());
  demo.process.signal(SIGTERM);
  CHECK(demo.process.wait().status == 0);
  CHECK(std::filesystem::is_empty(demo.directory.path()));
}

TEST_CASE("the demo is an organisation: a dozen people, three zones, and every kind of answer") {
  const Demo demo;
  Client ann = demo.sign_in_as("ann@meridian.example");
  std::set<std::string> zones;
  const Reply people = ann.get("/api/v1/users?query=meridian");
  for (const json::value& person : people["items"].as_array()) {
    zones.emplace(person.at("timeZone").as_string());
  }
  CHECK(people["items"].as_array().size() == 12);
  CHECK(zones.size() == 3);
  std::set<std::string> seen;
  for (const json::value& item : Demo::calendar(ann)) {
    seen.emplace(item.at("response").as_string());
    seen.emplace(item.at("status").as_string());
    if (item.at("allDay").as_bool()) seen.insert("all day");
  }
  for (const char* each :
       {"accepted", "declined", "tentative", "needs-action", "confirmed", "cancelled", "all day"}) {
    CHECK_MESSAGE(seen.count(each) == 1, std::string(each));
  }
}

TEST_CASE("in the demo a flight crosses zones, and a meeting with a file begins in two minutes") {
  const Demo demo;
  Client joerg = demo.sign_in_as("joerg@meridian.example");
  bool flies = false;
  for (const json::value& item : Demo::calendar(joerg)) {
    flies = flies || item.as_object().contains("endTimeZone");
  }
  CHECK(flies);
  Client ann = demo.sign_in_as("ann@meridian.example");
  for (const json::value& item : Demo::calendar(ann)) {
    if (item.at("title") != "Coffee") continue;
    const auto start = parse_time(std::string(item.at("start").as_string()));
    const Instant at{start->local.time_since_epoch() - *start->offset};
    CHECK(at <= SystemClock().now() + minutes(2));
    const Reply meeting =
        ann.get("/api/v1/meetings/" + std::string(item.at("meetingId").as_string()));
    CHECK(meeting["attachments"].as_array().size() == 1);
    return;
  }
  FAIL("there is no coffee");
}

}  // namespace
}  // namespace kalends::test
