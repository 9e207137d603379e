#include <utility>

#include <kalends/notification/hub.hpp>

namespace kalends::notification {

Hub::Seat::Seat(Hub& hub, UserId user, Bell bell) : hub_(hub), user_(user), bell_(std::move(bell)) {
  const std::lock_guard lock(hub_.mutex_);
  hub_.seats_.emplace(user_, this);
}

Hub::Seat::~Seat() {
  const std::lock_guard lock(hub_.mutex_);
  const auto [begin, end] = hub_.seats_.equal_range(user_);
  for (auto place = begin; place != end; ++place) {
    if (place->second != this) continue;
    hub_.seats_.erase(place);
    return;
  }
}

std::unique_ptr<Hub::Seat> Hub::seat(UserId user, Bell bell) {
  return std::make_unique<Seat>(*this, user, std::move(bell));
}

void Hub::nudge(std::span<const UserId> users) {
  const std::lock_guard lock(mutex_);
  for (const UserId user : users) {
    const auto [begin, end] = seats_.equal_range(user);
    for (auto place = begin; place != end; ++place) place->second->bell_();
  }
}

std::size_t Hub::seats() const {
  const std::lock_guard lock(mutex_);
  return seats_.size();
}

}  // namespace kalends::notification
