#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/ical/component.hpp>
#include <kalends/ical/line_reader.hpp>

namespace kalends::ical {

/// What came out of a text, and what was said about it.
template <class Value>
struct Read {
  std::vector<Value> values;
  std::vector<Remark> remarks;
};

inline Read<Line> read_lines(std::string_view text, std::size_t chunk = 1024 * 1024) {
  LineReader reader;
  Remarks remarks;
  Read<Line> read;
  const auto take_all = [&] {
    while (auto line = reader.next(remarks)) read.values.push_back(std::move(*line));
  };
  for (std::size_t at = 0; at < text.size(); at += chunk) {
    reader.feed(text.substr(at, chunk));
    take_all();
  }
  reader.finish();
  take_all();
  read.remarks = remarks.take();
  return read;
}

inline Read<Component> read_components(std::string_view text, std::size_t chunk = 1024 * 1024) {
  ComponentReader reader;
  Read<Component> read;
  const auto take_all = [&] {
    while (auto component = reader.next()) read.values.push_back(std::move(*component));
  };
  for (std::size_t at = 0; at < text.size(); at += chunk) {
    reader.feed(text.substr(at, chunk));
    take_all();
  }
  reader.finish();
  take_all();
  read.remarks = reader.take_remarks();
  return read;
}

/// `text` inside of a VCALENDAR; `\n` ends a line.
inline Read<Component> read_in_calendar(const std::string& text) {
  return read_components("BEGIN:VCALENDAR\n" + text + "END:VCALENDAR\n");
}

inline std::string texts(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) out += line.text + '|';
  return out;
}

inline std::string texts(const std::vector<Remark>& remarks) {
  std::string out;
  for (const Remark& remark : remarks) {
    out += remark.kind == Remark::Kind::repaired ? "repaired " : "left out ";
    out += std::to_string(remark.line) + ": " + remark.text + '|';
  }
  return out;
}

}  // namespace kalends::ical
