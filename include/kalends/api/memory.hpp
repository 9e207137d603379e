#pragma once

#include <memory>
#include <string>

#include <kalends/calendar/busy_cache.hpp>
#include <kalends/calendar/series_cache.hpp>
#include <kalends/user/session_cache.hpp>

namespace kalends::api {

/// An answer as it was given to somebody about somebody's calendar.
struct View {
  std::string body;
  std::string etag;
  UserId reader;
  UserId owner;
  db::Moment read_at = 0;
  Instant given_at;
};

/// Views that were asked for lately, by who asked for what. They may be out of date. Any thread.
using ViewCache = BoundedCache<std::string, std::shared_ptr<const View>>;

/// How much memory what is kept may take, in bytes.
struct MemoryBounds {
  std::size_t series = 0;
  std::size_t busy = 0;
  std::size_t sessions = 0;
  std::size_t views = 0;
};

/// What is kept in memory of the database, for the threads of all handlers.
struct Memory {
  explicit Memory(const MemoryBounds& bounds)
      : series(bounds.series),
        busy(bounds.busy, parts),
        sessions(bounds.sessions, parts),
        views(bounds.views, parts) {}

  static constexpr std::size_t parts = 16;  // several times the loops that ask at once

  calendar::SeriesCache series;
  calendar::BusyCache busy;
  user::SessionCache sessions;
  ViewCache views;
};

}  // namespace kalends::api
