#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include <boost/intrusive/list.hpp>

namespace kalends::net {

/// Something that must happen in time, or else.
class Deadline : public boost::intrusive::list_base_hook<
                     boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  virtual ~Deadline() = default;
  virtual void expired() = 0;

 private:
  friend class Deadlines;
  std::uint64_t due_ = 0;
};

/// A wheel of deadlines: setting one moves it into another list, and costs neither a system call
/// nor a look at the clock. Fires no earlier than asked, and up to two ticks later. One thread.
class Deadlines {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Deadlines(Time start, std::chrono::milliseconds tick) : tick_(tick), start_(start) {}

  /// The time of the last tick.
  Time now() const { return start_ + current_ * tick_; }
  /// Replaces what was set for this deadline before.
  void set(Deadline& deadline, Time due);
  void set(Deadline& deadline, std::chrono::milliseconds after) { set(deadline, now() + after); }
  void clear(Deadline& deadline) { deadline.unlink(); }
  /// Fires what has become due.
  void advance(Time now);

 private:
  using List = boost::intrusive::list<Deadline, boost::intrusive::constant_time_size<false>>;
  void fire(List& slot);

  std::chrono::milliseconds tick_;
  Time start_;
  std::uint64_t current_ = 0;  // ticks since the start
  std::array<List, 512> slots_;
};

}  // namespace kalends::net
