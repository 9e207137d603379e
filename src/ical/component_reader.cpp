#include "name.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <kalends/ical/component.hpp>

namespace kalends::ical {
namespace {

constexpr std::size_t longest_shown = 64;

/// A component's name: what is none is made one, so that what is written later is read alike.
std::string name_in(std::string_view value) {
  return as_name(without_spaces(value).substr(0, longest_shown));
}

/// Components that stand in a VCALENDAR and nowhere else: where one begins in another, the END of
/// that one is missing.
bool stands_alone(std::string_view name) {
  for (const std::string_view known :
       {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY", "VCALENDAR"}) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace

void ComponentReader::finish() {
  finished_ = true;
  lines_.finish();
}

std::optional<Component> ComponentReader::next() {
  while (const auto line = lines_.next(remarks_)) {
    line_ = line->number;
    if (auto component = take(*line)) return component;
  }
  if (finished_ && !std::exchange(ended_, true)) at_end();
  return std::nullopt;
}

std::optional<Component> ComponentReader::take(const Line& line) {
  auto property = parse_property(line, remarks_);
  if (!property) return std::nullopt;
  const bool begins = property->name == "BEGIN";
  if (!begins && property->name != "END") {
    add(std::move(*property), line);
    return std::nullopt;
  }
  std::string name = name_in(property->value);
  if (name.empty()) {
    remarks_.left_out(line.number, property->name + " has no name");
    return std::nullopt;
  }
  if (!begins) return end(name, line.number);
  begin(std::move(name), line);
  return std::nullopt;
}

void ComponentReader::begin(std::string name, const Line& line) {
  if (stands_alone(name) && !open_.empty()) leave_out(0, line.number);
  if (name == "VCALENDAR") {
    if (in_calendar_) remarks_.repaired(line.number, "END:VCALENDAR was missing");
    return open_calendar();
  }
  if (!in_calendar_) {
    remarks_.repaired(line.number, "BEGIN:VCALENDAR was missing");
    open_calendar();
  }
  if (open_.size() >= deepest) {
    if (too_deep_++ == 0) {
      remarks_.left_out(line.number,
                        fmt::format("{} stands in more than {} components", name, deepest));
    }
    return;
  }
  if (!open_.empty()) count(line);
  open_.push_back({std::move(name), {}, {}, line.number});
}

std::optional<Component> ComponentReader::end(std::string_view name, std::size_t line) {
  if (name == "VCALENDAR") {
    end_calendar(line);
    return std::nullopt;
  }
  if (too_deep_ > 0 && !stands_alone(name)) {
    --too_deep_;
    return std::nullopt;
  }
  const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                  [&](const Component& each) { return each.name == name; });
  if (found == open_.rend()) {
    remarks_.left_out(line, fmt::format("END:{} ends nothing", name));
    return std::nullopt;
  }
  leave_out(static_cast<std::size_t>(open_.rend() - found), line);
  return close();
}

/// Ends the innermost component. Gives it when that was the outermost too.
std::optional<Component> ComponentReader::close() {
  Component closed = std::move(open_.back());
  open_.pop_back();
  if (!open_.empty()) {
    if (!too_large_) open_.back().components.push_back(std::move(closed));
    return std::nullopt;
  }
  size_ = 0;
  properties_ = 0;
  if (std::exchange(too_large_, false)) return std::nullopt;
  return closed;
}

void ComponentReader::end_calendar(std::size_t line) {
  leave_out(0, line);
  if (!in_calendar_) remarks_.left_out(line, "END:VCALENDAR ends nothing");
  in_calendar_ = false;
}

void ComponentReader::open_calendar() {
  calendar_.clear();
  calendar_size_ = 0;
  in_calendar_ = true;
  ++calendars_;
}

void ComponentReader::add(Property property, const Line& line) {
  if (too_deep_ > 0) return;
  if (!in_calendar_) {
    remarks_.left_out(line.number, fmt::format("{} stands outside of a calendar", property.name));
  } else if (open_.empty()) {
    add_to_calendar(std::move(property), line);
  } else {
    count(line);
    if (!too_large_) open_.back().properties.push_back(std::move(property));
  }
}

void ComponentReader::add_to_calendar(Property property, const Line& line) {
  calendar_size_ += line.text.size();
  if (calendar_size_ > largest || calendar_.size() >= most_properties) {
    remarks_.left_out(line.number, "the calendar itself has too many properties");
  } else {
    calendar_.push_back(std::move(property));
  }
}

/// One line more of the component that is open: when it is too many, nothing of it is kept.
void ComponentReader::count(const Line& line) {
  if (too_large_) return;
  size_ += line.text.size();
  ++properties_;
  if (size_ <= largest && properties_ <= most_properties) return;
  too_large_ = true;
  remarks_.left_out(open_.front().line, fmt::format("{} is larger than {} bytes or {} properties",
                                                    open_.front().name, largest, most_properties));
  for (Component& each : open_) each = {std::move(each.name), {}, {}, each.line};
}

/// Forgets the open components but the `keep` outermost: their END never came.
void ComponentReader::leave_out(std::size_t keep, std::size_t line) {
  too_deep_ = 0;
  if (open_.size() <= keep) return;
  const Component& first = open_[keep];
  if (!too_large_ || keep == 0) {
    remarks_.left_out(first.line, fmt::format("{} has no END before line {}", first.name, line));
  }
  open_.resize(keep);
  if (keep > 0) return;
  size_ = 0;
  properties_ = 0;
  too_large_ = false;
}

void ComponentReader::at_end() {
  if (!open_.empty()) leave_out(0, line_ + 1);
  if (in_calendar_) remarks_.repaired(line_, "END:VCALENDAR was missing");
  if (calendars_ == 0) remarks_.left_out(line_, "there is no calendar in it");
}

}  // namespace kalends::ical
