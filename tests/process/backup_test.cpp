#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <stdexcept>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

json::value meeting(const std::string& title) {
  return {{"title", title}, {"start", "2031-05-06T07:08:09Z"}, {"duration", "PT1H"}};
}

/// A database in a folder, and a folder for its backups.
struct Archive {
  TempDir directory;
  std::string path = directory.file("kalends.db");
  std::string folder = directory.file("backups");
  std::string file = folder + "/a.db";

  Archive() { fs::create_directory(folder); }
  Outcome back_up(const Words& more = {}) const {
    Words words = {"backup", file, "--database", path};
    words.insert(words.end(), more.begin(), more.end());
    return kalends(words);
  }
  Outcome restore() const { return kalends({"restore", file, "--database", path}); }
  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
  }
};

/// Somebody who makes meetings, one after the other, until the server is gone.
class Maker {
 public:
  Maker(std::uint16_t port, std::string token)
      : done_(std::async(std::launch::async, [this, port, token] { make(port, token); })) {}

  int sent() const { return sent_; }
  int acknowledged() const { return acknowledged_; }
  void wait_for(int number) const {
    for (int seen = acknowledged_; seen < number; seen = acknowledged_) acknowledged_.wait(seen);
  }
  void end() { done_.get(); }

 private:
  void make(std::uint16_t port, const std::string& token) {
    try {
      for (Client client(port, token);;) {
        const int number = sent_++;
        if (client.post("/api/v1/meetings", meeting(std::to_string(number))).status != 201) break;
        acknowledged_ = number + 1;
        acknowledged_.notify_all();
      }
    } catch (const std::runtime_error&) {
      // The server is gone.
      return;
    }
  }

  std::atomic<int> sent_ = 0;
  std::atomic<int> acknowledged_ = 0;
  std::future<void> done_;
};

TEST_CASE("a backup of a server that is written to holds all that was acknowledged, and no holes") {
  const Archive archive;
  KalendsServer server(archive.path);
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Maker maker(server.port(), ann.token);
  for (int round = 1; round <= 3; ++round) {
    maker.wait_for(40 * round);
    const int before = maker.acknowledged();
    const Outcome made = archive.back_up({"--force"});
    const int after = maker.sent();
    CHECK_MESSAGE(made.status == 0, made.err);
    CHECK(has(made.out, archive.file + " holds 1 person and "));
    CHECK(archive.files() == 1);
    db::Connection backup(archive.file, db::Mode::reader);
    const auto titles =
        backup.query("SELECT title FROM meetings ORDER BY id").all([](const db::Rows& row) {
          return row.get<std::string>(0);
        });
    CHECK(static_cast<int>(titles.size()) >= before);
    CHECK(static_cast<int>(titles.size()) <= after);
    for (std::size_t n = 0; n < titles.size(); ++n) CHECK(titles[n] == std::to_string(n));
  }
  server.process().signal(SIGKILL);
  server.process().wait();
  maker.end();
}

TEST_CASE("what is restored is served as it was, and what was there meanwhile is kept") {
  const Archive archive;
  std::string token;
  std::string old_week;
  const std::string week = "/api/v1/users/me/calendar?from=2031-05-05&to=2031-05-12";
  {
    KalendsServer server(archive.path);
    token = register_person(server.port(), "ann", "Europe/Berlin").token;
    Client ann(server.port(), token);
    const std::string id = ann.post("/api/v1/meetings", meeting("Kept")).string("id");
    const Reply added = ann.ask({"POST", "/api/v1/meetings/" + id + "/attachments?name=a.bin",
                                 "application/octet-stream", std::string(300'000, 'x'), ""});
    CHECK(added.status == 201);
    old_week = ann.get(week).wire.body;
    CHECK(archive.back_up().status == 0);
    CHECK(ann.post("/api/v1/meetings", meeting("Later")).status == 201);
    // So that its log is still there.
    server.process().signal(SIGKILL);
    server.process().wait();
  }
  CHECK(fs::exists(archive.path + "-wal"));
  const Outcome restored = archive.restore();
  CHECK_MESSAGE(restored.status == 0, restored.err);
  CHECK(has(restored.out, "1 person and 1 meeting "));
  {
    KalendsServer server(archive.path);
    Client ann(server.port(), token);
    CHECK(ann.get(week).wire.body == old_week);
    CHECK(has(old_week, "Kept"));
    CHECK(ann.post("/api/v1/meetings", meeting("Anew")).status == 201);
    CHECK(ann.get("/readyz").status == 200);
    server.process().signal(SIGTERM);
    CHECK(server.process().wait().status == 0);
  }
  const std::string sentence = "what was there before is kept: ";
  const auto at = restored.out.find(sentence);
  REQUIRE(at != std::string::npos);
  std::string kept = restored.out.substr(at + sentence.size());
  kept.pop_back();
  const KalendsServer server(kept);
  CHECK(has(Client(server.port(), token).get(week).wire.body, "Later"));
}

TEST_CASE("a backup is readable for nobody else, and a file that is there stays") {
  const Archive archive;
  CHECK(kalends({"user", "add", "--email", "a@b", "--name", "A", "--password-stdin", "--database",
                 archive.path, "--password-memory-kib", "8"},
                {"correct horse\n", {}})
            .status == 0);
  CHECK(archive.back_up().status == 0);
  struct stat status {};
  REQUIRE(stat(archive.file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const auto written = fs::last_write_time(archive.file);
  const Outcome again = archive.back_up();
  CHECK(again.status == 1);
  CHECK(has(again.err, archive.file + ": there is such a file; --force"));
  CHECK(fs::last_write_time(archive.file) == written);
  CHECK(archive.back_up({"--force"}).status == 0);
  CHECK(fs::last_write_time(archive.file) != written);
  CHECK(archive.files() == 1);
}

TEST_CASE("a backup that cannot be made is refused, and nothing of it is left") {
  Archive archive;
  const Outcome none = archive.back_up();
  CHECK(none.status == 1);
  CHECK(has(none.err, "there is no such file: " + archive.path));
  CHECK_FALSE(fs::exists(archive.path));
  CHECK(kalends({"migrate", "--database", archive.path}).status == 0);
  CHECK(kalends({"backup", "--database", archive.path}).status == 2);
  const auto refusal = [&](const std::string& file) {
    const Outcome outcome = kalends({"backup", file, "--database", archive.path, "--force"});
    CHECK(outcome.status == 1);
    return outcome.err;
  };
  CHECK(has(refusal(archive.path), "the database itself"));
  CHECK(has(refusal(archive.folder), "folder"));
  CHECK(has(refusal(archive.folder + "/none/a.db"), "none/a.db"));
  std::ofstream(archive.file + "-wal") << "x";
  CHECK(has(refusal(archive.file), archive.file + "-wal"));
  std::ofstream(archive.path, std::ios::trunc) << std::string(9000, 'x');
  CHECK(has(refusal(archive.folder + "/b.db"), "not a database"));
  CHECK(archive.files() == 1);
}

TEST_CASE("what cannot be restored is refused, and the database stays as it is") {
  const Archive archive;
  CHECK(kalends({"migrate", "--database", archive.path}).status == 0);
  const auto written = fs::last_write_time(archive.path);
  const auto refusal = [&] {
    const Outcome outcome = archive.restore();
    CHECK(outcome.status == 1);
    CHECK(outcome.out == "");
    CHECK(fs::last_write_time(archive.path) == written);
    return outcome.err;
  };
  CHECK(has(refusal(), "there is no such file"));
  std::ofstream(archive.file) << std::string(9000, 'x');
  CHECK(has(refusal(), "not a database"));
  fs::remove(archive.file);
  db::Connection(archive.file, db::Mode::writer).script("CREATE TABLE users (x)");
  CHECK(has(refusal(), "none of Kalends"));
  CHECK(archive.back_up({"--force"}).status == 0);
  db::Connection(archive.file, db::Mode::writer).script("PRAGMA user_version = 99");
  const std::string newer = refusal();
  CHECK(has(newer, "99"));
  CHECK(has(newer, "newer Kalends"));
  CHECK(archive.back_up({"--force"}).status == 0);
  std::fstream(archive.file, std::ios::in | std::ios::out | std::ios::binary).seekp(5 * 4096)
      << std::string(4096, '\xee');
  CHECK(has(refusal(), "damaged"));
  CHECK(has(kalends({"restore", archive.path, "--database", archive.path}).err, "itself"));
}

TEST_CASE("a restore that was broken off leaves no empty database behind, and is done again") {
  const Archive archive;
  CHECK(kalends({"migrate", "--database", archive.path}).status == 0);
  CHECK(archive.back_up().status == 0);
  // As it is in the moment in which the old one is away.
  fs::rename(archive.path, archive.path + ".restoring");
  for (const Words& words : {Words{"serve", "--listen", "127.0.0.1:0", "--database", archive.path},
                             Words{"user", "list", "--database", archive.path}}) {
    const Outcome refused = kalends(words);
    CHECK(refused.status == 1);
    CHECK(has(refused.err, "kalends restore"));
  }
  CHECK_FALSE(fs::exists(archive.path));
  CHECK(archive.restore().status == 0);
  const KalendsServer server(archive.path);
  CHECK(Client(server.port()).get("/readyz").status == 200);
}

/// Asks for the server's figures until this is among them.
std::string metrics_with(std::uint16_t port, const std::string& token, const std::string& figure) {
  Client client(port, token);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  for (;;) {
    std::string all = client.get("/metrics").wire.body;
    if (has(all, figure) || std::chrono::steady_clock::now() > end) return all;
  }
}

TEST_CASE("a server makes backups by itself, and what fails of them is seen") {
  const Archive archive;
  std::string token;
  {
    KalendsServer server(archive.path, {"--backup-folder", archive.folder});
    token = register_person(server.port(), "ann", "Europe/Berlin").token;
    const std::string age = "\nkalends_last_backup_age_seconds ";
    const std::string all = metrics_with(server.port(), token, age);
    CHECK(has(all, age));
    CHECK(has(all, "\nkalends_backup_failures_total 0\n"));
    server.process().signal(SIGTERM);
    const Outcome outcome = server.process().wait();
    CHECK(outcome.status == 0);
    CHECK(has(outcome.err, "event=backed_up file=" + archive.folder + "/kalends-20"));
  }
  CHECK(archive.files() == 1);
  KalendsServer server(archive.path, {"--backup-folder", archive.folder + "/none/there"});
  const std::string one = "\nkalends_backup_failures_total 1\n";
  CHECK(has(metrics_with(server.port(), token, one), one));
  server.process().signal(SIGTERM);
  CHECK(has(server.process().wait().err, "event=backup_failed"));
}

}  // namespace
}  // namespace kalends::test
