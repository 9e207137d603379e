#include "crowd.hpp"
#include "faults.hpp"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/mount.h>

#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

const std::string week =
    "/api/v1/users/me/calendar?from=2030-01-01T00:00:00Z&to=2030-01-08T00:00:00Z";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A server whose disk may fail, with Ann, who runs it, and Bob.
struct House {
  House() : House("") {}
  /// `folder`: where its file is; "" for one that goes with the test.
  explicit House(const std::string& folder)
      : path((folder.empty() ? directory.path().string() : folder) + "/kalends.db"),
        server(path, {}, {"", faults.environment()}) {}

  Client client() const { return Client(server.port(), ann.token); }

  Reply meet(const Person& organizer, const json::array& guests = {}) const {
    return Client(server.port(), organizer.token)
        .post("/api/v1/meetings", {{"title", "Plan"},
                                   {"start", "2030-01-02T03:04:05Z"},
                                   {"duration", "PT1H"},
                                   {"attendees", guests}});
  }
  Reply add_file(const std::string& meeting, const std::string& name, std::size_t bytes) const {
    return client().ask({"POST", "/api/v1/meetings/" + meeting + "/attachments?name=" + name,
                         "application/octet-stream", std::string(bytes, 'x'), ""});
  }
  Reply ready() const { return Client(server.port()).get("/readyz"); }

  void check_only_writes_fail(const std::string& why) const {
    const Reply refused = meet(ann);
    CHECK(refused.status == 503);
    CHECK(refused.wire.field("retry-after") == "1");
    const Reply state = ready();
    CHECK(state.status == 503);
    CHECK_MESSAGE(has(state.string("detail"), "cannot be written (" + why), state.wire.body);
    CHECK_FALSE(has(state.string("detail"), "cannot be read"));
    CHECK(Client(server.port()).get("/healthz").status == 200);
    CHECK(client().get(week).status == 200);
    CHECK(client().get("/api/v1/users/me").status == 200);
  }
  void check_well(std::size_t meetings) const {
    CHECK(ready().status == 200);
    CHECK(client().get(week)["items"].as_array().size() == meetings);
  }

  TempDir directory;
  Faults faults;
  std::string path;
  KalendsServer server;
  Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Person bob = register_person(server.port(), "bob", "Europe/Berlin");
};

struct Refusal {
  Call call;
  int error;
  std::string why;
};

TEST_CASE("when the disk takes nothing, all is read, writes are told when to come back, it heals") {
  House house;
  const Refusal refusals[] = {{Call::write, ENOSPC, "database or disk is full"},
                              {Call::write, EROFS, "disk I/O error"},
                              {Call::write, EIO, "disk I/O error"},
                              {Call::sync, EIO, "disk I/O error"}};
  std::size_t meetings = 0;
  for (const Refusal& refusal : refusals) {
    CAPTURE(refusal.error);
    REQUIRE(house.meet(house.ann).status == 201);
    house.faults.fail(File::log, refusal.call, refusal.error);
    house.check_only_writes_fail(refusal.why);
    house.faults.heal();
    REQUIRE(house.meet(house.ann).status == 201);
    house.check_well(meetings += 2);
  }
  house.server.process().signal(SIGTERM);
  CHECK(house.server.process().wait().status == 0);
  check_file(house.path);
}

TEST_CASE("what would be lost with a file that has lost its name is not taken") {
  House house;
  REQUIRE(house.meet(house.ann).status == 201);
  std::filesystem::rename(house.path, house.path + ".aside");
  house.check_only_writes_fail("its file was deleted, moved or replaced");
  std::filesystem::rename(house.path + ".aside", house.path);
  REQUIRE(house.meet(house.ann).status == 201);
  house.check_well(2);
}

TEST_CASE("who is told that nothing was stored is told the truth, whatever happens next") {
  House house;
  const auto kill_and_look = [&] {
    house.server.process().signal(SIGKILL);
    house.server.process().wait();
    house.faults.heal();
    KalendsServer after(house.path);
    return Client(after.port(), house.ann.token).get(week)["items"].as_array().size();
  };
  SUBCASE("when one sync fails") {
    house.faults.fail(File::log, Call::sync, EIO, 1);
    const Reply refused = house.meet(house.ann);
    CHECK(refused.status == 503);
    CHECK(has(refused.string("detail"), "nothing was stored"));
    CHECK(kill_and_look() == 0);
  }
  SUBCASE("when one fails, and later another one") {
    for (int time = 0; time < 3; ++time) {
      house.faults.fail(File::log, Call::sync, EIO, 1);
      CHECK(has(house.meet(house.ann).string("detail"), "nothing was stored"));
    }
    CHECK(kill_and_look() == 0);
  }
  SUBCASE("when all fail from now on") {
    house.faults.fail(File::log, Call::sync, EIO);
    CHECK(has(house.meet(house.ann).string("detail"), "may be found stored"));
    CHECK(has(house.meet(house.ann).string("detail"), "nothing was stored"));
    CHECK(has(house.meet(house.ann).string("detail"), "nothing was stored"));
    CHECK(kill_and_look() <= 1);
  }
}

/// A file system of its own, of so many bytes. Not everybody may make one.
class SmallDisk {
 public:
  SmallDisk() : path_(directory_.file("disk")) {
    std::filesystem::create_directory(path_);
    mounted_ = ::mount("none", path_.c_str(), "tmpfs", 0, "size=6m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  const std::string& path() const { return path_; }

 private:
  TempDir directory_;
  std::string path_;
  bool mounted_;
};

TEST_CASE("on a disk that is really full all is read, and with room it goes on by itself") {
  const SmallDisk disk;
  if (!disk.mounted()) {
    MESSAGE("no disk of its own can be made here: nothing was tested");
    return;
  }
  const std::string ballast = disk.path() + "/ballast";
  std::ofstream(ballast) << std::string(1 << 20, 'b');
  const House house(disk.path());
  const std::string meeting = house.meet(house.ann).string("id");
  int files = 0;
  for (std::size_t bytes = 400'000; bytes > 500;) {
    const Reply added = house.add_file(meeting, "f" + std::to_string(files), bytes);
    if (added.status == 201) ++files;
    if (added.status != 201) bytes /= 2;
  }
  CHECK(files > 5);
  // And then the least that can be written.
  while (house.ready().status == 200) {
  }
  house.check_only_writes_fail("database or disk is full");
  std::filesystem::remove(ballast);
  CHECK(house.add_file(meeting, "last", 100'000).status == 201);
  house.check_well(1);
  const Reply kept = house.client().get("/api/v1/meetings/" + meeting);
  CHECK(kept["attachments"].as_array().size() == static_cast<std::size_t>(files) + 1);
}

TEST_CASE("when the file cannot grow, the log takes what comes, until the file can") {
  House house;
  const std::string meeting = house.meet(house.ann).string("id");
  Faults& faults = house.faults;
  faults.fail(File::database, Call::write, ENOSPC);
  int files = 0;
  for (; faults.failed(File::database, Call::write) < 2 && files < 200; ++files) {
    REQUIRE(house.add_file(meeting, std::to_string(files), 400'000).status == 201);
  }
  CHECK(faults.failed(File::database, Call::write) == 2);
  CHECK(house.ready().status == 200);
  faults.heal();
  house.server.process().signal(SIGTERM);
  CHECK(house.server.process().wait().status == 0);
  CHECK_FALSE(std::filesystem::exists(house.path + "-wal"));
  check_file(house.path);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t all = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++all;
  return all;
}

TEST_CASE(
    "a log that stays because the file cannot be synced is told once, and a new start mends it") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  Person ann;
  const auto figures = [&](const KalendsServer& server) {
    return Client(server.port(), ann.token).get("/metrics").wire.body;
  };
  std::string meeting;
  {
    House house(directory.path());
    ann = house.ann;
    meeting = house.meet(ann).string("id");
    CHECK(has(figures(house.server), "\nkalends_log_kept 0\n"));
    house.faults.fail(File::database, Call::sync, EIO, 1);
    for (int n = 0; house.faults.failed(File::database, Call::sync) == 0 && n < 200; ++n) {
      REQUIRE(house.add_file(meeting, std::to_string(n), 400'000).status == 201);
    }
    // Each second it looks at itself.
    while (!has(house.server.process().err(), "event=log_kept")) {
      REQUIRE_FALSE(house.server.process().ends_within(milliseconds(5)));
    }
    CHECK(has(figures(house.server), "\nkalends_log_kept 1\n"));
    CHECK(house.ready().status == 200);
    REQUIRE(house.add_file(meeting, "after", 400'000).status == 201);
    CHECK_FALSE(house.server.process().ends_within(milliseconds(2500)));
    house.server.process().signal(SIGTERM);
    CHECK(count(house.server.process().wait().err, "event=log_kept") == 1);
  }
  KalendsServer again(path);
  CHECK(has(figures(again), "\nkalends_log_kept 0\n"));
  const Reply kept = Client(again.port(), ann.token).get("/api/v1/meetings/" + meeting);
  CHECK(kept["attachments"].as_array().back().at("name") == "after");
  again.process().signal(SIGTERM);
  CHECK(again.process().wait().status == 0);
  check_file(path);
}

TEST_CASE("when nothing can be read, what was asked for lately is shown as it was") {
  House house;
  REQUIRE(house.meet(house.ann).status == 201);
  const Reply before = house.client().get(week);
  REQUIRE(house.meet(house.bob, {json::object{{"userId", house.ann.id}}}).status == 201);
  house.faults.fail(File::database, Call::read, EIO);
  house.faults.fail(File::log, Call::read, EIO);
  const Reply old = house.client().get(week);
  CHECK(old.status == 200);
  CHECK_FALSE(old.wire.field("age").empty());
  CHECK(old.wire.body == before.wire.body);
  const Reply state = house.ready();
  CHECK(state.status == 503);
  // SQLite calls a disk that does not give back what it has malformed.
  CHECK_MESSAGE(has(state.string("detail"), "cannot be read (database disk image is malformed"),
                state.wire.body);
  CHECK(Client(house.server.port()).get("/healthz").status == 200);
  house.faults.heal();
  const Reply fresh = house.client().get(week);
  CHECK(fresh.wire.field("age").empty());
  CHECK(fresh["items"].as_array().size() == 2);
  CHECK(house.ready().status == 200);
}

void spoil_page(const std::string& path, std::int64_t page) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp((page - 1) * 4096);
  file << std::string(4096, '\xee');
  REQUIRE(file.good());
}

TEST_CASE("a page that was spoiled is an error that the log names, and the rest is served") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  Person ann;
  {
    KalendsServer server(path);
    ann = register_person(server.port(), "ann", "Europe/Berlin");
    server.process().signal(SIGTERM);
    REQUIRE(server.process().wait().status == 0);
  }
  std::int64_t page = 0;
  {
    db::Connection connection(path, db::Mode::reader);
    db::Rows rows = connection.query("SELECT rootpage FROM sqlite_schema WHERE name = 'calendar'");
    REQUIRE(rows.next());
    page = rows.integer(0);
  }
  spoil_page(path, page);
  KalendsServer server(path);
  Client client(server.port(), ann.token);
  const Reply broken = client.get(week);
  CHECK(broken.status == 503);
  CHECK(broken.string("requestId") == broken.wire.field("x-request-id"));
  CHECK(has(server.process().err(), "malformed"));
  CHECK(has(server.process().err(), broken.string("requestId")));
  CHECK(client.get("/api/v1/users/me").status == 200);
  CHECK(client.get("/healthz").status == 200);
  server.process().signal(SIGTERM);
  CHECK(server.process().wait().status == 0);
}

TEST_CASE("on a slow disk a bounded number waits, the others are told so, and all else is quick") {
  House house;
  REQUIRE(house.meet(house.ann).status == 201);
  constexpr seconds slowness{3};
  const json::value meeting{
      {"title", "Slow"}, {"start", "2030-01-03T03:04:05Z"}, {"duration", "PT1H"}};
  const std::string body = json::serialize(meeting);
  house.faults.slow(File::log, Call::sync, slowness);
  std::vector<Client> crowd;
  for (int n = 0; n < 200; ++n) {
    crowd.push_back(house.client());
    crowd.back().begin({"POST", "/api/v1/meetings", "application/json", body, ""}, body.size());
  }
  const auto asked = steady_clock::now();
  CHECK(Client(house.server.port()).get("/healthz").status == 200);
  CHECK(house.client().get(week).status == 200);
  CHECK(steady_clock::now() - asked < slowness);
  std::size_t stored = 1;
  int refused = 0;
  for (Client& client : crowd) {
    const WireAnswer answer = client.wire().answer();
    if (answer.status == 201) {
      ++stored;
    } else {
      CHECK(answer.status == 503);
      CHECK(answer.field("retry-after") == "1");
      ++refused;
    }
  }
  MESSAGE(stored, " were stored, ", refused, " refused");
  CHECK(refused > 0);
  house.faults.heal();
  house.check_well(stored);
}

}  // namespace
}  // namespace kalends::test
