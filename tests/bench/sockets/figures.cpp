#include "figures.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace kalends::bench {
namespace {

/// Milliseconds behind the planned moment.
double behind(const SocketFigures& figures, std::size_t index) {
  return static_cast<double>(figures.came[index] - figures.due) / 1000;
}

void print_burst(SocketFigures figures) {
  std::sort(figures.came.begin(), figures.came.end());
  const std::size_t count = figures.came.size();
  fmt::print("frames {}\n", count);
  if (count == 0) return;
  fmt::print("first-ms {:.1f}\n", behind(figures, 0));
  fmt::print("p50-ms {:.1f}\n", behind(figures, count / 2));
  fmt::print("p99-ms {:.1f}\n", behind(figures, std::min(count - 1, count * 99 / 100)));
  fmt::print("last-ms {:.1f}\n", behind(figures, count - 1));
}

}  // namespace

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

void print(const SocketFigures& figures) {
  if (figures.due != 0) print_burst(figures);
  fmt::print("early {}\ndoubled {}\nmissing {}\nresets {}\nother {}\n", figures.early,
             figures.doubled, figures.missing, figures.resets, figures.other);
  for (const auto& [status, count] : figures.refused) fmt::print("refused-{} {}\n", status, count);
  for (const auto& [code, count] : figures.closed) fmt::print("closed-{} {}\n", code, count);
}

}  // namespace kalends::bench
