#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>

#include <kalends/base/clock.hpp>
#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string calendar(int events) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
  for (int n = 0; n < events; ++n) {
    text += "BEGIN:VEVENT\r\nUID:" + std::to_string(n) +
            "@x\r\nSUMMARY:Tea\r\nDTSTART:20260303T100000Z\r\nDTEND:20260303T110000Z\r\n"
            "X-BLEND:Assam\r\nEND:VEVENT\r\n";
  }
  return text + "END:VCALENDAR\r\n";
}

/// A database with Ann and Bob in it, and files beside.
struct MovingDesk {
  MovingDesk() {
    for (const std::string name : {"ann", "bob"}) {
      REQUIRE(run({"user", "add", "--email", name + "@example.org", "--name", name,
                   "--password-stdin", "--password-memory-kib", "8"},
                  "correct horse\n")
                  .status == 0);
    }
  }
  Outcome run(Words words, const std::string& input = "") const {
    words.insert(words.end(), {"--database", path});
    return kalends(words, {input, {}});
  }
  std::string file(const std::string& name, const std::string& text) const {
    const std::string full = directory.file(name);
    std::ofstream(full, std::ios::binary) << text;
    return full;
  }

  TempDir directory;
  std::string path = directory.file("kalends.db");
};

TEST_CASE("a calendar file moves in, out and in again by commands") {
  const MovingDesk desk;
  const std::string in = desk.file("in.ics", calendar(150));
  const Outcome tried = desk.run({"import", in, "--user", "ann@example.org", "--dry-run"});
  CHECK_MESSAGE(tried.status == 0, tried.err);
  CHECK(has(tried.out, "150 taken"));
  CHECK(has(tried.out, "nothing was stored"));
  CHECK(has(desk.run({"import", in, "--user", "ann@example.org"}).out, "150 taken"));
  CHECK(has(desk.run({"import", in, "--user", "ann@example.org"}).out, "150 unchanged"));
  const std::string out = desk.directory.file("out.ics");
  const Outcome exported = desk.run({"export", "--user", "ann@example.org", "--output", out});
  CHECK_MESSAGE(exported.status == 0, exported.err);
  std::ostringstream text;
  text << std::ifstream(out, std::ios::binary).rdbuf();
  CHECK(has(text.str(), "X-BLEND:Assam\r\n"));
  CHECK(desk.run({"export", "--user", "ann@example.org"}).out == text.str());
  const Outcome again = desk.run({"import", "-", "--user", "bob@example.org"}, text.str());
  CHECK(has(again.out, "150 taken, 0 updated, 0 unchanged, 0 of these repaired; 0 left out"));
  CHECK(again.err == "");
}

TEST_CASE("what is moved in beside a server is told in time") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  KalendsServer server(path);
  const Person ann = register_person(server.port(), "ann", "UTC");
  Listener listener(server.port(), ann);
  // When this has been told, the server knows what is due in the next minutes.
  REQUIRE(Client(server.port(), ann.token)
              .post("/api/v1/meetings",
                    {{"title", "Soon"},
                     {"start", format_utc(SystemClock().now() + std::chrono::seconds{3})},
                     {"duration", "PT1H"},
                     {"reminders", json::array{0}}})
              .status == 201);
  CHECK(listener.next().at("kind") == "reminder");
  const Instant start = SystemClock().now() + std::chrono::seconds{8};
  std::string stamp = format_utc(start);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  const std::string file = directory.file("in.ics");
  std::ofstream(file)
      << "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nDTSTART:" << stamp
      << "\nDURATION:PT1H\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Tea\nTRIGGER:PT0S\n"
         "END:VALARM\nEND:VEVENT\nEND:VCALENDAR\n";
  const Outcome moved = kalends({"import", file, "--user", ann.email, "--database", path});
  CHECK_MESSAGE(moved.status == 0, moved.err);
  const json::object told = listener.next();
  CHECK(told.at("kind") == "reminder");
  CHECK(told.at("minutesBefore") == 0);
  CHECK(told.at("late") == false);
}

TEST_CASE("what is left out is said in words, and is no failure") {
  const MovingDesk desk;
  const std::string in =
      desk.file("in.ics",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Someday\nEND:VEVENT\n"
                "END:VCALENDAR\n");
  const Outcome outcome = desk.run({"import", in, "--user", "ann@example.org"});
  CHECK(outcome.status == 0);
  CHECK(has(outcome.out, "line 2, Someday, left out\n  it has no start\n"));
}

TEST_CASE("an import or export that is asked wrongly is refused") {
  const MovingDesk desk;
  CHECK(desk.run({"import", "--user", "ann@example.org"}).status == 2);
  CHECK(desk.run({"import", "x.ics"}).status == 2);
  CHECK(desk.run({"export"}).status == 2);
  const Outcome no_file =
      desk.run({"import", desk.directory.file("none.ics"), "--user", "ann@example.org"});
  CHECK(no_file.status == 1);
  CHECK(has(no_file.err, "none.ics"));
  const std::string in = desk.file("in.ics", calendar(1));
  const Outcome nobody = desk.run({"import", in, "--user", "zoe@example.org"});
  CHECK(nobody.status == 1);
  CHECK(has(nobody.err, "zoe@example.org"));
  const Outcome help = kalends({"import", "--help"});
  CHECK(has(help.out, "Usage: kalends import FILE [OPTIONS]"));
  CHECK(has(help.out, "20 minutes"));
}

TEST_CASE("a calendar moves in while the server runs, and is seen within a second or so") {
  const MovingDesk desk;
  const KalendsServer server(desk.path);
  Client ann(server.port(), sign_in(server.port(), "ann@example.org"));
  const std::string week = "/api/v1/users/me/calendar?from=2026-03-02&to=2026-03-09";
  CHECK(ann.get(week)["items"].as_array().empty());
  const std::string in = desk.file("in.ics", calendar(5));
  CHECK(desk.run({"import", in, "--user", "ann@example.org"}).status == 0);
  const auto shown = [&] { return ann.get(week)["items"].as_array().size(); };
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (shown() == 0 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  CHECK(shown() == 5);
}

}  // namespace
}  // namespace kalends::test
