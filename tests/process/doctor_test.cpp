#include "client.hpp"
#include "faults.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <cerrno>
#include <csignal>
#include <fstream>

#include <doctest/doctest.h>

#include <kalends/db/connection.hpp>
#include <kalends/db/migration.hpp>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Patient {
  TempDir directory;
  std::string path = directory.file("kalends.db");

  Outcome doctor(const Words& more = {}) const {
    Words words = {"doctor", "--database", path};
    words.insert(words.end(), more.begin(), more.end());
    return kalends(words);
  }
};

TEST_CASE("the doctor finds a server well, also through its address, and leaves nothing behind") {
  const Patient patient;
  KalendsServer server(patient.path);
  const std::string address = "http://127.0.0.1:" + std::to_string(server.port());
  const Outcome empty = patient.doctor({"--address", address});
  CHECK_MESSAGE(empty.status == 0, empty.out);
  CHECK(has(empty.out, "warning  websocket  nobody has registered"));
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  const Outcome outcome = patient.doctor({"--address", address});
  CHECK_MESSAGE(outcome.status == 0, outcome.out);
  CHECK(has(outcome.out, "ok       database   1 person and 0 meetings\n"));
  CHECK(has(outcome.out, "ok       database   every page of it was read, and is sound\n"));
  CHECK(has(outcome.out, "ok       zones "));
  CHECK(has(outcome.out, "ok       rights "));
  CHECK(has(outcome.out, "warning  backups    the server makes none\n"));
  CHECK(has(outcome.out, "ok       address    /readyz answers HTTP/1.1 200 OK\n"));
  CHECK(has(outcome.out, "ok       websocket  it opens, and the greeting comes\n"));
  CHECK_FALSE(has(outcome.out, "problem"));
  db::Connection reader(patient.path, db::Mode::reader);
  db::Rows sessions = reader.query("SELECT COUNT(*) FROM sessions");
  REQUIRE(sessions.next());
  CHECK(sessions.integer(0) == 1);
  server.process().signal(SIGTERM);
  CHECK(server.process().wait().status == 0);
  const Outcome gone = patient.doctor({"--address", address});
  CHECK(gone.status == 1);
  CHECK(has(gone.out, "problem  address    " + address));
}

TEST_CASE("the doctor tells a server of another database apart") {
  const Patient patient;
  const Patient other;
  const KalendsServer server(patient.path);
  const KalendsServer elsewhere(other.path);
  register_person(server.port(), "ann", "Europe/Berlin");
  const Outcome outcome =
      patient.doctor({"--address", "http://127.0.0.1:" + std::to_string(elsewhere.port())});
  CHECK(outcome.status == 1);
  CHECK(has(outcome.out, "problem  websocket  the server there knows nobody of this database"));
}

TEST_CASE("a disk that takes nothing is not blamed on the address") {
  const Patient patient;
  const KalendsServer server(patient.path);
  register_person(server.port(), "ann", "Europe/Berlin");
  Faults faults;
  faults.fail(File::log, Call::write, ENOSPC);
  const Outcome outcome = kalends({"doctor", "--database", patient.path, "--address",
                                   "http://127.0.0.1:" + std::to_string(server.port())},
                                  {"", faults.environment()});
  CHECK(has(outcome.out, "ok       address    /readyz answers HTTP/1.1 200 OK\n"));
  CHECK(has(outcome.out,
            "warning  websocket  none was opened, as no session for it can be stored: "
            "database or disk is full\n"));
  CHECK_FALSE(has(outcome.out, "problem"));
}

TEST_CASE("the doctor finds what is missing, damaged, newer or none of ours") {
  const Patient patient;
  const auto problem = [&](const std::string& says) {
    const Outcome outcome = patient.doctor();
    CHECK(outcome.status == 1);
    CHECK(outcome.err == "");
    CHECK_MESSAGE(has(outcome.out, says), outcome.out);
  };
  problem("problem  database   there is no such file: " + patient.path);
  CHECK_FALSE(std::ifstream(patient.path).good());
  { db::Connection(patient.path, db::Mode::writer).script("CREATE TABLE users (x)"); }
  problem("problem  database   this is no database of Kalends");
  { db::Connection(patient.path, db::Mode::writer).script("DROP TABLE users"); }
  CHECK(kalends({"migrate", "--database", patient.path}).status == 0);
  CHECK(patient.doctor().status == 0);
  int version = 0;
  {
    db::Connection newer(patient.path, db::Mode::writer);
    version = db::schema_version(newer);
    newer.script("PRAGMA user_version = 99");
  }
  problem("problem  schema     schema version 99");
  {
    db::Connection(patient.path, db::Mode::writer)
        .script("PRAGMA user_version = " + std::to_string(version));
  }
  std::fstream(patient.path, std::ios::in | std::ios::out | std::ios::binary).seekp(9 * 4096)
      << std::string(std::size_t{3} * 4096, '\xee');
  problem("problem  database   it is damaged: ");
}

TEST_CASE("the doctor misses backups that should be there") {
  const Patient patient;
  CHECK(kalends({"migrate", "--database", patient.path}).status == 0);
  const std::string folder = patient.directory.file("backups");
  const Outcome none = patient.doctor({"--backup-folder", folder});
  CHECK(none.status == 1);
  CHECK(has(none.out, "problem  backups    there is none in " + folder));
}

}  // namespace
}  // namespace kalends::test
