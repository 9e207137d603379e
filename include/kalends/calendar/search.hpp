#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <kalends/calendar/agenda.hpp>

namespace kalends::calendar {

/// Up to which of a person's meetings a search has looked: newest start first, all-day ones by the
/// person's own midnight. It is shown to that person only, so it may name a meeting.
struct SearchPlace {
  Instant start = Instant::max();
  MeetingId meeting{INT64_MAX};
};

/// How much one search may read. The meeting at which this ends is still looked at as a whole.
struct SearchEffort {
  int meetings = 2'000;
  std::int64_t bytes = 2 << 20;  // of text
};

struct SearchPage {
  std::vector<AgendaItem> items;    // perhaps none, although there is more
  std::optional<SearchPlace> next;  // nothing when everything was looked at
};

/// The meetings in this person's calendar in which every word of the query is found, perhaps as
/// part of a word, without case and accents: in title, description, location, or the names of those
/// in it. A series is one item, with the time of its first occurrence. A query without a letter or
/// digit finds nothing.
SearchPage search_meetings(db::Connection& db, UserId owner, std::string_view query,
                           const SearchPlace& behind, int limit, SearchEffort effort = {});

}  // namespace kalends::calendar
