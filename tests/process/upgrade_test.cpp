#include "client.hpp"
#include "crowd.hpp"
#include "disk.hpp"
#include "faults.hpp"
#include "kalends.hpp"
#include "old_rows.hpp"

#include <csignal>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <kalends/db/migration.hpp>

namespace kalends::test {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

int newest() { return static_cast<int>(db::embedded_migrations().size()); }

/// The tables of a database, and what their columns are called.
std::map<std::string, Names> columns_of(db::Connection& file) {
  std::map<std::string, Names> out;
  db::Rows rows = file.query(
      "SELECT schema.name, info.name FROM sqlite_schema AS schema, "
      "pragma_table_info(schema.name) AS info WHERE schema.type = 'table'");
  while (rows.next()) out[rows.get<std::string>(0)].push_back(rows.get<std::string>(1));
  return out;
}

/// A database as this version of the schema left it.
void make_old(const std::string& path, int version) {
  db::Connection file(path, db::Mode::writer);
  db::migrate(file, db::embedded_migrations().first(static_cast<std::size_t>(version)));
  for (const OldRow& row : old_rows()) {
    if (!row.in(version)) continue;
    file.script(fmt::format("INSERT INTO {} ({}) VALUES ({})", row.table, row.columns, row.values));
  }
}

/// Every value of these columns, a text a row. Of a copy, so that nothing happens to the file.
std::map<std::string, std::multiset<std::string>> content(
    const std::string& path, const std::map<std::string, Names>& columns) {
  const TempDir directory;
  for (const char* end : {"", "-wal"}) {
    if (fs::exists(path + end)) fs::copy_file(path + end, directory.file("copy.db") + end);
  }
  db::Connection file(directory.file("copy.db"), db::Mode::writer);
  file.script("CREATE TEMP TABLE dump (name TEXT, line TEXT)");
  for (const auto& [table, names] : columns) {
    std::string line;
    for (const std::string& name : names) {
      line += fmt::format("{}quote({})", line.empty() ? "" : " || ', ' || ", name);
    }
    // Whoever asks whether it can be written to changes this.
    if (table == "write_probe") line = "id";
    file.script(fmt::format("INSERT INTO dump SELECT '{}', {} FROM {}", table, line, table));
  }
  std::map<std::string, std::multiset<std::string>> out;
  db::Rows rows = file.query("SELECT name, line FROM temp.dump");
  while (rows.next()) out[rows.get<std::string>(0)].insert(rows.get<std::string>(1));
  return out;
}

int version_of(const std::string& path) {
  db::Connection file(path, db::Mode::reader);
  return db::schema_version(file);
}

/// A database of an old version, and all that it holds.
struct Old {
  explicit Old(int made_by) : version(made_by) {
    make_old(path, version);
    db::Connection file(path, db::Mode::reader);
    columns = columns_of(file);
    rows = content(path, columns);
  }
  void check_content() const {
    const auto now = content(path, columns);
    for (const auto& [table, all] : rows) CHECK_MESSAGE((now.at(table) == all), table);
  }
  Outcome migrate(const Process::Options& options = {}) const {
    return kalends({"migrate", "--database", path}, options);
  }

  TempDir directory;
  std::string path = directory.file("kalends.db");
  int version;
  std::map<std::string, Names> columns;
  std::map<std::string, std::multiset<std::string>> rows;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A question, who asks it, and what the answer holds, from the version on that had it.
struct Question {
  int since;
  std::string_view token;
  std::string target;
  Names holds;
};

const Question questions[] = {
    {1, token_of_ann, "/api/v1/users/me", {"Ann Lee", "Europe/Berlin", "\"administrator\":true"}},
    {1, token_of_ann, "/api/v1/users?query=oz", {"Bob Öz"}},
    {1, token_of_bob, "/readyz", {"\"write\":true"}},
    {1, token_of_ann, "/api/v1/registration-codes", {"2200-01-01"}},
    {1, token_of_ann, "/api/v1/sessions", {"\"current\":true"}},
    {2,
     token_of_bob,
     "/api/v1/meetings/000000000000b",
     {"Planning", "Bring figures.", "Room 101", "2099-06-01T10:00:00+02:00", "tentative",
      "If the train is on time"}},
    {2,
     token_of_bob,
     "/api/v1/users/me/calendar?from=2099-06-01&to=2099-06-02",
     {"Planning", "\"response\":\"tentative\""}},
    {2,
     token_of_ann,
     "/api/v1/users/me/busy-days?from=2099-06-01&to=2099-06-05",
     {"\"2099-06-01\":true", "\"2099-06-05\":false"}},
    {3, token_of_bob, "/api/v1/notifications", {"\"kind\":\"invited\"", "\"minutesBefore\":30"}},
    {3, token_of_ann, "/api/v1/meetings/000000000000b/deliveries", {"Bob Öz"}},
    {4, token_of_bob, "/api/v1/meetings/000000000000b", {"Übersicht.txt"}},
    {4,
     token_of_bob,
     "/api/v1/meetings/000000000000b/attachments/000000000000z",
     {std::string("hi\0\x01\xff\n", 6)}},
    {6,
     token_of_bob,
     "/api/v1/users/me/calendar?from=2099-06-02&to=2099-06-06",
     {"2099-06-02T13:00:00+02:00", "Long talk", "2099-06-03T12:00:00+02:00", "declined"}},
    {6, token_of_bob, "/api/v1/notifications", {"FREQ=DAILY;COUNT=4"}},
    {7, token_of_ann, "/api/v1/users/me", {"13:00"}},
    {8, token_of_ann, "/api/v1/users/me/calendar.ics", {"X-BLEND:Assam\r\n", "SUMMARY:Planning"}},
    {8, "", "/feeds/" + std::string(feed_of_ann) + ".ics", {"SUMMARY:Planning"}},
    {11, token_of_ann, "/api/v1/tokens", {"Robot"}},
    {11, token_of_ann, "/api/v1/sessions", {"Firefox"}},
};

/// A server answers with all that the version knew.
void check_answers(const std::string& path, int version) {
  KalendsServer server(path);
  for (const Question& question : questions) {
    if (question.since > version) continue;
    CAPTURE(question.target);
    const Reply reply = Client(server.port(), std::string(question.token)).get(question.target);
    CHECK(reply.status == 200);
    for (const std::string& part : question.holds) {
      CHECK_MESSAGE(has(reply.wire.body, part), part, " in ", reply.wire.body);
    }
  }
  server.process().signal(SIGTERM);
  CHECK(server.process().wait().status == 0);
  check_file(path);
}

TEST_CASE("the old databases of these tests have a value in every column of every version") {
  for (int version = 1; version <= newest(); ++version) {
    CAPTURE(version);
    const Old old(version);
    for (const auto& [table, names] : old.columns) {
      std::set<std::string> given;
      for (const OldRow& row : old_rows()) {
        if (row.table != table || !row.in(version)) continue;
        for (std::string_view left = row.columns; !left.empty();) {
          const auto comma = std::min(left.find(", "), left.size());
          given.emplace(left.substr(0, comma));
          left.remove_prefix(std::min(comma + 2, left.size()));
        }
      }
      for (const std::string& name : names) {
        CHECK_MESSAGE(given.count(name) == 1, table, ".", name, " has no value in old_rows.cpp");
      }
    }
  }
}

TEST_CASE("a database of every version is upgraded, holds all that it held, and is served") {
  for (int version = 1; version < newest(); ++version) {
    CAPTURE(version);
    const Old old(version);
    const Outcome migrated = old.migrate();
    CHECK_MESSAGE(migrated.status == 0, migrated.err);
    CHECK(has(migrated.out, fmt::format("went from schema version {} to {}", version, newest())));
    CHECK(version_of(old.path) == newest());
    old.check_content();
    check_file(old.path);
    check_answers(old.path, version);
  }
}

TEST_CASE("a server upgrades by itself, and a backup from before goes back") {
  // What is older has not all the tables that a backup is known by.
  for (int version = 3; version < newest(); ++version) {
    CAPTURE(version);
    const Old old(version);
    const std::string backup = old.directory.file("backup.db");
    const Outcome made = kalends({"backup", backup, "--database", old.path});
    CHECK_MESSAGE(made.status == 0, made.err);
    CHECK(version_of(old.path) == version);
    CHECK(version_of(backup) == version);
    check_answers(old.path, version);
    CHECK(version_of(old.path) == newest());
    const Outcome restored = kalends({"restore", backup, "--database", old.path});
    CHECK_MESSAGE(restored.status == 0, restored.err);
    CHECK(version_of(old.path) == version);
    old.check_content();
    check_answers(old.path, version);
  }
}

/// How many writes an upgrade takes that nothing interrupts.
int writes_of_upgrade(int version) {
  const Old old(version);
  const Faults faults;
  CHECK(old.migrate({"", faults.environment()}).status == 0);
  return faults.called(File::log, Call::write) + faults.called(File::database, Call::write);
}

/// Kills the upgrade when it has written so often; false when it was quicker.
bool kill_upgrade(const Old& old, Faults& faults, const std::string& journal, int after) {
  const std::chrono::milliseconds each{4};
  faults.slow(File::log, Call::write, each);
  faults.slow(File::database, Call::write, each);
  Process upgrade(KALENDS_BINARY, {"migrate", "--database", old.path},
                  {"", faults.environment(journal)});
  const auto written = [&] {
    return faults.called(File::log, Call::write) + faults.called(File::database, Call::write);
  };
  while (written() < after && !upgrade.ends_within(std::chrono::milliseconds(1))) {
  }
  upgrade.signal(SIGKILL);
  return upgrade.wait().status == 128 + SIGKILL;
}

/// With the power, or only the process.
enum class Goes { process, power };

bool interrupt(int version, int after, Goes goes, std::uint64_t seed) {
  const Old old(version);
  Faults faults;
  Disk disk(old.path, seed);
  const std::string journal = old.directory.file("journal");
  const bool killed = kill_upgrade(old, faults, journal, after);
  if (goes == Goes::power) {
    if (fs::exists(journal)) disk.play(journal);
    disk.cut_power();
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(old.path + end);
    disk.save(old.path);
  }
  const int now = version_of(old.path);
  CHECK_MESSAGE((now == version || now == newest()), now);
  old.check_content();
  CHECK(old.migrate().status == 0);
  CHECK(version_of(old.path) == newest());
  old.check_content();
  check_file(old.path);
  return killed;
}

TEST_CASE(
    "an upgrade that is interrupted has changed nothing or everything, and goes on next time") {
  const std::uint64_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937_64 dice(seed);
  int killed = 0;
  const int all = rounds(12);
  for (int round = 0; round < all; ++round) {
    const int version = 1 + static_cast<int>(dice() % static_cast<unsigned>(newest() - 1));
    const auto writes = static_cast<unsigned>(writes_of_upgrade(version));
    const int after = static_cast<int>(dice() % writes);
    CAPTURE(version);
    CAPTURE(after);
    killed += interrupt(version, after, round % 2 == 0 ? Goes::power : Goes::process, dice());
  }
  MESSAGE(killed, " of ", all, " upgrades were killed on their way");
  CHECK(killed > 0);
}

}  // namespace
}  // namespace kalends::test
