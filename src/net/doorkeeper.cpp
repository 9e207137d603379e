#include "doorkeeper.hpp"

#include <algorithm>

#include <boost/asio/ip/address.hpp>

namespace kalends::net {
namespace {

std::string text_of(const http::Address& address) {
  namespace ip = boost::asio::ip;
  const ip::address_v6 six(address.bytes);
  return six.is_v4_mapped() ? ip::make_address_v4(ip::v4_mapped, six).to_string() : six.to_string();
}

}  // namespace

Place::~Place() {
  if (keeper_ != nullptr) keeper_->let_out(address_);
}

Place Doorkeeper::let_in(const http::Address& address) {
  if (!counts(address)) return {this, address};
  const std::lock_guard lock(mutex_);
  Company& company = all_[http::subscriber(address)];
  if (company.here < most_) {
    ++company.here;
    return {this, address};
  }
  turned_away_.fetch_add(1, std::memory_order_relaxed);
  if (!std::exchange(company.told, true)) {
    log_.write(LogLevel::warning, "connections.refused",
               {{"address", text_of(address)}, {"open", company.here}});
  }
  return {nullptr, address};
}

void Doorkeeper::let_out(const http::Address& address) {
  if (!counts(address)) return;
  const std::lock_guard lock(mutex_);
  const auto company = all_.find(http::subscriber(address));
  if (--company->second.here == 0) all_.erase(company);
}

bool Doorkeeper::counts(const http::Address& address) const {
  return most_ > 0 && std::none_of(many_behind_.begin(), many_behind_.end(),
                                   [&](const auto& network) { return network.contains(address); });
}

}  // namespace kalends::net
