#include "settings.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include <doctest/doctest.h>

using namespace kalends::app;

namespace {

Setting setting_named(const std::string& key) {
  const auto all = all_settings();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Setting& s) { return s.key == key; });
  REQUIRE(found != all.end());
  return *found;
}

bool takes(const std::string& key, const std::string& text) {
  Config config;
  return setting_named(key).set(config, text);
}

}  // namespace

TEST_CASE("flag and variable of a setting are made from its key") {
  const auto setting = setting_named("password.memory_kib");
  CHECK(flag_of(setting) == "--password-memory-kib");
  CHECK(environment_of(setting) == "KALENDS_PASSWORD_MEMORY_KIB");
  CHECK(section_of(setting) == "password");
  CHECK(section_of(setting_named("listen")).empty());
  CHECK(section_of(setting_named("server.tls.key")) == "server.tls");
}

TEST_CASE("no two settings share a key, a flag or a variable") {
  std::set<std::string> keys;
  std::set<std::string> flags;
  std::set<std::string> variables;
  for (const auto& setting : all_settings()) {
    CHECK(keys.insert(setting.key).second);
    CHECK(flags.insert(flag_of(setting)).second);
    CHECK(variables.insert(environment_of(setting)).second);
  }
}

TEST_CASE("every setting takes its own default and is explained in a sentence") {
  for (const auto& setting : all_settings()) {
    CAPTURE(setting.key);
    Config config;
    CHECK(setting.set(config, setting.get(Config{})));
    CHECK(setting.get(config) == setting.get(Config{}));
    CHECK(setting.help.ends_with('.'));
  }
}

TEST_CASE("a number is taken from its least to its most and not beyond") {
  struct Range {
    std::int64_t least;
    std::int64_t most;
  };
  const std::map<std::string, Range> ranges = {
      {"server.threads", {0, 256}},
      {"server.workers", {1, 1024}},
      {"backup.every_hours", {1, 8784}},
      {"backup.keep", {1, 10000}},
      {"session.days", {1, 366}},
      {"password.memory_kib", {8, 1048576}},
      {"password.passes", {1, 10}},
      {"limits.attachment_bytes", {1024, 536870912}},
      {"limits.import_bytes", {1024, 536870912}},
      {"limits.bodies_bytes", {1024, 1099511627776}},
      {"limits.attachment_quota_bytes", {1024, 1099511627776}},
      {"limits.attendees", {1, 5000}},
      {"limits.sockets", {1, 10000}},
      {"limits.connections_address", {0, 1000000}},
      {"limits.wrong_passwords", {0, 1000000}},
      {"limits.writes", {0, 1000000}},
      {"notifications.keep", {10, 100000}},
      {"notifications.keep_days", {1, 3650}},
  };
  for (const auto& entry : ranges) {
    const auto& key = entry.first;
    const auto& range = entry.second;
    CAPTURE(key);
    CHECK(takes(key, std::to_string(range.least)));
    CHECK(takes(key, std::to_string(range.most)));
    CHECK_FALSE(takes(key, std::to_string(range.least - 1)));
    CHECK_FALSE(takes(key, std::to_string(range.most + 1)));
  }
}

TEST_CASE("what is no number is not taken for one, and changes nothing") {
  for (const std::string text :
       {"", " 5", "5 ", "5.0", "0x10", "1e2", "five", "99999999999999999999"}) {
    CAPTURE(text);
    Config config;
    CHECK_FALSE(setting_named("session.days").set(config, text));
    CHECK(config.session.days == 30);
  }
}

TEST_CASE("each word stands for its value") {
  Config config;
  CHECK(setting_named("registration.mode").set(config, "closed"));
  CHECK(config.registration.mode == kalends::user::RegistrationMode::closed);
  CHECK(setting_named("log.level").set(config, "off"));
  CHECK(config.log.level == kalends::LogLevel::off);
  CHECK_FALSE(takes("registration.mode", "Open"));
  CHECK_FALSE(takes("log.level", ""));
}

TEST_CASE("a database is a file with a printable name") {
  CHECK(takes("database", "/var/lib/kalends/Kalender für alle.db"));
  for (const std::string text : {"", ":memory:", "file:a.db?mode=memory", "a\nb", "\xff.db"})
    CHECK_FALSE(takes("database", text));
}

TEST_CASE("trusted proxies are addresses and networks, or none") {
  for (const std::string text : {"", "127.0.0.1", "::1, 10.0.0.0/8", "fd00::/8,192.0.2.7"})
    CHECK(takes("server.trusted_proxies", text));
  for (const std::string text : {"localhost", "10.0.0.0/33", "10.0.0.0/8,", "*", "[::1]"})
    CHECK_FALSE(takes("server.trusted_proxies", text));
}

TEST_CASE("the public address is kept as a browser names the origin, or is empty") {
  Config config;
  const auto setting = setting_named("server.public_url");
  CHECK(setting.set(config, "https://Calendar.Example/"));
  CHECK(config.server.public_url == "https://calendar.example");
  CHECK(setting.set(config, ""));
  CHECK(config.server.public_url.empty());
  CHECK_FALSE(setting.set(config, "calendar.example"));
}
