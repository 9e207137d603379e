#include "frame_cache.hpp"

#include "render.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t most_kept = 4096;

}  // namespace

const std::string& FrameCache::tail(db::Connection& db, NoticeId id) {
  const auto found = tails_.find(id);
  if (found != tails_.end()) return found->second;
  if (tails_.size() >= most_kept) tails_.clear();
  std::string tail;
  if (const auto notice = notification::find_notice(db, id)) {
    tail = boost::json::serialize(json_of(*notice)).substr(1);
  }
  return tails_.emplace(id, std::move(tail)).first->second;
}

}  // namespace kalends::api
