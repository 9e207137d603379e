#pragma once

#include <atomic>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <kalends/notification/notice.hpp>

namespace kalends::notification {

/// A new entry of somebody's log, in hand.
struct Letter {
  std::int64_t seq = 0;
  std::shared_ptr<const Notice> notice;
};

/// What a listener was rung for since they asked last. Letters are hints that save reading: what
/// counts is the log, and letters that do not follow on what was read are for nothing.
struct Mail {
  std::vector<Letter> letters;  // in order, few
  bool look = false;            // there is more to see than the letters tell: read the log
  bool own_acts = false;        // the person did something at another client
};

/// Entries of somebody's log: those behind `after`, up to `to`.
struct Stretch {
  std::int64_t after = 0;
  std::int64_t to = 0;
  bool has(std::int64_t seq) const { return after < seq && seq <= to; }
};

/// What this process, since it began, knows of somebody's clients.
struct Reach {
  bool connected = false;       // one of them is, now
  std::vector<Stretch> pushed;  // entries that they were sent, or said that they have
};

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

    void set_bell(Bell bell);
    Mail take_mail();
    /// What this client has by now. Costs nothing that others would wait for.
    void note_pushed(Stretch entries) {
      after_.store(entries.after, std::memory_order_relaxed);
      to_.store(entries.to, std::memory_order_relaxed);
    }

   private:
    friend class Hub;
    void put(const Letter& letter);
    void ring();
    Stretch pushed() const { return {after_, to_}; }
    Hub& hub_;
    UserId user_;
    Bell bell_;
    std::string client_;
    Mail mail_;
    std::atomic<std::int64_t> after_ = 0;
    std::atomic<std::int64_t> to_ = 0;
  };

  /// At most so many seats for each person.
  explicit Hub(std::size_t most_seats_each = std::numeric_limits<std::size_t>::max())
      : most_seats_each_(most_seats_each) {}

  /// Nothing when this person has all the seats that they may have; a bell may come later.
  /// The bell is rung on the thread that nudges, under a lock: it must be quick, must not throw,
  /// and must not come back here.
  /// `client` tells a person's clients apart, as far as they care to be told of each other.
  std::unique_ptr<Seat> seat(UserId user, Bell bell, std::string client = {});
  void nudge(std::span<const UserId> users);
  /// Everybody who listens.
  void nudge_all();
  /// A nudge that brings what there is to read: what was put into these logs, at these places.
  struct Place {
    UserId user;
    std::int64_t seq = 0;
  };
  void deliver(const std::shared_ptr<const Notice>& notice, std::span<const Place> places);
  /// Nobody is notified of their own acts; but what a person does at one client, the others show.
  void tell_others(UserId user, std::string_view client);
  /// How far this person's clients have come. Of those that are gone it is remembered, in some 50
  /// bytes for each person who was ever connected.
  Reach reach_of(UserId user) const;
  std::size_t seats() const;
  /// Seats with mail that was not taken yet: listeners that are behind.
  std::size_t behind() const;

 private:
  bool enter(Seat& seat);

  const std::size_t most_seats_each_;
  mutable std::mutex mutex_;
  std::unordered_multimap<UserId, Seat*> seats_;
  std::unordered_map<UserId, Stretch> left_;  // what the clients had that are gone
};

}  // namespace kalends::notification
