#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// At once: longer than it takes to start, and shorter than to wait for anything.
constexpr std::chrono::seconds at_once{10};

void refused(const Words& words, const std::string& database) {
  CAPTURE(words.front());
  const Outcome outcome = Process(KALENDS_BINARY, words).wait(at_once);
  CHECK(outcome.status == 1);
  CHECK(outcome.out == "");
  CHECK(has(outcome.err, database + ": a server has this database"));
}

TEST_CASE("what needs a database alone is refused while a server has it, and the server goes on") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  const KalendsServer first(path);
  const Person ann = register_person(first.port(), "ann", "Europe/Berlin");
  const std::string other_name = directory.file("link.db");
  std::filesystem::create_symlink("kalends.db", other_name);
  refused({"serve", "--listen", "127.0.0.1:0", "--database", path}, path);
  refused({"serve", "--listen", "127.0.0.1:0", "--database", other_name}, other_name);
  refused({"migrate", "--database", path}, path);
  refused({"zones", "apply", "--database", path}, path);
  const std::string backup = directory.file("backup.db");
  CHECK(kalends({"backup", backup, "--database", path}).status == 0);
  refused({"restore", backup, "--database", path}, path);
  CHECK(Client(first.port(), ann.token).get("/api/v1/users/me").status == 200);
  CHECK(has(kalends({"user", "list", "--database", path}).out, "ann@example.org"));
}

TEST_CASE("a server that is killed leaves its database to the next one") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  for (int round = 0; round < 3; ++round) {
    KalendsServer server(path);
    CHECK(Client(server.port()).get("/healthz").status == 200);
    server.process().signal(SIGKILL);
    server.process().wait();
  }
  const KalendsServer other(directory.file("other.db"));
  const KalendsServer last(path);
  CHECK(Client(last.port()).get("/readyz").status == 200);
}

}  // namespace
}  // namespace kalends::test
