#include "config_sources.hpp"
#include "settings.hpp"
#include "wrap.hpp"

#include <fmt/format.h>

#include <kalends/app/config.hpp>

namespace kalends::app {
namespace {

constexpr std::size_t page_width = 98;

std::string comment(const std::string& text) {
  std::string out;
  for (const auto& line : wrap(text, page_width)) out += "# " + line + "\n";
  return out;
}

/// A TOML string. Where nothing needs escaping, none is used: CLI11 reads none.
std::string quoted(const std::string& text) {
  if (text.find_first_of("\"\\") == std::string::npos) return '"' + text + '"';
  if (text.find('\'') == std::string::npos) return '\'' + text + '\'';
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

Result<void> apply(Config& config, const Setting& setting, const std::string& text,
                   const std::string& place) {
  if (setting.set(config, text)) return {};
  return Error{
      ErrorCode::invalid,
      fmt::format("{} must be {}, not \"{}\" ({})", setting.key, setting.allowed, text, place),
      {}};
}

}  // namespace

std::string to_toml(const Config& config) {
  std::string out = comment(
      "The settings of Kalends. Each is also a flag (--registration-mode open) and an environment "
      "variable (KALENDS_REGISTRATION_MODE=open). A flag wins over the environment, the "
      "environment "
      "over this file.");
  std::string section;
  for (const auto& setting : all_settings()) {
    out += '\n';
    if (section_of(setting) != section) {
      section = section_of(setting);
      out += fmt::format("[{}]\n", section);
    }
    const auto value = setting.get(config);
    const auto name = setting.key.substr(section.empty() ? 0 : section.size() + 1);
    out += comment(fmt::format("{} Default: {}.", explanation_of(setting), default_of(setting)));
    out += fmt::format("{} = {}\n", name, setting.is_number ? value : quoted(value));
  }
  return out;
}

Result<Config> read_config(const std::string& file, const Environment& environment,
                           const SettingTexts& flags) {
  SettingTexts in_file;
  if (!file.empty()) {
    auto read = read_config_file(file);
    if (!read) return read.error();
    in_file = *std::move(read);
  }
  Config config;
  for (const auto& setting : all_settings()) {
    Result<void> applied;
    const auto apply_next = [&](const std::string& text, const std::string& place) {
      if (applied) applied = apply(config, setting, text, place);
    };
    if (const auto text = in_file.find(setting.key); text != in_file.end()) {
      apply_next(text->second, "in " + file);
    }
    const auto variable = environment(environment_of(setting));
    if (variable && !variable->empty()) apply_next(*variable, "from " + environment_of(setting));
    if (const auto text = flags.find(setting.key); text != flags.end()) {
      apply_next(text->second, "from " + flag_of(setting));
    }
    if (!applied) return applied.error();
  }
  return config;
}

}  // namespace kalends::app
