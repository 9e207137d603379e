#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace kalends::app {

/// A call on this file has failed: what errno says, as std::system_error.
[[noreturn]] inline void fail_on(const std::string& file) {
  throw std::system_error(errno, std::system_category(), file);
}

/// What a command was asked for cannot be done: the words that whoever asked will read, as
/// std::runtime_error.
[[noreturn]] inline void refuse(const std::string& why) { throw std::runtime_error(why); }

}  // namespace kalends::app
