#include "frame_cache.hpp"

#include "render.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t most_kept = 4096;

std::string tail_of(const notification::Notice& notice) {
  return boost::json::serialize(api::json_of(notice)).substr(1);
}

}  // namespace

const std::string& FrameCache::tail(db::Connection& db, NoticeId id) {
  const auto found = tails_.find(id);
  if (found != tails_.end()) return found->second;
  const auto notice = notification::find_notice(db, id);
  return keep(id, notice ? tail_of(*notice) : std::string());
}

const std::string& FrameCache::tail(db::Connection& db, const notification::Notice& notice) {
  const auto found = tails_.find(notice.id);
  if (found != tails_.end()) return found->second;
  notification::Notice shown = notice;
  shown.meeting.organizer_name = user::name_of(db, notice.meeting.organizer);
  if (notice.actor) shown.actor_name = user::name_of(db, *notice.actor);
  return keep(notice.id, tail_of(shown));
}

const std::string& FrameCache::keep(NoticeId id, std::string tail) {
  if (tails_.size() >= most_kept) tails_.clear();
  return tails_.emplace(id, std::move(tail)).first->second;
}

}  // namespace kalends::api
