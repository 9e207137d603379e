#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <csignal>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A database, and commands on it.
struct Desk {
  TempDir directory;
  std::string path = directory.file("kalends.db");

  Outcome run(Words words, const std::string& input = "") const {
    for (const char* each : {"--database", path.c_str(), "--password-memory-kib", "8"}) {
      words.emplace_back(each);
    }
    return kalends(words, {input, {}});
  }
  Outcome add(const std::string& email, const std::string& name, const Words& more = {}) const {
    Words words = {"user", "add", "--email", email, "--name", name, "--password-stdin"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words, "correct horse\n");
  }
};

int status_of_sign_in(std::uint16_t port, const std::string& email, const std::string& with) {
  return Client(port).post("/api/v1/sessions", {{"email", email}, {"password", with}}).status;
}

TEST_CASE("without arguments the program shows its help") {
  const Outcome outcome = kalends({});
  CHECK(outcome.status == 0);
  CHECK(has(outcome.out, "Usage: kalends"));
  CHECK(has(outcome.out, "serve"));
  CHECK(outcome.err == "");
  CHECK(kalends({"--help"}).out == outcome.out);
}

TEST_CASE("every command has a help page of its own") {
  for (const Words& words :
       {Words{"serve"}, Words{"migrate"}, Words{"user"}, Words{"user", "add"},
        Words{"user", "list"}, Words{"user", "reset-password"}, Words{"user", "retire"},
        Words{"config"}, Words{"config", "print"}, Words{"zones"}, Words{"zones", "check"},
        Words{"zones", "apply"}, Words{"import"}, Words{"export"}, Words{"capacity"},
        Words{"backup"}, Words{"restore"}, Words{"doctor"}, Words{"health"}}) {
    Words all = words;
    all.emplace_back("--help");
    const Outcome outcome = kalends(all);
    CHECK(outcome.status == 0);
    CHECK(has(outcome.out, "kalends " + words.front()));
    CHECK(outcome.err == "");
  }
}

TEST_CASE("the version is one line") {
  const Outcome outcome = kalends({"version"});
  CHECK(outcome.status == 0);
  CHECK(outcome.out.starts_with("kalends "));
  CHECK(outcome.out.find('\n') == outcome.out.size() - 1);
  CHECK(kalends({"--version"}).out == outcome.out);
}

TEST_CASE("migrate brings a database up to date, and says so when it is already") {
  const Desk desk;
  CHECK(has(desk.run({"migrate"}).out, "from schema version 0"));
  const Outcome again = desk.run({"migrate"});
  CHECK(again.status == 0);
  CHECK(has(again.out, "already"));
}

TEST_CASE("a person who was added can sign in, and the first one administers") {
  const Desk desk;
  const Outcome added = desk.add("Ann@example.org", "Ann Ångström", {"--time-zone", "Asia/Tokyo"});
  CHECK(added.status == 0);
  CHECK(desk.add("bob@example.org", "鮑勃").status == 0);
  const KalendsServer server(desk.path);
  Client ann(server.port(), sign_in(server.port(), "ann@example.org"));
  const Reply me = ann.get("/api/v1/users/me");
  CHECK(me["name"] == "Ann Ångström");
  CHECK(me["timeZone"] == "Asia/Tokyo");
  CHECK(me["administrator"].as_bool());
  CHECK(has(added.out, me.string("id")));
  Client bob(server.port(), sign_in(server.port(), "bob@example.org"));
  CHECK_FALSE(bob.get("/api/v1/users/me")["administrator"].as_bool());
}

TEST_CASE("people are listed in the order in which they came") {
  const Desk desk;
  CHECK(desk.run({"user", "list"}).out == "");
  desk.add("zoe@example.org", "Zoë");
  desk.add("ann@example.org", "Ann", {"--administrator"});
  const std::string list = desk.run({"user", "list"}).out;
  CHECK(list.find("zoe@example.org\tZoë\tUTC\tadministrator\n") <
        list.find("ann@example.org\tAnn\tUTC\tadministrator\n"));
  CHECK(has(list, "ann@example.org"));
}

TEST_CASE("a person who cannot be added is refused, and nobody is added") {
  const Desk desk;
  REQUIRE(desk.add("ann@example.org", "Ann").status == 0);
  const std::string before = desk.run({"user", "list"}).out;
  CHECK(has(desk.add("ANN@example.org", "Another").err, "address"));
  CHECK(has(desk.add("nobody", "Nobody").err, "nobody"));
  CHECK(has(desk.add("b@example.org", " ").err, "--name"));
  CHECK(has(desk.add("b@example.org", "B", {"--time-zone", "Mars/Base"}).err, "Mars/Base"));
  const Words words = {"user", "add", "--email", "b@example.org", "--name", "B"};
  CHECK(has(desk.run(words).err, "--password-stdin"));
  Words stdin_words = words;
  stdin_words.emplace_back("--password-stdin");
  CHECK(has(desk.run(stdin_words, "short\n").err, "8 to 1024"));
  CHECK(desk.run(stdin_words, "").status != 0);
  CHECK(desk.run({"user", "list"}).out == before);
}

TEST_CASE("a new password ends the sessions of the old one, also while the server runs") {
  const Desk desk;
  desk.add("ann@example.org", "Ann");
  const KalendsServer server(desk.path);
  const std::string token = sign_in(server.port(), "ann@example.org");
  const Outcome reset =
      desk.run({"user", "reset-password", "--email", "ann@example.org", "--password-stdin"},
               "battery staple");
  CHECK_MESSAGE(reset.status == 0, reset.err);
  CHECK(Client(server.port(), token).get("/api/v1/users/me").status == 401);
  CHECK(status_of_sign_in(server.port(), "ann@example.org", "correct horse") == 401);
  CHECK(status_of_sign_in(server.port(), "ann@example.org", "battery staple") == 201);
  const Outcome nobody =
      desk.run({"user", "reset-password", "--email", "bob@example.org", "--password-stdin"},
               "battery staple");
  CHECK(nobody.status != 0);
  CHECK(has(nobody.err, "bob@example.org"));
}

TEST_CASE("health is asked of a server that runs, and of one that does not") {
  const Desk desk;
  KalendsServer server(desk.path);
  const std::string address = "127.0.0.1:" + std::to_string(server.port());
  CHECK(kalends({"health", "--listen", address}).status == 0);
  server.process().signal(SIGTERM);
  CHECK(server.process().wait().status == 0);
  const Outcome gone = kalends({"health", "--listen", address});
  CHECK(gone.status == 1);
  CHECK(has(gone.err, address));
}

}  // namespace
}  // namespace kalends::test
