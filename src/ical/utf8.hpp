#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kalends::ical {

/// How many bytes the character takes that begins at `at`; 0 when no UTF-8 begins there.
std::size_t sequence_size(std::string_view text, std::size_t at);

/// What was wrong with a text that `make_readable` had to change.
struct TextRepair {
  bool encoding = false;  // bytes were no UTF-8
  bool controls = false;  // there were control characters
};

/// Makes `text` UTF-8 without control characters other than tab and, where `lines` says so, line
/// feed: bytes that are no UTF-8 are read as Windows-1252, controls left out, Unicode's line
/// separators become spaces.
TextRepair make_readable(std::string& text, bool lines);

}  // namespace kalends::ical
