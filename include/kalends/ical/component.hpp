#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/ical/line_reader.hpp>
#include <kalends/ical/property.hpp>
#include <kalends/ical/remark.hpp>

namespace kalends::ical {

/// `BEGIN:VEVENT` to `END:VEVENT` (RFC 5545 3.6).
struct Component {
  std::string name;  // upper case
  std::vector<Property> properties;
  std::vector<Component> components;
  std::size_t line = 0;  // where it begins in the text, from 1; 0 when it was never in one

  /// The first property of this name, in any case; null when there is none.
  const Property* find(std::string_view property) const;
  /// Its value, as it stands in the text; empty when there is none.
  std::string_view value(std::string_view property) const;
};

/// Bytes in, the children of VCALENDAR out, each as soon as it ends. Whatever comes, it holds what
/// was fed and not yet read, one component and one line. What is not whole is left out, and what
/// follows goes on. One thread.
///
///     for (each part of the text) {
///       reader.feed(part);
///       while (auto component = reader.next()) take(*component, reader.take_remarks());
///     }
///     reader.finish();
///     while (auto component = reader.next()) take(*component, reader.take_remarks());
///     report(reader.take_remarks());
class ComponentReader {
 public:
  static constexpr std::size_t deepest = 8;                         // components in components
  static constexpr std::size_t largest = std::size_t{1024} * 1024;  // bytes of a child's lines
  static constexpr std::size_t most_properties = 20000;             // of a child, with all in it

  /// Appends a part of the text, of any size. Read all components before feeding more.
  void feed(std::string_view bytes) { lines_.feed(bytes); }
  void finish();

  /// VEVENT, VTIMEZONE, VTODO ...; nothing when more must be fed first, or, after `finish`, at the
  /// end.
  std::optional<Component> next();

  /// The properties of the VCALENDAR around what `next` gave last, so far (X-WR-CALNAME, METHOD).
  const std::vector<Property>& calendar() const { return calendar_; }
  /// Counts the VCALENDARs up to here: a stream may hold several.
  std::size_t calendars() const { return calendars_; }
  /// What was repaired or left out since the last call.
  std::vector<Remark> take_remarks() { return remarks_.take(); }
  std::size_t remarks_not_kept() const { return remarks_.not_kept(); }

 private:
  std::optional<Component> take(const Line& line);
  void begin(std::string name, const Line& line);
  std::optional<Component> end(std::string_view name, std::size_t line);
  void end_calendar(std::size_t line);
  void open_calendar();
  void add(Property property, const Line& line);
  void add_to_calendar(Property property, const Line& line);
  void count(const Line& line);
  std::optional<Component> close();
  void leave_out(std::size_t keep, std::size_t line);
  void at_end();

  LineReader lines_;
  Remarks remarks_;
  std::vector<Property> calendar_;
  std::vector<Component> open_;  // from the child of VCALENDAR to the innermost
  std::size_t calendars_ = 0;
  std::size_t calendar_size_ = 0;  // of calendar_, in bytes of its lines
  std::size_t size_ = 0;           // of open_
  std::size_t properties_ = 0;     // of open_
  std::size_t too_deep_ = 0;       // components begun beyond the deepest
  std::size_t line_ = 0;           // the last one
  bool in_calendar_ = false;
  bool too_large_ = false;  // open_ only finds the end of what is left out
  bool finished_ = false;
  bool ended_ = false;
};

}  // namespace kalends::ical
