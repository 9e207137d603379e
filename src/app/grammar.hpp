#pragma once

#include <CLI/CLI.hpp>

namespace kalends::app {

/// Adds every command and its options to `program`. What is needed is not marked so: whoever reads
/// the result checks it, after CLI11 has told of what it does not know.
void add_commands(CLI::App& program);

}  // namespace kalends::app
