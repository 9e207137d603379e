#include "command_line.hpp"

#include "settings.hpp"
#include "temporary_file.hpp"

#include <map>
#include <vector>

#include <doctest/doctest.h>

using namespace kalends::app;

namespace {

using Variables = std::map<std::string, std::string>;

Command parsed(std::vector<const char*> words, const Variables& variables = {}) {
  words.insert(words.begin(), "kalends");
  return parse(static_cast<int>(words.size()), words.data(), [&](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
}

template <class Wanted>
Wanted parsed_as(const std::vector<const char*>& words, const Variables& variables = {}) {
  const auto command = parsed(words, variables);
  if (const auto* notice = std::get_if<Notice>(&command)) CAPTURE(notice->text);
  REQUIRE(std::holds_alternative<Wanted>(command));
  return std::get<Wanted>(command);
}

std::string help_of(const std::vector<const char*>& words) {
  const auto notice = parsed_as<Notice>(words);
  CHECK(notice.exit_code == 0);
  return notice.text;
}

std::string error_of(const std::vector<const char*>& words, const Variables& variables = {}) {
  const auto notice = parsed_as<Notice>(words, variables);
  CHECK(notice.exit_code == 2);
  return notice.text;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("without arguments the program explains itself") {
  const auto text = help_of({});
  CHECK(text == help_of({"--help"}));
  CHECK(text == help_of({"-h"}));
  for (const std::string command :
       {"serve", "migrate", "user add", "user list", "user reset-password", "user retire",
        "config print", "health", "version"}) {
    CAPTURE(command);
    CHECK(holds(text, "\n  " + command + " "));
  }
}

TEST_CASE("serve takes settings and may be a demo") {
  const auto plain = parsed_as<Serve>({"serve"});
  CHECK_FALSE(plain.demo);
  CHECK(to_toml(plain.config) == to_toml(Config{}));
  const auto serve = parsed_as<Serve>({"serve", "--demo", "--database", "x.db", "--listen",
                                       "127.0.0.1:0", "--registration-mode=open"});
  CHECK(serve.demo);
  CHECK(serve.config.database == "x.db");
  CHECK(serve.config.listen == "127.0.0.1:0");
  CHECK(serve.config.registration.mode == kalends::user::RegistrationMode::open);
}

TEST_CASE("user add takes a person, and the password only from standard input") {
  const auto add = parsed_as<UserAdd>({"user", "add", "--database", "x.db", "--email",
                                       "ann@a.example", "--name", "[Änn, B]", "--password-stdin"});
  CHECK(add.config.database == "x.db");
  CHECK(add.email == "ann@a.example");
  CHECK(add.name == "[Änn, B]");
  CHECK(add.time_zone == "UTC");
  CHECK_FALSE(add.administrator);
  const auto other =
      parsed_as<UserAdd>({"user", "add", "--email", "b", "--name", "serve", "--time-zone",
                          "Asia/Tokyo", "--administrator", "--password-stdin"});
  CHECK(other.time_zone == "Asia/Tokyo");
  CHECK(other.name == "serve");
  CHECK(other.administrator);
  CHECK(holds(error_of({"user", "add", "--email", "b", "--name", "B"}),
              "--password-stdin is missing"));
  CHECK(holds(error_of({"user", "add", "--name", "B", "--password-stdin"}), "--email is missing"));
  CHECK(holds(error_of({"user", "add", "--email", "b", "--password-stdin"}), "--name is missing"));
}

TEST_CASE("the other commands are told apart") {
  CHECK(parsed_as<Migrate>({"migrate", "--database", "x.db"}).config.database == "x.db");
  CHECK(parsed_as<UserList>({"user", "list", "--database", "x.db"}).config.database == "x.db");
  const auto reset = parsed_as<UserResetPassword>(
      {"user", "reset-password", "--database", "x.db", "--email", "b", "--password-stdin"});
  CHECK(reset.config.database == "x.db");
  CHECK(reset.email == "b");
  const auto retire = parsed_as<UserRetire>({"user", "retire", "b", "--to", "a", "--dry-run"});
  CHECK(retire.email == "b");
  CHECK(retire.to == "a");
  CHECK(retire.dry_run);
  CHECK_FALSE(retire.all);
  CHECK_FALSE(retire.administrator);
  CHECK(holds(error_of({"user", "retire", "--to", "a"}), "ADDRESS is missing"));
  CHECK(holds(error_of({"user", "retire", "b"}), "--to is missing"));
  CHECK(parsed_as<ConfigPrint>({"config", "print", "--session-days", "7"}).config.session.days ==
        7);
  CHECK(parsed_as<HealthCheck>({"health"}).listen == "127.0.0.1:8080");
  CHECK(parsed_as<HealthCheck>({"health", "--listen", "[::1]:80"}).listen == "[::1]:80");
  parsed_as<Version>({"version"});
  parsed_as<Version>({"--version"});
}

TEST_CASE("every command that works on settings understands every one of them") {
  const std::vector<std::vector<const char*>> commands = {
      {"serve"},
      {"migrate"},
      {"user", "add", "--email", "a", "--name", "A", "--password-stdin"},
      {"user", "list"},
      {"backup", "a.db"},
      {"restore", "a.db"},
      {"doctor"},
      {"user", "reset-password", "--email", "a", "--password-stdin"},
      {"user", "retire", "b", "--to", "a"},
      {"config", "print"},
      {"health"}};
  std::vector<std::string> flags;
  for (const auto& setting : all_settings()) {
    flags.insert(flags.end(), {flag_of(setting), setting.get(Config{})});
  }
  for (auto words : commands) {
    CAPTURE(words[0]);
    for (const std::string& each : flags) words.push_back(each.c_str());
    const auto command = parsed(words);
    const Notice* refusal = std::get_if<Notice>(&command);
    CHECK_MESSAGE(refusal == nullptr, (refusal != nullptr ? refusal->text : ""));
  }
}

TEST_CASE("the help of serve and config print shows every setting, that of user add the database") {
  const std::string serve = help_of({"serve", "--help"});
  const std::string print = help_of({"config", "print", "--help"});
  const std::string add = help_of({"user", "add", "--help"});
  const std::string health = help_of({"health", "--help"});
  for (const auto& setting : all_settings()) {
    const std::string shown = "\n  " + flag_of(setting) + " ";
    CAPTURE(shown);
    CHECK(holds(serve, shown));
    CHECK(holds(print, shown));
    CHECK(holds(add, shown) == (setting.key == "database"));
    const bool asked_with = setting.key == "listen" || section_of(setting) == "server.tls";
    CHECK(holds(health, shown) == asked_with);
  }
}

TEST_CASE("a flag may also be spelled as its key is") {
  const auto print = parsed_as<ConfigPrint>({"config", "print", "--password-memory_kib", "64"});
  CHECK(print.config.password.memory_kib == 64);
}

TEST_CASE("the file is named by --config or by KALENDS_CONFIG") {
  const TemporaryFile one("database = \"one.db\"\n");
  const TemporaryFile other("database = \"other.db\"\n");
  const Variables variables = {{"KALENDS_CONFIG", other.path()}};
  const char* path = one.path().c_str();
  CHECK(parsed_as<Migrate>({"migrate", "--config", path}).config.database == "one.db");
  CHECK(parsed_as<Migrate>({"migrate"}, variables).config.database == "other.db");
  CHECK(parsed_as<Migrate>({"migrate", "--config", path}, variables).config.database == "one.db");
  CHECK(parsed_as<Migrate>({"migrate", "--config="}, variables).config.database == "kalends.db");
  CHECK(holds(error_of({"migrate", "--config", "/nowhere"}), "cannot read the file /nowhere"));
}

TEST_CASE("a flag that is given an empty value leaves the next flag alone") {
  const auto serve = parsed_as<Serve>({"serve", "--server-public-url=", "--listen", "127.0.0.1:0"},
                                      {{"KALENDS_SERVER_PUBLIC_URL", "https://a.example"}});
  CHECK(serve.config.server.public_url.empty());
  CHECK(serve.config.listen == "127.0.0.1:0");
}

TEST_CASE("what is wrong is told in one line, with where to read on") {
  CHECK(error_of({"bogus"}) == "kalends: this is not understood: bogus\nTry `kalends --help`.\n");
  CHECK(error_of({"user"}) == "kalends: which command?\nTry `kalends user --help`.\n");
  CHECK(error_of({"user", "add", "--emial", "x"}) ==
        "kalends: this is not understood: --emial x\nTry `kalends user add --help`.\n");
  CHECK(error_of({"serve", "--session-days", "0"}) ==
        "kalends: session.days must be a whole number from 1 to 366, not \"0\" (from "
        "--session-days)\nTry `kalends serve --help`.\n");
  CHECK(error_of({"serve"}, {{"KALENDS_LOG_LEVEL", "loud"}}) ==
        "kalends: log.level must be one of debug, info, warning, error, off, not \"loud\" (from "
        "KALENDS_LOG_LEVEL)\nTry `kalends serve --help`.\n");
}

TEST_CASE("words that make no sense are refused") {
  CHECK(holds(error_of({"serve", "--listen"}), "--listen takes one value"));
  CHECK(holds(error_of({"serve", "--listen", "127.0.0.1:1", "--listen", "127.0.0.1:2"}),
              "--listen takes one value"));
  CHECK(holds(error_of({"serve", "--demo=false"}), "--demo takes no value"));
  CHECK(holds(error_of({"serve", "migrate"}), "migrate"));
  error_of({""});
  error_of({"--"});
  error_of({"serve", "--password", "secret"});
  error_of({"--listen", "127.0.0.1:1", "serve"});
}

TEST_CASE("capacity takes how many people to reckon with, and nothing that is no such number") {
  const auto capacity =
      parsed_as<Capacity>({"capacity", "--users", "100000", "--database", "x.db"});
  CHECK(capacity.users == 100'000);
  CHECK(capacity.config.database == "x.db");
  CHECK(holds(error_of({"capacity"}), "--users is missing"));
  for (const char* bad : {"0", "-5", "many", "10x", "1.5", "", "99999999999999999999"}) {
    CAPTURE(bad);
    CHECK(holds(error_of({"capacity", "--users", bad}), "--users must be a whole number from 1"));
  }
}

TEST_CASE("backup and restore name a file, and the doctor an address where one is to be asked") {
  const auto backup = parsed_as<Backup>({"backup", "a.db", "--database", "x.db"});
  CHECK(backup.file == "a.db");
  CHECK(backup.config.database == "x.db");
  CHECK_FALSE(backup.force);
  CHECK(parsed_as<Backup>({"backup", "--force", "a.db"}).force);
  CHECK(holds(error_of({"backup"}), "FILE is missing"));
  CHECK(parsed_as<Restore>({"restore", "a.db"}).file == "a.db");
  CHECK(holds(error_of({"restore"}), "FILE is missing"));
  CHECK(holds(error_of({"restore", "a.db", "--force"}), "--force"));
  CHECK(parsed_as<Doctor>({"doctor"}).address.empty());
  CHECK(parsed_as<Doctor>({"doctor", "--address", "http://[::1]:80"}).address == "http://[::1]:80");
}

TEST_CASE("import and export name a person, and a file where they need one") {
  const auto in = parsed_as<ImportCalendar>({"import", "a.ics", "--user", "ann@example.org"});
  CHECK(in.file == "a.ics");
  CHECK(in.email == "ann@example.org");
  CHECK_FALSE(in.dry_run);
  CHECK(parsed_as<ImportCalendar>({"import", "-", "--user", "a@b", "--dry-run"}).dry_run);
  CHECK(parsed_as<ImportCalendar>({"import", "--user", "a@b", "-"}).file == "-");
  CHECK(holds(error_of({"import", "--user", "a@b"}), "FILE is missing"));
  CHECK(holds(error_of({"import", "a.ics"}), "--user is missing"));
  CHECK(holds(error_of({"import", "a.ics", "b.ics", "--user", "a@b"}), "b.ics"));
  CHECK(parsed_as<ExportCalendar>({"export", "--user", "a@b"}).file.empty());
  CHECK(parsed_as<ExportCalendar>({"export", "--user", "a@b", "--output", "x"}).file == "x");
  CHECK(holds(error_of({"export"}), "--user is missing"));
}
