#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
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
    Seat(Hub& hub, UserId user, Bell bell, std::string client);
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

    /// Whether the person did something at another client since this was asked last.
    bool take_news_of_self() { return news_of_self_.exchange(false); }

   private:
    friend class Hub;
    Hub& hub_;
    UserId user_;
    Bell bell_;
    std::string client_;
    std::atomic<bool> news_of_self_ = false;
  };

  /// The bell is rung on the thread that nudges, under a lock: it must be quick, must not throw,
  /// and must not come back here.
  /// `client` tells a person's clients apart, as far as they care to be told of each other.
  std::unique_ptr<Seat> seat(UserId user, Bell bell, std::string client = {});
  void nudge(std::span<const UserId> users);
  /// Nobody is notified of their own acts; but what a person does at one client, the others show.
  void tell_others(UserId user, std::string_view client);
  std::size_t seats() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_multimap<UserId, Seat*> seats_;
};

}  // namespace kalends::notification
