#include "working_hours.hpp"

namespace kalends::api {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

constexpr std::array<std::string_view, 7> day_names{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

std::optional<minutes> time_of_day(Fields& fields, std::string_view name) {
  const auto* value = fields.find(name);
  const auto time = value != nullptr && value->is_string()
                        ? user::parse_time_of_day(value->get_string())
                        : std::nullopt;
  if (!time) fields.fail(name, "must be a time of day such as 09:00, or 24:00 for its end");
  return time;
}

std::optional<user::Hours> hours_of(Fields& fields, const std::vector<user::Hours>& before) {
  const auto start = time_of_day(fields, "start");
  const auto end = time_of_day(fields, "end");
  if (!start || !end) return std::nullopt;
  if (*end <= *start) fields.fail("end", "must come after start");
  if (!before.empty() && *start < before.back().end) {
    fields.fail("start", "must not come before the end of the hours before it");
  }
  return user::Hours{*start, *end};
}

std::vector<user::Hours> day_of(Fields& days, std::string_view name) {
  std::vector<user::Hours> out;
  std::size_t place = 0;
  for (const json::value& each : days.list(name, user::most_hours_a_day)) {
    const std::string at = std::string(name) + "/" + std::to_string(place++);
    if (!each.is_object()) {
      days.fail(at, "must be an object with start and end");
      continue;
    }
    Fields fields(each.get_object(), days.at(at));
    if (const auto hours = hours_of(fields, out)) out.push_back(*hours);
    days.take_faults(fields);
  }
  return out;
}

}  // namespace

user::WorkingHours read_working_hours(Fields& fields, std::string_view name,
                                      const json::value& value) {
  user::WorkingHours out;
  if (!value.is_object()) {
    fields.fail(name, "must be an object with the hours of each day");
    return out;
  }
  Fields days(value.get_object(), fields.at(name));
  for (std::size_t day = 0; day < day_names.size(); ++day) {
    out.days[day] = day_of(days, day_names[day]);
  }
  fields.take_faults(days);
  return out;
}

json::object json_of(const user::WorkingHours& hours) {
  json::object out;
  for (std::size_t day = 0; day < day_names.size(); ++day) {
    json::array& list = out[day_names[day]].emplace_array();
    for (const user::Hours& each : hours.days[day]) {
      list.push_back({{"start", user::time_of_day_text(each.start)},
                      {"end", user::time_of_day_text(each.end)}});
    }
  }
  return out;
}

}  // namespace kalends::api
