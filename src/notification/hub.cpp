#include <algorithm>
#include <utility>

#include <kalends/notification/hub.hpp>

namespace kalends::notification {
namespace {

// Whoever lets more of them lie reads the log.
constexpr std::size_t most_letters = 8;

/// Both where they touch; otherwise the one that goes further.
Stretch together(const Stretch& a, const Stretch& b) {
  if (a.after > b.to || b.after > a.to) return a.to > b.to ? a : b;
  return {std::min(a.after, b.after), std::max(a.to, b.to)};
}

}  // namespace

Hub::Seat::Seat(Hub& hub, UserId user, Bell bell, std::string client)
    : hub_(hub), user_(user), bell_(std::move(bell)), client_(std::move(client)) {}

Hub::Seat::~Seat() {
  const std::lock_guard lock(hub_.mutex_);
  const auto [begin, end] = hub_.seats_.equal_range(user_);
  for (auto place = begin; place != end; ++place) {
    if (place->second != this) continue;
    hub_.seats_.erase(place);
    if (pushed().to == 0) return;
    const auto [left, first] = hub_.left_.try_emplace(user_, pushed());
    if (!first) left->second = together(left->second, pushed());
    return;
  }
}

void Hub::Seat::set_bell(Bell bell) {
  const std::lock_guard lock(hub_.mutex_);
  bell_ = std::move(bell);
}

void Hub::Seat::ring() {
  if (bell_) bell_();
}

Mail Hub::Seat::take_mail() {
  const std::lock_guard lock(hub_.mutex_);
  return std::exchange(mail_, {});
}

void Hub::Seat::put(const Letter& letter) {
  if (mail_.look) return;
  if (mail_.letters.size() < most_letters) {
    mail_.letters.push_back(letter);
  } else {
    mail_ = {{}, true, mail_.own_acts};
  }
}

std::unique_ptr<Hub::Seat> Hub::seat(UserId user, Bell bell, std::string client) {
  auto seat = std::make_unique<Seat>(*this, user, std::move(bell), std::move(client));
  return enter(*seat) ? std::move(seat) : nullptr;
}

bool Hub::enter(Seat& seat) {
  const std::lock_guard lock(mutex_);
  if (seats_.count(seat.user_) >= most_seats_each_) return false;
  seats_.emplace(seat.user_, &seat);
  return true;
}

void Hub::nudge(std::span<const UserId> users) {
  const std::lock_guard lock(mutex_);
  for (const UserId user : users) {
    const auto [begin, end] = seats_.equal_range(user);
    for (auto place = begin; place != end; ++place) {
      place->second->mail_.look = true;
      place->second->ring();
    }
  }
}

void Hub::nudge_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& [user, seat] : seats_) {
    seat->mail_.look = true;
    seat->ring();
  }
}

Reach Hub::reach_of(UserId user) const {
  const std::lock_guard lock(mutex_);
  Reach reach;
  const auto [begin, end] = seats_.equal_range(user);
  reach.connected = begin != end;
  for (auto place = begin; place != end; ++place) {
    if (place->second->pushed().to > 0) reach.pushed.push_back(place->second->pushed());
  }
  if (const auto left = left_.find(user); left != left_.end()) reach.pushed.push_back(left->second);
  return reach;
}

void Hub::deliver(const std::shared_ptr<const Notice>& notice, std::span<const Place> places) {
  const std::lock_guard lock(mutex_);
  for (const Place& each : places) {
    const auto [begin, end] = seats_.equal_range(each.user);
    for (auto place = begin; place != end; ++place) {
      place->second->put({each.seq, notice});
      place->second->ring();
    }
  }
}

void Hub::tell_others(UserId user, std::string_view client) {
  const std::lock_guard lock(mutex_);
  const auto [begin, end] = seats_.equal_range(user);
  for (auto place = begin; place != end; ++place) {
    Seat& seat = *place->second;
    if (seat.client_ == client) continue;
    seat.mail_.own_acts = true;
    seat.ring();
  }
}

std::size_t Hub::seats() const {
  const std::lock_guard lock(mutex_);
  return seats_.size();
}

std::size_t Hub::behind() const {
  const std::lock_guard lock(mutex_);
  const auto waits = [](const auto& place) {
    const Mail& mail = place.second->mail_;
    return mail.look || !mail.letters.empty();
  };
  return static_cast<std::size_t>(std::count_if(seats_.begin(), seats_.end(), waits));
}

}  // namespace kalends::notification
