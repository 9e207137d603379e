#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <vector>

#include <kalends/api/figure.hpp>

namespace kalends::api {

/// Counts what was answered, by route and status, and how long it took. Any thread.
class RequestMeter {
 public:
  RequestMeter();
  ~RequestMeter();

  /// A number for each thread that counts: those with different ones do not disturb each other.
  std::size_t next_part() { return next_part_++; }
  /// `row` is the route's place in the table; behind its end for what has no route.
  void add(std::size_t part, std::size_t row, int status, std::chrono::nanoseconds took);

  std::vector<Figure> figures() const;

 private:
  struct Row;
  static constexpr std::size_t part_count = 8;

  void add_row(std::size_t row, Figure& answered, Figure& took) const;

  std::atomic<std::size_t> next_part_ = 0;
  std::vector<std::vector<Row>> parts_;
};

}  // namespace kalends::api
