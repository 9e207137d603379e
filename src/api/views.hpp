#pragma once

#include "context.hpp"

#include <functional>

namespace kalends::api {

/// The answer to a question about one person's calendar: as it was given lately, where nothing that
/// it shows has changed since; otherwise what `read` gives. Where the database cannot be read, what
/// was given last, however old, with its age (RFC 9111 5.1). The first parameter of the path names
/// the person.
Answer viewed(Context& context, const std::function<Answer()>& read);

}  // namespace kalends::api
