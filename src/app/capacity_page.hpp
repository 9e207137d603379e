#pragma once

#include "capacity.hpp"

#include <string>

namespace kalends::app {

/// What stands in the file: a line for each table and index that is longer than a page.
std::string tables_text(const std::string& name, const db::FileSpace& file);

/// The averages, and where they come from: `usage`, or the plan where there is none.
std::string averages_text(const Averages& averages, const invite::Usage* usage);

/// What `people` have and will need in a year, where there are any, and what `users` need.
std::string needs_text(const Averages& averages, std::int64_t people, std::int64_t users);

}  // namespace kalends::app
