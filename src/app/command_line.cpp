#include "command_line.hpp"

#include "grammar.hpp"
#include "settings.hpp"

#include <charconv>
#include <cstdlib>
#include <initializer_list>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace kalends::app {
namespace {

/// In the order that CLI11 wants: the last first. `--flag=` becomes two words, or CLI11 would take
/// the word after it for the flag's value.
std::vector<std::string> reversed_words(int argc, const char* const* argv) {
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool empty_value = word.starts_with("--") && word.find('=') == word.size() - 1;
    words.push_back(empty_value ? word.substr(0, word.size() - 1) : word);
    if (empty_value) words.emplace_back();
  }
  return {words.rbegin(), words.rend()};
}

/// The command that was given, and what it is called with the commands above it.
std::pair<const CLI::App*, std::string> given_command(const CLI::App& program) {
  const CLI::App* command = &program;
  std::string name;
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    name += (name.empty() ? "" : " ") + command->get_name();
  }
  return {command, name};
}

Notice complaint(const std::string& command, const std::string& message) {
  const std::string full = command.empty() ? "kalends" : "kalends " + command;
  return {fmt::format("kalends: {}\nTry `{} --help`.\n", message, full), 2};
}

std::string in_our_words(const CLI::Error& error, const CLI::App& program) {
  std::string said = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    return fmt::format("this is not understood: {}",
                       CLI::detail::join(program.remaining(true), " "));
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    if (!said.starts_with("--")) return "--" + said.substr(0, said.find(' ')) + " takes no value";
    return said.substr(0, said.find(':')) + " takes one value, and is given once";
  }
  return said;
}

std::string value_of(const CLI::App& command, const std::string& flag) {
  const auto& values = command.get_option(flag)->results();
  return values.empty() ? std::string() : values.front();
}

Result<Config> config_for(const CLI::App& command, const Environment& environment) {
  SettingTexts flags;
  for (const auto& setting : all_settings()) {
    if (command.count(flag_of(setting)) > 0) {
      flags.emplace(setting.key, value_of(command, flag_of(setting)));
    }
  }
  const std::string file = command.count("--config") > 0
                               ? value_of(command, "--config")
                               : environment("KALENDS_CONFIG").value_or("");
  auto config = read_config(file, environment, flags);
  const bool half =
      config && config->server.tls.certificate.empty() != config->server.tls.key.empty();
  if (!half) return config;
  return Error{ErrorCode::invalid,
               "server.tls.certificate and server.tls.key belong together: set both, or neither",
               {}};
}

/// The first of these flags that was not given; empty when none is missing.
std::string missing_flag(const CLI::App& command, std::initializer_list<const char*> flags) {
  for (const auto* flag : flags) {
    if (command.count(flag) == 0) return flag;
  }
  return {};
}

std::string missing_flag_of(const std::string& name, const CLI::App& command) {
  if (name == "user add") return missing_flag(command, {"--email", "--name", "--password-stdin"});
  if (name == "user reset-password") return missing_flag(command, {"--email", "--password-stdin"});
  if (name == "user retire") return missing_flag(command, {"ADDRESS", "--to"});
  if (name == "import") return missing_flag(command, {"FILE", "--user"});
  if (name == "export") return missing_flag(command, {"--user"});
  if (name == "capacity") return missing_flag(command, {"--users"});
  if (name == "backup" || name == "restore") return missing_flag(command, {"FILE"});
  return {};
}

UserAdd user_add(const CLI::App& command, Config config) {
  const bool has_zone = command.count("--time-zone") > 0;
  return {std::move(config), value_of(command, "--email"), value_of(command, "--name"),
          has_zone ? value_of(command, "--time-zone") : "UTC",
          command.count("--administrator") > 0};
}

UserRetire user_retire(const CLI::App& command, Config config) {
  return {std::move(config),
          value_of(command, "ADDRESS"),
          value_of(command, "--to"),
          command.count("--all") > 0,
          command.count("--administrator") > 0,
          command.count("--dry-run") > 0};
}

/// Names the flag when its value is no such number.
Result<std::int64_t> users_of(const CLI::App& command) {
  constexpr std::int64_t most = 1'000'000'000;
  const std::string text = value_of(command, "--users");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (whole && number >= 1 && number <= most) return number;
  return Error{ErrorCode::invalid,
               fmt::format("--users must be a whole number from 1 to {}, not \"{}\"", most, text),
               {}};
}

Command capacity(const CLI::App& command, Config config) {
  const auto users = users_of(command);
  if (!users) return complaint("capacity", users.error().message);
  return Capacity{std::move(config), *users};
}

Command command_with(const std::string& name, const CLI::App& command, Config config) {
  if (name == "serve") {
    return Serve{std::move(config), command.count("--demo") > 0, command.count("--check") > 0};
  }
  if (name == "migrate") return Migrate{std::move(config)};
  if (name == "user add") return user_add(command, std::move(config));
  if (name == "user list") return UserList{std::move(config)};
  if (name == "user reset-password") {
    return UserResetPassword{std::move(config), value_of(command, "--email")};
  }
  if (name == "user retire") return user_retire(command, std::move(config));
  if (name == "zones check") return ZonesCheck{std::move(config)};
  if (name == "zones apply") return ZonesApply{std::move(config)};
  if (name == "import") {
    return ImportCalendar{std::move(config), value_of(command, "FILE"), value_of(command, "--user"),
                          command.count("--dry-run") > 0};
  }
  if (name == "export") {
    const bool has_file = command.count("--output") > 0;
    return ExportCalendar{std::move(config), has_file ? value_of(command, "--output") : "",
                          value_of(command, "--user")};
  }
  if (name == "capacity") return capacity(command, std::move(config));
  if (name == "backup") {
    return Backup{std::move(config), value_of(command, "FILE"), command.count("--force") > 0};
  }
  if (name == "restore") return Restore{std::move(config), value_of(command, "FILE")};
  if (name == "doctor") {
    const bool asks = command.count("--address") > 0;
    return Doctor{std::move(config), asks ? value_of(command, "--address") : ""};
  }
  if (name == "config print") return ConfigPrint{std::move(config)};
  return HealthCheck{config.listen, !config.server.tls.certificate.empty()};
}

Command command_of(const CLI::App& program, const Environment& environment) {
  const auto [command, name] = given_command(program);
  if (name == "version" || program.count("--version") > 0) return Version{};
  if (!command->get_subcommands([](const CLI::App*) { return true; }).empty()) {
    return complaint(name, "which command?");
  }
  const auto missing = missing_flag_of(name, *command);
  if (!missing.empty()) return complaint(name, fmt::format("{} is missing", missing));
  auto config = config_for(*command, environment);
  if (!config) return complaint(name, config.error().message);
  return command_with(name, *command, *std::move(config));
}

}  // namespace

Command parse(int argc, const char* const* argv, const Environment& environment) {
  CLI::App program("Kalends, a calendar server", "kalends");
  add_commands(program);
  if (argc < 2) return Notice{program.help(), 0};
  auto words = reversed_words(argc, argv);
  try {
    program.parse(words);
  } catch (const CLI::CallForHelp&) {
    return Notice{program.help(), 0};
  } catch (const CLI::Error& error) {
    return complaint(given_command(program).second, in_our_words(error, program));
  }
  return command_of(program, environment);
}

std::optional<std::string> process_environment(const std::string& name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace kalends::app
