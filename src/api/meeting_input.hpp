#pragma once

#include "input.hpp"

#include <kalends/invite/meeting.hpp>

namespace kalends::api {

/// A new meeting from the body of a request. The organizer's zone is meant where none is named.
Result<invite::Draft> read_draft(const Context& context);

Result<invite::Change> read_change(const Context& context);

/// Which occurrences are meant: ?scope=this, following or all, and ?occurrence=. Without a scope it
/// is the occurrence that is named, or else all.
Result<invite::Which> read_which(const Context& context);

/// The people in the list `attendees`.
Result<std::vector<invite::Guest>> read_guests(const Context& context);

}  // namespace kalends::api
