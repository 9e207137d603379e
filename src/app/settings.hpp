#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/app/config.hpp>

namespace kalends::app {

/// One setting, declared once: flags, environment, file, help and `config print` are all made from
/// this.
struct Setting {
  std::string key;      // as in the file: "registration.mode"
  std::string help;     // a sentence
  std::string allowed;  // ends the sentence "It must be ..."
  bool is_number;       // stands in the file without quotes
  /// Takes over the value, or returns false and changes nothing.
  std::function<bool(Config&, std::string_view)> set;
  /// The value, in the form that `set` takes.
  std::function<std::string(const Config&)> get;
};

/// In the order in which they are shown: those without a section first, then section by section.
std::vector<Setting> all_settings();

std::string section_of(const Setting& setting);      // "registration"; empty for "listen"
std::string flag_of(const Setting& setting);         // "--registration-mode"
std::string environment_of(const Setting& setting);  // "KALENDS_REGISTRATION_MODE"
/// For people: "empty" where the default is nothing.
std::string default_of(const Setting& setting);
/// The help and what is allowed.
std::string explanation_of(const Setting& setting);

}  // namespace kalends::app
