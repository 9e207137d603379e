#pragma once

#include <string_view>

#include <kalends/app/app.hpp>

namespace kalends::app {

/// Fills an empty database with a believable small organisation: a dozen people in three zones, two
/// weeks of meetings around now, some of them in the next minutes so that reminders are seen.
void fill_demo(App& app, const Clock& clock);

/// Tells, on standard output, how to sign in at this address (`http://127.0.0.1:8080`) and what to
/// ask.
void explain_demo(std::string_view address, const Clock& clock);

}  // namespace kalends::app
