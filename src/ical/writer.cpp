#include "name.hpp"
#include "utf8.hpp"

#include <utility>

#include <kalends/ical/value.hpp>
#include <kalends/ical/writer.hpp>

namespace kalends::ical {
namespace {

constexpr std::size_t longest_written = 75;  // octets, without the line end

std::string name_of(std::string_view name) {
  std::string out = upper(name);
  std::erase_if(out, [](char c) { return !is_name_character(c); });
  return out;
}

/// Text that must not end a line: CRLF, CR and LF are all one line feed here.
std::string one_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (!pair) out += text[at] == '\r' ? '\n' : text[at];
  }
  make_readable(out, true);
  return out;
}

void append_value(std::string& line, std::string_view value) {
  for (const char c : one_text(value)) {
    if (c == '\n') {
      line += "\\n";
    } else {
      line += c;
    }
  }
}

void append_parameter_value(std::string& line, std::string_view value, bool must_quote) {
  const std::string text = one_text(value);
  const bool spaces = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  const bool quotes = must_quote || spaces || text.find_first_of(":;,(\t") != std::string::npos;
  if (quotes) line += '"';
  for (const char c : text) {
    if (c == '\n') {
      line += "^n";
    } else if (c == '"') {
      line += "^'";
    } else if (c == '^') {
      line += "^^";
    } else {
      line += c;
    }
  }
  if (quotes) line += '"';
}

void append_parameter(std::string& line, const Parameter& parameter) {
  const std::string name = name_of(parameter.name);
  if (name.empty() || parameter.values.empty()) return;
  line += ';';
  line += name;
  // What our reader (and others) forgive when quotes are missing must not be mistaken for that:
  // names of people, brackets, and the values of what is no list.
  const bool must_quote = name == "CN" || (parameter.values.size() > 1 && !is_list_parameter(name));
  char before = '=';
  for (const std::string& value : parameter.values) {
    line += std::exchange(before, ',');
    append_parameter_value(line, value, must_quote);
  }
}

}  // namespace

void Writer::begin(std::string_view component) {
  open_.push_back(name_of(component));
  property("BEGIN", open_.back());
}

void Writer::end() {
  property("END", open_.back());
  open_.pop_back();
}

void Writer::property(std::string_view name, std::string_view value) {
  line_ = name_of(name);
  if (line_.empty()) return;
  line_ += ':';
  append_value(line_, value);
  write_line(line_);
}

void Writer::property(const Property& property) {
  line_ = name_of(property.name);
  if (line_.empty()) return;
  for (const Parameter& parameter : property.parameters) append_parameter(line_, parameter);
  line_ += ':';
  append_value(line_, property.value);
  write_line(line_);
}

void Writer::text(std::string_view name, std::string_view value) { property(name, escape(value)); }

void Writer::component(const Component& component) {
  struct Place {
    const Component* component;
    std::size_t next;  // of its components
  };
  std::vector<Place> places;  // where we are: components may stand in each other
  const auto enter = [&](const Component& each) {
    begin(each.name);
    for (const Property& one : each.properties) property(one);
    places.push_back({&each, 0});
  };
  enter(component);
  while (!places.empty()) {
    Place& place = places.back();
    if (place.next < place.component->components.size()) {
      enter(place.component->components[place.next++]);
    } else {
      places.pop_back();
      end();
    }
  }
}

void Writer::write_line(std::string_view line) {
  std::size_t room = longest_written;
  while (line.size() > room) {
    std::size_t size = room;
    while ((static_cast<unsigned char>(line[size]) & 0xC0) == 0x80) --size;
    out_ += line.substr(0, size);
    out_ += "\r\n ";
    line.remove_prefix(size);
    room = longest_written - 1;  // the space is part of the line
  }
  out_ += line;
  out_ += "\r\n";
}

}  // namespace kalends::ical
