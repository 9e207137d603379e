#include "deadlines.hpp"

#include <algorithm>

namespace kalends::net {

void Deadlines::set(Deadline& deadline, Time due) {
  const auto ticks = std::max<std::int64_t>((due - start_) / tick_, 0);
  // One for the remainder of the division, one for the part of a tick that has passed already.
  deadline.due_ = std::max(static_cast<std::uint64_t>(ticks), current_) + 2;
  deadline.unlink();
  slots_[deadline.due_ % slots_.size()].push_back(deadline);
}

void Deadlines::advance(Time now) {
  const auto target = static_cast<std::uint64_t>(std::max<std::int64_t>((now - start_) / tick_, 0));
  if (target <= current_) return;
  const auto first = current_ + 1;
  const auto count = std::min<std::uint64_t>(target - current_, slots_.size());
  current_ = target;
  for (std::uint64_t step = 0; step < count; ++step) fire(slots_[(first + step) % slots_.size()]);
}

void Deadlines::fire(List& slot) {
  List found;
  found.swap(slot);
  while (!found.empty()) {
    Deadline& deadline = found.front();
    found.pop_front();
    if (deadline.due_ <= current_) {
      deadline.expired();
    } else {
      slot.push_back(deadline);
    }
  }
}

}  // namespace kalends::net
