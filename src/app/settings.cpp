#include "settings.hpp"

#include "addresses.hpp"
#include "sizes.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/ranges.h>

#include <kalends/base/text.hpp>
#include <kalends/http/address.hpp>

namespace kalends::app {
namespace {

struct Range {
  std::int64_t least;
  std::int64_t most;
};

template <class Value>
using Words = std::vector<std::pair<std::string, Value>>;

std::optional<std::int64_t> number_in(std::string_view text, Range range) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < range.least || number > range.most) return std::nullopt;
  return number;
}

/// `member` leads from a Config to the value.
template <class Member>
Setting number(std::string key, std::string help, Range range, Member member) {
  const auto set = [=](Config& config, std::string_view text) {
    const auto value = number_in(text, range);
    auto& target = member(config);
    if (value) target = static_cast<std::remove_reference_t<decltype(target)>>(*value);
    return value.has_value();
  };
  const auto get = [=](const Config& config) { return std::to_string(member(config)); };
  const auto allowed = fmt::format("a whole number from {} to {}", range.least, range.most);
  return {std::move(key), std::move(help), allowed, true, set, get};
}

template <class Value, class Member>
Setting one_of(std::string key, std::string help, const Words<Value>& words, Member member) {
  const auto set = [=](Config& config, std::string_view text) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == text; });
    if (found != words.end()) member(config) = found->second;
    return found != words.end();
  };
  const auto get = [=](const Config& config) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& w) { return w.second == member(config); });
    return found->first;
  };
  std::vector<std::string> names;
  for (const auto& [name, value] : words) names.push_back(name);
  const auto allowed = fmt::format("one of {}", fmt::join(names, ", "));
  return {std::move(key), std::move(help), allowed, false, set, get};
}

/// `read` gives the text as it shall be kept, or nothing when it is not acceptable.
template <class Member>
Setting text(std::string key, std::string help, std::string allowed,
             std::optional<std::string> (*read)(std::string_view), Member member) {
  const auto set = [=](Config& config, std::string_view given) {
    const auto value = read(given);
    if (value) member(config) = *value;
    return value.has_value();
  };
  const auto get = [=](const Config& config) { return member(config); };
  return {std::move(key), std::move(help), std::move(allowed), false, set, get};
}

std::optional<std::string> listen_text(std::string_view given) {
  return split_listen(given) ? std::optional(std::string(given)) : std::nullopt;
}

/// SQLite's names for databases in memory are out: each connection would see one of its own. So are
/// its URIs, which can say the same and more.
std::optional<std::string> file_name(std::string_view given) {
  const bool printable = character_count(given) && !has_control_characters(given, false);
  const bool special = given == ":memory:" || given.starts_with("file:");
  if (given.empty() || special || !printable) return std::nullopt;
  return std::string(given);
}

std::optional<std::string> path_or_empty(std::string_view given) {
  return given.empty() ? std::optional(std::string()) : file_name(given);
}

std::optional<std::string> origin_or_empty(std::string_view given) {
  return given.empty() ? std::optional(std::string()) : origin_of(given);
}

std::optional<std::string> network_list(std::string_view given) {
  return http::parse_networks(given) ? std::optional(std::string(given)) : std::nullopt;
}

Words<LogLevel> log_levels() {
  return {{"debug", LogLevel::debug},
          {"info", LogLevel::info},
          {"warning", LogLevel::warning},
          {"error", LogLevel::error},
          {"off", LogLevel::off}};
}

Words<user::RegistrationMode> registration_modes() {
  using user::RegistrationMode;
  return {{"open", RegistrationMode::open},
          {"invite", RegistrationMode::invite},
          {"closed", RegistrationMode::closed}};
}

std::vector<Setting> service_settings() {
  return {
      text(
          "listen", "Where to listen; port 0 takes any free port.",
          "an IPv4 address, or an IPv6 address in brackets, with a port (127.0.0.1:8080)",
          listen_text, [](auto& c) -> auto& { return c.listen; }),
      text(
          "database", "The file that holds everything; it is made if it is not there.",
          "a file name", file_name, [](auto& c) -> auto& { return c.database; }),
      one_of(
          "log.level", "Log lines of this weight and above are written.", log_levels(),
          [](auto& c) -> auto& { return c.log.level; }),
      number(
          "server.threads", "Threads that talk to the network; 0 is one for each core.", {0, 256},
          [](auto& c) -> auto& { return c.server.threads; }),
      number(
          "server.workers", "Threads that write, each one request at a time.", {1, 1024},
          [](auto& c) -> auto& { return c.server.workers; }),
      text(
          "server.public_url",
          "Where people reach the server, when a proxy stands before it; with https the browser "
          "sends its cookie over TLS only.",
          "empty, or http:// or https:// with a host, perhaps a port, and nothing behind it",
          origin_or_empty, [](auto& c) -> auto& { return c.server.public_url; }),
      text(
          "server.trusted_proxies",
          "Proxies before the server: only what they say in X-Forwarded-For of who asks is "
          "believed. "
          "Name yours, or everybody behind it counts as one address for the limits.",
          "empty, or addresses and networks (10.0.0.0/8) apart by commas", network_list,
          [](auto& c) -> auto& { return c.server.trusted_proxies; }),
  };
}

std::vector<Setting> tls_settings() {
  return {
      text(
          "server.tls.certificate",
          "The server's certificate with those that lead to a trusted one, in PEM: with it the "
          "server speaks TLS itself, and nothing else. Looked at every few seconds, and on SIGHUP; "
          "a new one is taken at once.",
          "empty, or a file name", path_or_empty,
          [](auto& c) -> auto& { return c.server.tls.certificate; }),
      text(
          "server.tls.key", "The key of this certificate, in PEM, without a password.",
          "empty, or a file name", path_or_empty,
          [](auto& c) -> auto& { return c.server.tls.key; }),
  };
}

std::vector<Setting> backup_settings() {
  return {
      text(
          "backup.folder",
          "Where the server puts backups that it makes by itself, each one checked; better on "
          "another disk. Where it is empty, it makes none.",
          "empty, or a folder", path_or_empty, [](auto& c) -> auto& { return c.backup.folder; }),
      number(
          "backup.every_hours", "Hours from one of these backups to the next.", {1, 8784},
          [](auto& c) -> auto& { return c.backup.every_hours; }),
      number(
          "backup.keep", "How many of them are kept; the oldest go first.", {1, 10000},
          [](auto& c) -> auto& { return c.backup.keep; }),
  };
}

std::vector<Setting> settings_for_people() {
  return {
      one_of(
          "registration.mode",
          "Who may register: everybody (open), those with a code from an administrator (invite), "
          "nobody (closed).",
          registration_modes(), [](auto& c) -> auto& { return c.registration.mode; }),
      number(
          "session.days", "Days that one sign-in is good for.", {1, 366},
          [](auto& c) -> auto& { return c.session.days; }),
      number(
          "password.memory_kib", "Memory that hashing a password takes (Argon2id), in KiB.",
          {8, 1048576}, [](auto& c) -> auto& { return c.password.memory_kib; }),
      number(
          "password.passes", "Passes over that memory.", {1, 10},
          [](auto& c) -> auto& { return c.password.passes; }),
  };
}

std::vector<Setting> size_limits() {
  return {
      number(
          "limits.attachment_bytes", "The largest attachment, in bytes.", {kib, 512 * mib},
          [](auto& c) -> auto& { return c.limits.attachment_bytes; }),
      number(
          "limits.attachment_quota_bytes", "All attachments of one person together, in bytes.",
          {kib, tib}, [](auto& c) -> auto& { return c.limits.attachment_quota_bytes; }),
      number(
          "limits.import_bytes",
          "The largest calendar that can be imported over the network, in bytes; `kalends import` "
          "takes any.",
          {kib, 512 * mib}, [](auto& c) -> auto& { return c.limits.import_bytes; }),
      number(
          "limits.bodies_bytes",
          "Bodies of requests that are being read or answered, all together, in bytes; what comes "
          "beyond is told to come again. Never less than the largest of them.",
          {kib, tib}, [](auto& c) -> auto& { return c.limits.bodies_bytes; }),
      number(
          "limits.attendees", "The most attendees that a meeting may have.", {1, 5000},
          [](auto& c) -> auto& { return c.limits.attendees; }),
      number(
          "limits.sockets",
          "The most WebSockets that one person may have open: one a browser tab or app.",
          {1, 10000}, [](auto& c) -> auto& { return c.limits.sockets; }),
      number(
          "limits.connections_address",
          "The most connections that one address may have open; a whole company may be behind one. "
          "Trusted proxies have no bound. Never more than half of the descriptors that the process "
          "may have, so that others get in; 0 is without a bound.",
          {0, 1'000'000}, [](auto& c) -> auto& { return c.limits.connections_address; }),
  };
}

std::vector<Setting> rate_limits() {
  constexpr Range times{0, 1'000'000};
  return {
      number(
          "limits.wrong_passwords",
          "Wrong passwords that are looked at for one account in an hour; 0 is without a bound, as "
          "for the next ones. Where the account was signed in to lately they are counted apart.",
          times, [](auto& c) -> auto& { return c.limits.wrong_passwords; }),
      number(
          "limits.wrong_passwords_address",
          "Wrong passwords that are looked at from one address in an hour, for all accounts. A "
          "whole company may be behind one.",
          times, [](auto& c) -> auto& { return c.limits.wrong_passwords_address; }),
      number(
          "limits.registrations_address",
          "Registrations from one address in an hour; those with a good code do not count.", times,
          [](auto& c) -> auto& { return c.limits.registrations_address; }),
      number(
          "limits.searches", "Searches of one person, for people and for meetings, in a minute.",
          times, [](auto& c) -> auto& { return c.limits.searches; }),
      number(
          "limits.writes", "Requests of one person that write, in a minute.", times,
          [](auto& c) -> auto& { return c.limits.writes; }),
  };
}

std::vector<Setting> settings_of_memory() {
  return {
      number(
          "notifications.keep", "Notifications kept for each person; the oldest go first.",
          {10, 100000}, [](auto& c) -> auto& { return c.notifications.keep; }),
      number(
          "notifications.keep_days", "Days after which a notification is dropped.", {1, 3650},
          [](auto& c) -> auto& { return c.notifications.keep_days; }),
      number(
          "audit.keep_days",
          "Days after which a line of the audit log (who did what) is dropped; those of sign-ins "
          "hold the address they came from.",
          {1, 3650}, [](auto& c) -> auto& { return c.audit.keep_days; }),
      number(
          "cache.series_bytes", "Memory for series that were looked at lately, in bytes.", {0, tib},
          [](auto& c) -> auto& { return c.cache.series_bytes; }),
      number(
          "cache.busy_bytes",
          "Memory for the weeks of people whose free and busy times were asked for lately, in "
          "bytes.",
          {0, tib}, [](auto& c) -> auto& { return c.cache.busy_bytes; }),
      number(
          "cache.session_bytes", "Memory for sessions that were used lately, in bytes.", {0, tib},
          [](auto& c) -> auto& { return c.cache.session_bytes; }),
      number(
          "cache.view_bytes",
          "Memory for views of calendars that were asked for lately, in bytes. They are also what "
          "is shown when the database cannot be read.",
          {0, tib}, [](auto& c) -> auto& { return c.cache.view_bytes; }),
  };
}

}  // namespace

std::vector<Setting> all_settings() {
  std::vector<Setting> all;
  for (const auto part : {service_settings, tls_settings, backup_settings, settings_for_people,
                          size_limits, rate_limits, settings_of_memory}) {
    for (auto& setting : part()) all.push_back(std::move(setting));
  }
  return all;
}

std::string section_of(const Setting& setting) {
  const auto dot = setting.key.rfind('.');
  return dot == std::string::npos ? std::string() : setting.key.substr(0, dot);
}

std::string flag_of(const Setting& setting) {
  std::string name = setting.key;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.' || c == '_'; }, '-');
  return "--" + name;
}

std::string environment_of(const Setting& setting) {
  std::string name = "KALENDS_" + setting.key;
  for (char& c : name) {
    c = c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

std::string default_of(const Setting& setting) {
  const std::string value = setting.get(Config{});
  return value.empty() ? "empty" : value;
}

std::string explanation_of(const Setting& setting) {
  std::string allowed = setting.allowed;
  allowed.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(allowed.front())));
  return fmt::format("{} {}.", setting.help, allowed);
}

}  // namespace kalends::app
