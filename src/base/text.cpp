#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <utf8proc.h>

#include <kalends/base/text.hpp>

namespace kalends {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

const utf8proc_uint8_t* bytes(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Calls `see(code_point, byte_offset)` for each character; false when the text is not UTF-8.
template <class See>
bool for_each_character(std::string_view text, See see) {
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t point = 0;
    const auto rest = static_cast<utf8proc_ssize_t>(text.size() - at);
    const auto size = utf8proc_iterate(bytes(text) + at, rest, &point);
    if (size < 1) return false;
    see(point, at);
    at += static_cast<std::size_t>(size);
  }
  return true;
}

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &out,
                                 static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (size < 0) throw std::invalid_argument("text is not UTF-8");
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

bool is_word_character(utf8proc_int32_t point) {
  const auto category = utf8proc_category(point);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO);
}

/// From Thai to Burmese, Khmer, and the scripts of China, Japan and Korea: words without spaces
/// between them. Korean syllables are decomposed here; a rest begins with a leading consonant.
bool is_written_without_spaces(utf8proc_int32_t point) {
  return (point >= 0x0E00 && point < 0x10A0) || (point >= 0x1100 && point < 0x1160) ||
         (point >= 0x1780 && point < 0x1800) || (point >= 0x2E80 && point < 0xA4D0) ||
         point >= 0x20000;
}

bool is_white(utf8proc_int32_t point) {
  return (point >= '\t' && point <= '\r') || utf8proc_category(point) == UTF8PROC_CATEGORY_ZS;
}

}  // namespace

std::optional<std::size_t> character_count(std::string_view text) {
  std::size_t count = 0;
  const bool valid = for_each_character(text, [&](utf8proc_int32_t, std::size_t) { ++count; });
  return valid ? std::optional(count) : std::nullopt;
}

bool has_control_characters(std::string_view text, bool lines) {
  bool found = false;
  for_each_character(text, [&](utf8proc_int32_t point, std::size_t) {
    const bool allowed = lines && (point == '\n' || point == '\r' || point == '\t');
    const bool control =
        utf8proc_category(point) == UTF8PROC_CATEGORY_CC || point == 0x2028 || point == 0x2029;
    found = found || (control && !allowed);
  });
  return found;
}

std::string fold_case(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string without_case_and_accents(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                          UTF8PROC_CASEFOLD);
}

std::vector<std::string> search_words(std::string_view text) {
  const std::string plain = without_case_and_accents(text);
  std::vector<std::string> words;
  std::vector<std::size_t> open;  // where the words began that this character belongs to
  const auto close = [&](std::size_t end) {
    for (const std::size_t begin : open) words.push_back(plain.substr(begin, end - begin));
    open.clear();
  };
  for_each_character(plain, [&](utf8proc_int32_t point, std::size_t at) {
    if (!is_word_character(point)) return close(at);
    if (open.empty() || is_written_without_spaces(point)) open.push_back(at);
  });
  close(plain.size());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool same_name(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = text.size();
  std::size_t end = 0;
  bool solid = false;
  const bool valid = for_each_character(text, [&](utf8proc_int32_t point, std::size_t at) {
    if (solid) end = at;
    solid = !is_white(point);
    if (solid) begin = std::min(begin, at);
  });
  if (!valid) return text;
  if (solid) end = text.size();
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

}  // namespace kalends
