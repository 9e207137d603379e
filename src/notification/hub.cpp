#include <utility>

#include <kalends/notification/hub.hpp>

namespace kalends::notification {

Hub::Seat::Seat(Hub& hub, UserId user, Bell bell, std::string client)
    : hub_(hub), user_(user), bell_(std::move(bell)), client_(std::move(client)) {
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

std::unique_ptr<Hub::Seat> Hub::seat(UserId user, Bell bell, std::string client) {
  return std::make_unique<Seat>(*this, user, std::move(bell), std::move(client));
}

void Hub::nudge(std::span<const UserId> users) {
  const std::lock_guard lock(mutex_);
  for (const UserId user : users) {
    const auto [begin, end] = seats_.equal_range(user);
    for (auto place = begin; place != end; ++place) place->second->bell_();
  }
}

void Hub::tell_others(UserId user, std::string_view client) {
  const std::lock_guard lock(mutex_);
  const auto [begin, end] = seats_.equal_range(user);
  for (auto place = begin; place != end; ++place) {
    Seat& seat = *place->second;
    if (seat.client_ == client) continue;
    seat.news_of_self_ = true;
    seat.bell_();
  }
}

std::size_t Hub::seats() const {
  const std::lock_guard lock(mutex_);
  return seats_.size();
}

}  // namespace kalends::notification
