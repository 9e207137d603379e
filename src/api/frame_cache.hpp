#pragma once

#include <string>
#include <unordered_map>

#include <kalends/notification/notice.hpp>

namespace kalends::api {

/// What all who are told the same see of it: rendered once a thread, not once a person. Bounded;
/// used by one thread.
class FrameCache {
 public:
  /// The frame of this notice without its head: all behind `seq`. Empty when the notice is gone.
  const std::string& tail(db::Connection& db, NoticeId notice);
  /// The same of a notice at hand, which lacks only what people are called now.
  const std::string& tail(db::Connection& db, const notification::Notice& notice);

 private:
  const std::string& keep(NoticeId id, std::string tail);

  std::unordered_map<NoticeId, std::string> tails_;
};

}  // namespace kalends::api
