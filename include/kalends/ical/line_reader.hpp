#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <kalends/ical/property.hpp>
#include <kalends/ical/remark.hpp>

namespace kalends::ical {

/// A content line, unfolded: UTF-8 without control characters other than tab.
struct Line {
  std::size_t number = 0;  // where it begins, from 1
  std::string text;
};

/// Bytes in, content lines out (RFC 5545 3.1). Lines end with CRLF, LF or CR; a line that is no
/// UTF-8 is read as Windows-1252 where it is none; empty lines are skipped. Holds what was fed and
/// not yet read, and one line. One thread.
class LineReader {
 public:
  /// In bytes, unfolded. A longer line is left out, and never held.
  static constexpr std::size_t longest_line = std::size_t{256} * 1024;

  /// Appends a part of the text, of any size. Read all lines before feeding more.
  void feed(std::string_view bytes);
  /// There will be no more: the last line is whole even without an end.
  void finish() { finished_ = true; }

  /// Nothing when more must be fed first, or, after `finish`, at the end.
  std::optional<Line> next(Remarks& remarks);

 private:
  bool read_line_end();
  void read_segment();
  std::optional<Line> take_line(Remarks& remarks);

  std::string fed_;
  std::size_t at_ = 0;           // how far fed_ is read
  std::string line_;             // what is known of the line that is being read
  std::size_t line_number_ = 1;  // of its beginning
  std::size_t number_ = 1;       // of where we are
  bool line_ended_ = false;      // it goes on only when white space comes next
  bool after_cr_ = false;        // a LF belongs to it
  bool too_long_ = false;
  bool finished_ = false;
};

/// A content line taken apart. Forgives what programs are known to write: missing quotes, white
/// space around names; `remarks` says so. Nothing, and a remark, when the line is none.
std::optional<Property> parse_property(const Line& line, Remarks& remarks);

}  // namespace kalends::ical
