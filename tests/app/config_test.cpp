#include "config_sources.hpp"
#include "settings.hpp"
#include "temporary_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include <doctest/doctest.h>

#include <kalends/app/config.hpp>

using namespace kalends::app;

namespace {

const Environment nothing_set = [](const std::string&) { return std::nullopt; };

Environment one_variable(std::string name, std::string value) {
  return [name = std::move(name), value = std::move(value)](const std::string& asked) {
    return asked == name ? std::optional(value) : std::nullopt;
  };
}

/// Two values that the setting takes and that are not its default.
std::pair<std::string, std::string> two_values(const Setting& setting) {
  std::vector<std::string> found;
  for (const auto* candidate :
       {"127.0.0.1:1", "[::1]:2", "https://a.example", "http://b.example:81", "a.db", "b.db",
        "open", "closed", "debug", "error", "3", "4", "2001", "2002", "10.0.0.1", "fd00::/8"}) {
    Config config;
    if (setting.set(config, candidate)) found.emplace_back(candidate);
  }
  REQUIRE(found.size() >= 2);
  return {found[0], found[1]};
}

std::string line_for(const Setting& setting, const std::string& value) {
  return setting.key + " = " + (setting.is_number ? value : '"' + value + '"') + "\n";
}

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What reading a file with this content is refused with; the file is called FILE in it.
std::string refusal_of(const std::string& content) {
  const TemporaryFile file(content);
  const auto config = read_config(file.path(), nothing_set, {});
  REQUIRE(config.has_error());
  std::string message = config.error().message;
  const auto at = message.find(file.path());
  REQUIRE(at != std::string::npos);
  return message.replace(at, file.path().size(), "FILE");
}

}  // namespace

TEST_CASE("config/kalends.toml shows every setting with its default") {
  const std::filesystem::path config(KALENDS_CONFIG_FOLDER);
  CHECK(whole_file(config / "kalends.toml") == to_toml(Config{}));
}

TEST_CASE("what config print writes is read back as the same settings") {
  Config config;
  for (const auto& setting : all_settings()) CHECK(setting.set(config, two_values(setting).second));
  const TemporaryFile file(to_toml(config));
  const auto read = read_config(file.path(), nothing_set, {});
  REQUIRE(read.has_value());
  for (const auto& setting : all_settings()) {
    CAPTURE(setting.key);
    CHECK(setting.get(*read) == setting.get(config));
    CHECK(setting.get(*read) != setting.get(Config{}));
  }
}

TEST_CASE("a name with quotes is printed as TOML has it") {
  Config config;
  config.database = "it's.db";
  CHECK(to_toml(config).find("\ndatabase = \"it's.db\"\n") != std::string::npos);
  config.database = R"(a"b.db)";
  CHECK(to_toml(config).find("\ndatabase = 'a\"b.db'\n") != std::string::npos);
  config.database = R"(it's a"b.db)";
  CHECK(to_toml(config).find(R"(database = "it's a\"b.db")") != std::string::npos);
}

TEST_CASE("for every setting the flag wins over the environment, the file and the default") {
  for (const auto& setting : all_settings()) {
    CAPTURE(setting.key);
    const auto [one, other] = two_values(setting);
    const TemporaryFile file(line_for(setting, one));
    const auto variable = one_variable(environment_of(setting), other);
    const auto same = one_variable(environment_of(setting), one);

    CHECK(setting.get(*read_config("", nothing_set, {})) == setting.get(Config{}));
    CHECK(setting.get(*read_config(file.path(), nothing_set, {})) == one);
    CHECK(setting.get(*read_config(file.path(), variable, {})) == other);
    CHECK(setting.get(*read_config(file.path(), same, {{setting.key, other}})) == other);
    CHECK(setting.get(*read_config("", variable, {{setting.key, one}})) == one);
  }
}

TEST_CASE("a value that is not allowed is refused by the name of its setting, wherever it stands") {
  for (const auto& setting : all_settings()) {
    CAPTURE(setting.key);
    const std::string bad = "\x01";
    const auto from_environment = read_config("", one_variable(environment_of(setting), bad), {});
    REQUIRE(from_environment.has_error());
    CHECK(
        from_environment.error().message.starts_with(setting.key + " must be " + setting.allowed));
    CHECK(from_environment.error().message.ends_with("(from " + environment_of(setting) + ")"));
    const auto from_flag = read_config("", nothing_set, {{setting.key, bad}});
    REQUIRE(from_flag.has_error());
    CHECK(from_flag.error().message.ends_with("(from " + flag_of(setting) + ")"));
    CHECK(refusal_of(line_for(setting, bad)).starts_with(setting.key + " must be "));
  }
}

TEST_CASE("a bad value in the file is refused even when a flag outdoes it") {
  const TemporaryFile file("[session]\ndays = 0\n");
  CHECK(read_config(file.path(), nothing_set, {{"session.days", "5"}}).has_error());
}

TEST_CASE("an empty variable counts as not set") {
  const auto config = read_config("", one_variable("KALENDS_DATABASE", ""), {});
  REQUIRE(config.has_value());
  CHECK(config->database == "kalends.db");
}

TEST_CASE("sections, dotted keys and comments may be mixed") {
  const TemporaryFile file(
      "# mine\nsession.days = 7 # a week\n\n[server]\nworkers = 8\n[limits]\nattendees=9\n");
  const auto config = read_config(file.path(), nothing_set, {});
  REQUIRE(config.has_value());
  CHECK(config->session.days == 7);
  CHECK(config->server.workers == 8);
  CHECK(config->limits.attendees == 9);
}

TEST_CASE("an unknown key or section in the file is refused by its name") {
  CHECK(refusal_of("[server]\nworker = 1\n") == "there is no setting server.worker (in FILE)");
  CHECK(refusal_of("workers = 1\n") == "there is no setting workers (in FILE)");
  CHECK(refusal_of("[server]\nlisten = \"127.0.0.1:1\"\n") ==
        "there is no setting server.listen (in FILE)");
  CHECK(refusal_of("[servers]\n") == "there is no section [servers] (in FILE)");
  CHECK(refusal_of("[server.workers]\n") == "there is no section [server.workers] (in FILE)");
  CHECK(refusal_of("[server\nworkers = 1\n") == "there is no setting [server (in FILE)");
}

TEST_CASE("a key or section that the file gives twice is refused by its name") {
  CHECK(refusal_of("[session]\ndays = 1\ndays = 2\n") ==
        "session.days: it must have one value, and be given once (in FILE)");
  CHECK(refusal_of("session.days = 1\nlisten = \"127.0.0.1:1\"\nsession.days = 2\n") ==
        "session.days: it is given twice (in FILE)");
  CHECK(refusal_of("[session]\ndays = 1\n[server]\n[session]\n") ==
        "the section [session] stands there twice (in FILE)");
}

TEST_CASE("a value of the wrong type is refused by the name of its setting") {
  CHECK(refusal_of("[server]\nworkers = [1, 2]\n")
            .starts_with("server.workers: it must have one value"));
  CHECK(refusal_of("[server]\nworkers = []\n").starts_with("server.workers"));
  CHECK(refusal_of("[server]\nworkers = true\n")
            .starts_with("server.workers must be a whole number"));
  CHECK(
      refusal_of("[server]\nworkers = 1.5\n").starts_with("server.workers must be a whole number"));
  CHECK(refusal_of("[server]\nworkers\n").starts_with("server.workers must be a whole number"));
  CHECK(refusal_of("database = 5\n").starts_with("database: it must be a text"));
  CHECK(refusal_of("database = true\n").starts_with("database: it must be a text"));
  CHECK(refusal_of("[log]\nlevel = 1\n").starts_with("log.level: it must be a text"));
}

TEST_CASE("a text that would be misread is refused") {
  CHECK(refusal_of("database = \"a#b.db\"\n").find("'#'") != std::string::npos);
  CHECK(refusal_of("database = \"a.db\n").find("quotes") != std::string::npos);
  CHECK(refusal_of("database = \"a\\tb.db\"\n").find("backslash") != std::string::npos);
}

TEST_CASE("a file that cannot be read is named") {
  for (const std::string path : {"/nowhere/kalends.toml", "/"}) {
    const auto config = read_config(path, nothing_set, {});
    REQUIRE(config.has_error());
    CHECK(config.error().message == "cannot read the file " + path);
  }
}
