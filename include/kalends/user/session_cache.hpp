#pragma once

#include <memory>

#include <kalends/base/bounded_cache.hpp>
#include <kalends/user/session.hpp>

namespace kalends::user {

/// Sessions that were used lately. One that was ended, and one of somebody whose name, zone or
/// password changed, is read anew. Any thread.
class SessionCache {
 public:
  explicit SessionCache(std::size_t most_bytes, std::size_t parts = 1) : kept_(most_bytes, parts) {}

  /// As `find_session`; null when there is none. Asks the database only for what is not kept.
  std::shared_ptr<const Session> find(db::Connection& reader, std::string_view token, Instant now);

  CacheFigures figures() const { return kept_.figures(); }

 private:
  struct Kept {
    std::shared_ptr<const Session> session;
    db::Moment read_at;
  };
  BoundedCache<std::string, Kept> kept_;  // by the hash of the token
};

}  // namespace kalends::user
