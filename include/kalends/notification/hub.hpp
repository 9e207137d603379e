#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>

#include <kalends/base/id.hpp>

namespace kalends::notification {

/// Who is listening now. A nudge only says "read on": what there is to read stands in the log. Any
/// thread.
class Hub {
 public:
  using Bell = std::function<void()>;

  /// A place at the hub; the bell is not rung any more once it is gone.
  class Seat {
   public:
    Seat(Hub& hub, UserId user, Bell bell);
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

   private:
    friend class Hub;
    Hub& hub_;
    UserId user_;
    Bell bell_;
  };

  /// The bell is rung on the thread that nudges, under a lock: it must be quick, must not throw,
  /// and must not come back here.
  std::unique_ptr<Seat> seat(UserId user, Bell bell);
  void nudge(std::span<const UserId> users);
  std::size_t seats() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_multimap<UserId, Seat*> seats_;
};

}  // namespace kalends::notification
