#pragma once

#include <optional>
#include <string>
#include <vector>

#include <kalends/calendar/agenda.hpp>
#include <kalends/http/message.hpp>

namespace kalends::api {

/// A page of a view or of a search. Of what the reader may not see, nothing but the time, in the
/// reader's zone. `next`: the cursor of the page behind it, if there is one.
http::Response items_response(const std::vector<calendar::AgendaItem>& items, const Zone& reader,
                              const std::optional<std::string>& next);

}  // namespace kalends::api
