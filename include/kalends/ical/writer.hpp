#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <kalends/ical/component.hpp>
#include <kalends/ical/property.hpp>

namespace kalends::ical {

/// Appends iCalendar to a string: CRLF, folded at 75 octets, never inside a UTF-8 sequence (RFC
/// 5545 3.1, 6868). No name or value can end its line: of names only letters, digits and `-` are
/// written, of values no control characters but tab (a line break becomes `\n`). One thread.
class Writer {
 public:
  /// `out` outlives the writer.
  explicit Writer(std::string& out) : out_(out) {}

  void begin(std::string_view component);
  /// Ends the component that was begun last.
  void end();
  /// The value is written as it is: already escaped where its type wants that.
  void property(std::string_view name, std::string_view value);
  void property(const Property& property);
  /// A TEXT, which is escaped here.
  void text(std::string_view name, std::string_view value);
  /// With everything in it.
  void component(const Component& component);

 private:
  void write_line(std::string_view line);

  std::string& out_;
  std::vector<std::string> open_;
  std::string line_;
};

}  // namespace kalends::ical
