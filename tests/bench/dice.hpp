#pragma once

#include <array>
#include <cstdint>

namespace kalends::bench {

/// Random numbers that are the same on every machine: those of the standard library's distributions
/// are not. SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t bits = state_ += 0x9e3779b97f4a7c15U;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31);
  }
  /// 0 to `bound` - 1.
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(((next() >> 32) * static_cast<std::uint64_t>(bound)) >> 32);
  }
  bool percent(int chance) { return below(100) < chance; }
  /// How often in a row a die of `sides` shows no one: `sides` - 1 on average.
  std::int64_t patience(int sides) {
    std::int64_t count = 0;
    while (below(sides) != 0) ++count;
    return count;
  }
  template <class T, std::size_t n>
  const T& one_of(const std::array<T, n>& list) {
    return list[static_cast<std::size_t>(below(n))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace kalends::bench
