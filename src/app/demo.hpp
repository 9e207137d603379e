#pragma once

#include <kalends/app/app.hpp>

namespace kalends::app {

/// Fills an empty database with a believable small organisation: a dozen people in three zones, two
/// weeks of meetings around now, some of them in the next minutes so that reminders are seen.
void fill_demo(App& app, const Clock& clock);

/// Tells, on standard output, how to sign in.
void explain_demo();

}  // namespace kalends::app
