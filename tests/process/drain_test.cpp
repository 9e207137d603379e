#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <csignal>
#include <system_error>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

using std::chrono::seconds;

struct House {
  TempDir directory;
  // One loop, so that what one client sees of the end all see.
  KalendsServer server{directory.file("kalends.db"), {"--server-threads", "1"}};
  Person ann = register_person(server.port(), "ann", "Europe/Berlin");

  Client client() const { return Client(server.port(), ann.token); }

  std::string meeting() const {
    const Reply made =
        client().post("/api/v1/meetings",
                      {{"title", "Plan"}, {"start", "2030-01-02T03:04:05Z"}, {"duration", "PT1H"}});
    REQUIRE_MESSAGE(made.status == 201, made.wire.body);
    return made.string("id");
  }
};

TEST_CASE(
    "SIGTERM lets a request in flight end, tells sockets to come back, and takes nobody new") {
  House house;
  const std::string meeting = house.meeting();
  Listener listener(house.server.port(), house.ann);
  Client idle = house.client();
  CHECK(idle.get("/api/v1/users/me").status == 200);
  Client slow = house.client();
  const std::string content = "what comes late";
  slow.begin({"POST", "/api/v1/meetings/" + meeting + "/attachments?name=late.txt", "text/plain",
              "", "Expect: 100-continue\r\n"},
             content.size());
  CHECK(slow.wire().answer().status == 100);

  house.server.process().signal(SIGTERM);
  CHECK(listener.socket().close_code() == 1012);
  CHECK(idle.wire().ends());
  CHECK_THROWS_AS(house.client(), std::system_error);

  slow.wire().send(content);
  const WireAnswer answer = slow.wire().answer();
  CHECK_MESSAGE(answer.status == 201, answer.body);
  CHECK(answer.field("connection") == "close");
  slow.wire().finish();
  const Outcome outcome = house.server.process().wait(seconds(10));
  CHECK(outcome.status == 0);
  CHECK(outcome.out == "");

  const KalendsServer again(house.directory.file("kalends.db"));
  Client client(again.port(), house.ann.token);
  const Reply kept = client.get("/api/v1/meetings/" + meeting);
  REQUIRE(kept.status == 200);
  const json::value& file = kept["attachments"].at(0);
  CHECK(client.get(std::string(file.at("url").as_string())).wire.body == content);
}

TEST_CASE("SIGTERM ends the server within ten seconds, whatever its clients do") {
  House house;
  Client half = house.client();
  half.wire().send("GET /half-a-request HTTP/1.1\r\n");
  Listener silent(house.server.port(), house.ann);
  Client reader = house.client();
  CHECK(reader.get("/api/v1/users/me").status == 200);
  Client late = house.client();
  late.begin({"POST", "/api/v1/meetings", "application/json", "{", ""}, 1000);
  house.server.process().signal(SIGTERM);
  CHECK(house.server.process().wait(seconds(10)).status == 0);
}

TEST_CASE("a signal that means nothing here does not keep others from being taken") {
  House house;
  house.server.process().signal(SIGUSR1);
  CHECK(house.client().get("/api/v1/users/me").status == 200);
  house.server.process().signal(SIGTERM);
  CHECK(house.server.process().wait(seconds(10)).status == 0);
}

TEST_CASE("SIGINT ends an idle server at once") {
  House house;
  house.server.process().signal(SIGINT);
  CHECK(house.server.process().wait(seconds(10)).status == 0);
}

}  // namespace
}  // namespace kalends::test
