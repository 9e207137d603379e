#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include <kalends/app/config.hpp>
#include <kalends/base/error.hpp>

namespace kalends::app {

/// The value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Texts by key ("registration.mode").
using SettingTexts = std::map<std::string, std::string>;

/// What a configuration file says; any key it holds is a setting's. Read by CLI11, which knows the
/// plain part of TOML: one line a value, no escapes in strings, no '#' inside them. Refused
/// (`invalid`, naming key and file): unknown keys and sections, anything given twice, lists, and
/// texts that CLI11 would misread. `unreadable`: no such file.
Result<SettingTexts> read_config_file(const std::string& path);

/// Default, then file, then environment, then flags: the later wins, but all must be acceptable.
/// `file` is empty for none. An environment variable that is empty counts as not set. Errors name
/// the setting, what it may be, and the place.
Result<Config> read_config(const std::string& file, const Environment& environment,
                           const SettingTexts& flags);

}  // namespace kalends::app
