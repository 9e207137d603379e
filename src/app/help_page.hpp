#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace kalends::app {

/// What `--help` says about a command: for App::formatter_fn. `name` is the whole command, "kalends
/// user add". Options in the group "" are left out.
std::string help_page(const CLI::App* command, std::string name, CLI::AppFormatMode mode);

}  // namespace kalends::app
