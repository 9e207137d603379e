#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <kalends/base/log.hpp>
#include <kalends/http/address.hpp>

namespace kalends::net {

class Doorkeeper;

/// A connection's place among those of its address, given back at its end. False: there was none.
class Place {
 public:
  Place(Doorkeeper* keeper, http::Address address) : keeper_(keeper), address_(address) {}
  ~Place();
  Place(Place&& other) noexcept
      : keeper_(std::exchange(other.keeper_, nullptr)), address_(other.address_) {}
  Place& operator=(Place&&) = delete;

  explicit operator bool() const { return keeper_ != nullptr; }
  const http::Address& address() const { return address_; }

 private:
  Doorkeeper* keeper_;
  http::Address address_;
};

/// Counts the connections of each address, so that none takes all there may be. Any thread;
/// outlives its places.
class Doorkeeper {
 public:
  /// `most` of one address, 0 for any number; `many_behind` have no bound.
  Doorkeeper(std::size_t most, const std::vector<http::Network>& many_behind, Log& log)
      : most_(most), many_behind_(many_behind), log_(log) {}
  Doorkeeper(const Doorkeeper&) = delete;
  Doorkeeper& operator=(const Doorkeeper&) = delete;

  Place let_in(const http::Address& address);
  std::uint64_t turned_away() const { return turned_away_.load(std::memory_order_relaxed); }

 private:
  friend class Place;
  struct Company {
    std::size_t here = 0;
    bool told = false;  // that more came
  };

  bool counts(const http::Address& address) const;
  void let_out(const http::Address& address);

  const std::size_t most_;
  const std::vector<http::Network>& many_behind_;
  Log& log_;
  std::mutex mutex_;
  std::unordered_map<std::string, Company> all_;
  std::atomic<std::uint64_t> turned_away_ = 0;
};

}  // namespace kalends::net
