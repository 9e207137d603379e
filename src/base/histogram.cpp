#include <kalends/base/histogram.hpp>

namespace kalends {

Spread& Spread::operator+=(const Spread& more) {
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += more.counts[i];
  sum += more.sum;
  return *this;
}

Spread Histogram::spread() const {
  Spread out{{bounds_.begin(), bounds_.end()}, {}, sum_.load(std::memory_order_relaxed)};
  out.counts.reserve(counts_.size());
  for (const auto& count : counts_) out.counts.push_back(count.load(std::memory_order_relaxed));
  return out;
}

}  // namespace kalends
