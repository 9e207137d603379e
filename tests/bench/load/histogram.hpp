#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace kalends::bench {

/// How long things took, in microseconds: exact below 64, else within 1/64 of the value.
class Histogram {
 public:
  void add(std::int64_t microseconds) {
    const auto value = static_cast<std::uint64_t>(microseconds < 0 ? 0 : microseconds);
    ++counts_[index_of(value)];
    ++count_;
    most_ = value > most_ ? value : most_;
  }
  void add(const Histogram& other) {
    for (std::size_t index = 0; index < counts_.size(); ++index) {
      counts_[index] += other.counts_[index];
    }
    count_ += other.count_;
    most_ = other.most_ > most_ ? other.most_ : most_;
  }
  std::uint64_t count() const { return count_; }
  std::uint64_t most() const { return most_; }

  /// What this part of all (0 to 1) did not exceed.
  std::uint64_t quantile(double part) const {
    const auto wanted = static_cast<std::uint64_t>(part * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t index = 0; index < counts_.size(); ++index) {
      seen += counts_[index];
      if (seen > wanted) return upper_bound_of(index) < most_ ? upper_bound_of(index) : most_;
    }
    return most_;
  }

 private:
  static constexpr unsigned bits = 6;
  static constexpr std::uint64_t steps = 1U << bits;

  /// 64 steps for each power of two.
  static std::size_t index_of(std::uint64_t value) {
    if (value < steps) return value;
    const auto power = static_cast<unsigned>(std::bit_width(value)) - 1 - bits;
    return (power + 1) * steps + ((value >> power) - steps);
  }
  static std::uint64_t upper_bound_of(std::size_t index) {
    if (index < steps) return index;
    const auto power = static_cast<unsigned>(index / steps) - 1;
    return ((steps + index % steps + 1) << power) - 1;
  }

  // Up to 2^41 microseconds, far longer than any run.
  std::array<std::uint64_t, 36 * steps> counts_{};
  std::uint64_t count_ = 0;
  std::uint64_t most_ = 0;
};

}  // namespace kalends::bench
