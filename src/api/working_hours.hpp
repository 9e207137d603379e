#pragma once

#include "input.hpp"

#include <boost/json.hpp>

#include <kalends/user/working_hours.hpp>

namespace kalends::api {

/// Hours as JSON has them: `{"monday": [{"start": "09:00", "end": "17:00"}], …}`. A day that is
/// left out has none. What is wrong is told at its place in the field `name`.
user::WorkingHours read_working_hours(Fields& fields, std::string_view name,
                                      const boost::json::value& value);

/// The same, with every day.
boost::json::object json_of(const user::WorkingHours& hours);

}  // namespace kalends::api
