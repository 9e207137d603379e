#include "config_sources.hpp"
#include "settings.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace kalends::app {
namespace {

Error refusal(const std::string& what, const std::string& path) {
  return {ErrorCode::invalid, fmt::format("{} (in {})", what, path), {}};
}

bool is_number_or_truth(const std::string& text) {
  double number = 0;
  const char* end = text.data() + text.size();
  return text == "true" || text == "false" || std::from_chars(text.data(), end, number).ptr == end;
}

/// CLI11 takes off one pair of quotes and tells nothing about it: what shows here that a text was
/// meant in another way is refused, so that it is never read wrongly. Empty when all is well.
std::string misreading(const Setting& setting, const std::string& text) {
  if (text.find('\\') != std::string::npos) return "a backslash cannot stand in this file";
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    return "its quotes are not closed, or there is a '#' between them";
  }
  if (!setting.is_number && !text.empty() && is_number_or_truth(text)) {
    return fmt::format("it must be a text, not a number or a truth value ({})", text);
  }
  return {};
}

std::string trouble_in(const Setting& setting, const std::vector<std::string>& values) {
  if (values.size() != 1) return "it must have one value, and be given once";
  return misreading(setting, values.front());
}

/// Empty when the section is known and opened for the first time.
std::string trouble_in_section(const std::vector<std::string>& parents,
                               std::set<std::string>& opened) {
  const std::string name = CLI::detail::join(parents, ".");
  const auto settings = all_settings();
  const bool known = std::any_of(settings.begin(), settings.end(),
                                 [&](const Setting& s) { return section_of(s) == name; });
  if (!known) return fmt::format("there is no section [{}]", name);
  if (!opened.insert(name).second) return fmt::format("the section [{}] stands there twice", name);
  return {};
}

Result<SettingTexts> collect(const std::vector<CLI::ConfigItem>& items, const std::string& path) {
  const auto settings = all_settings();
  SettingTexts texts;
  std::set<std::string> opened;
  for (const auto& item : items) {
    if (item.name == "--") continue;  // the end of a section, as CLI11 tells it
    if (item.name == "++") {
      const auto trouble = trouble_in_section(item.parents, opened);
      if (!trouble.empty()) return refusal(trouble, path);
      continue;
    }
    const std::string key = item.fullname();
    const auto setting = std::find_if(settings.begin(), settings.end(),
                                      [&](const Setting& s) { return s.key == key; });
    if (setting == settings.end()) {
      return refusal(fmt::format("there is no setting {}", key), path);
    }
    const auto trouble = trouble_in(*setting, item.inputs);
    if (!trouble.empty()) return refusal(fmt::format("{}: {}", key, trouble), path);
    if (!texts.emplace(key, item.inputs.front()).second) {
      return refusal(fmt::format("{}: it is given twice", key), path);
    }
  }
  return texts;
}

}  // namespace

Result<SettingTexts> read_config_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream file(path);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    return Error{ErrorCode::unreadable, fmt::format("cannot read the file {}", path), {}};
  }
  return collect(CLI::ConfigTOML().from_config(file), path);
}

}  // namespace kalends::app
