#include "utf8.hpp"

#include <array>

namespace kalends::ical {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

void append_character(std::string& out, unsigned point) {
  if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
  } else {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
  }
  out += static_cast<char>(0x80 | (point & 0x3F));
}

/// 0x80 to 0xFF as Windows-1252 reads them; the five that it does not have are U+FFFD.
unsigned windows_1252(unsigned byte) {
  constexpr std::array<unsigned, 32> high{
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  return byte < 0xA0 ? high[byte - 0x80] : byte;
}

bool is_printable_ascii(std::string_view text) {
  for (const char letter : text) {
    const auto c = static_cast<unsigned char>(letter);
    if ((c < ' ' && c != '\t') || c >= 0x7F) return false;
  }
  return true;
}

bool is_control(unsigned byte, bool lines) {
  return (byte < ' ' && byte != '\t' && !(lines && byte == '\n')) || byte == 0x7F;
}

/// One that takes several bytes: a control of Latin-1, or a line separator.
enum class Kind { plain, control, separator };

Kind kind_of(std::string_view sequence) {
  if (sequence.size() == 2 && sequence[0] == '\xC2' && sequence[1] < '\xA0') return Kind::control;
  const bool separator = sequence == "\xE2\x80\xA8" || sequence == "\xE2\x80\xA9";
  return separator ? Kind::separator : Kind::plain;
}

}  // namespace

std::size_t sequence_size(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - at < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  }
  const unsigned next = byte_at(text, at + 1);
  const bool overlong = (lead == 0xE0 && next < 0xA0) || (lead == 0xF0 && next < 0x90);
  const bool none = (lead == 0xED && next > 0x9F) || (lead == 0xF4 && next > 0x8F);
  return overlong || none ? 0 : size;
}

TextRepair make_readable(std::string& text, bool lines) {
  if (is_printable_ascii(text)) return {};
  TextRepair repair;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = sequence_size(text, at);
    const std::string_view sequence = std::string_view(text).substr(at, size);
    const Kind kind = kind_of(sequence);
    at += size == 0 ? 1 : size;
    if (size == 0) {
      append_character(out, windows_1252(byte_at(text, at - 1)));
      repair.encoding = true;
    } else if (kind == Kind::control || (size == 1 && is_control(byte_at(sequence, 0), lines))) {
      repair.controls = true;
    } else if (kind == Kind::separator) {
      out += ' ';
      repair.controls = true;
    } else {
      out += sequence;
    }
  }
  text = std::move(out);
  return repair;
}

}  // namespace kalends::ical
