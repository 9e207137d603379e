#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Refused: says why, in at most two lines, and says and does nothing else.
std::string refusal(const Words& arguments, const Process::Options& options = {}) {
  const Outcome outcome = kalends(arguments, options);
  CHECK(outcome.status > 0);
  CHECK(outcome.status < 128);
  CHECK(outcome.out == "");
  CHECK(outcome.err.starts_with("kalends: "));
  CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') <= 2);
  return outcome.err;
}

void write(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

Words serve(const std::string& database) {
  return {"serve", "--listen", "127.0.0.1:0", "--database", database};
}

TEST_CASE("an unknown setting is refused, wherever it stands") {
  const TempDir directory;
  const std::string file = directory.file("kalends.toml");
  write(file, "[registration]\nmood = \"open\"\n");
  CHECK(has(refusal({"serve", "--config", file}), "registration.mood"));
  CHECK(has(refusal({"serve", "--config", file}), file));
  CHECK(has(refusal({"serve", "--registration-mood", "open"}), "--registration-mood"));
  CHECK(has(refusal({"serve", "--config", directory.file("none.toml")}), "none.toml"));
}

TEST_CASE("a bad value is refused, with the setting, the value and where it stands") {
  const TempDir directory;
  const std::string file = directory.file("kalends.toml");
  write(file, "[session]\ndays = 0\n");
  const std::string in_file = refusal({"serve", "--config", file});
  CHECK(has(in_file, "session.days"));
  CHECK(has(in_file, file));
  CHECK(has(refusal({"serve", "--listen", "everywhere"}), "everywhere"));
  CHECK(has(refusal({"serve", "--database", "file:x?mode=memory"}), "--database"));
  const std::string in_environment =
      refusal({"serve"}, {"", {{"KALENDS_REGISTRATION_MODE", "maybe"}}});
  CHECK(has(in_environment, "maybe"));
  CHECK(has(in_environment, "KALENDS_REGISTRATION_MODE"));
}

TEST_CASE("a database that cannot be made is refused by its name") {
  const TempDir directory;
  const std::string nowhere = directory.file("none/kalends.db");
  CHECK(has(refusal(serve(nowhere)), nowhere));
  CHECK(has(refusal(serve(directory.path())), std::string(directory.path())));
}

TEST_CASE("a database that cannot be written is refused by its name") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  CHECK(kalends({"migrate", "--database", path}).status == 0);
  chmod(path.c_str(), 0444);
  // To root everything can be written.
  if (geteuid() != 0) CHECK(has(refusal(serve(path)), path));
}

TEST_CASE("what is not a database is refused, and left as it is") {
  const TempDir directory;
  const std::string path = directory.file("letter.txt");
  const std::string letter(5000, 'x');
  write(path, letter);
  const std::string why = refusal(serve(path));
  CHECK(has(why, path));
  CHECK(has(why, "not a database"));
  std::ifstream file(path, std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == letter);
}

TEST_CASE("a database of a newer schema is refused, and left as it is") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  CHECK(kalends({"migrate", "--database", path}).status == 0);
  db::Connection(path, db::Mode::writer).script("PRAGMA user_version = 99");
  for (const Words& words : {serve(path), Words{"migrate", "--database", path},
                             Words{"user", "list", "--database", path}}) {
    const std::string why = refusal(words);
    CHECK(has(why, "99"));
    CHECK(has(why, "newer"));
  }
  db::Connection connection(path, db::Mode::reader);
  db::Rows version = connection.query("PRAGMA user_version");
  REQUIRE(version.next());
  CHECK(version.get<int>(0) == 99);
}

TEST_CASE("a port that is taken is refused, and whoever has it goes on") {
  const TempDir directory;
  const KalendsServer first(directory.file("first.db"));
  const std::string port = std::to_string(first.port());
  const std::string second = directory.file("second.db");
  CHECK(kalends({"migrate", "--database", second}).status == 0);
  CHECK(has(refusal({"serve", "--database", second, "--listen", "127.0.0.1:" + port}), port));
  CHECK(Client(first.port()).get("/healthz").status == 200);
}

TEST_CASE("a flag beats the environment, and the environment beats the file") {
  const TempDir directory;
  const std::string file = directory.file("kalends.toml");
  write(file, "[session]\ndays = 5\n[registration]\nmode = \"open\"\n[log]\nlevel = \"error\"\n");
  const Outcome outcome =
      kalends({"config", "print", "--config", file, "--session-days", "7"},
              {"", {{"KALENDS_SESSION_DAYS", "6"}, {"KALENDS_REGISTRATION_MODE", "closed"}}});
  CHECK(outcome.status == 0);
  CHECK(has(outcome.out, "\ndays = 7\n"));
  CHECK(has(outcome.out, "\nmode = \"closed\"\n"));
  CHECK(has(outcome.out, "\nlevel = \"error\"\n"));
}

TEST_CASE("what config print says can be read again, and says the same") {
  const TempDir directory;
  const Outcome first = kalends({"config", "print", "--limits-attendees", "12"});
  const std::string file = directory.file("kalends.toml");
  write(file, first.out);
  CHECK(kalends({"config", "print", "--config", file}).out == first.out);
}

}  // namespace
}  // namespace kalends::test
