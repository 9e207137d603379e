#include "tally.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace kalends::bench {
namespace {

void print_line(std::size_t phase, std::string_view name, const Outcome& outcome, double seconds) {
  const auto at = [&](double part) {
    return static_cast<double>(outcome.latency.quantile(part)) / 1000;
  };
  fmt::print("{} {} {} {} {} {} {} {} {:.3f} {:.3f} {:.3f} {:.3f} {:.3f} {:.1f}\n", phase, name,
             outcome.planned, outcome.good, outcome.shed, outcome.refused, outcome.broken,
             outcome.given_up, at(0.5), at(0.9), at(0.99), at(0.999),
             static_cast<double>(outcome.latency.most()) / 1000,
             static_cast<double>(outcome.good) / seconds);
}

}  // namespace

void Outcome::add(const Outcome& other) {
  planned += other.planned;
  good += other.good;
  shed += other.shed;
  refused += other.refused;
  broken += other.broken;
  given_up += other.given_up;
  latency.add(other.latency);
}

void Tally::print() const {
  for (std::size_t phase = 0; phase < seconds_.size(); ++phase) {
    std::map<Lane, Outcome> lanes;
    for (const auto& [key, outcome] : outcomes_) {
      if (key.first != phase) continue;
      print_line(phase + 1, kinds[static_cast<std::size_t>(key.second)].name, outcome,
                 seconds_[phase]);
      lanes[lane_of(key.second)].add(outcome);
    }
    for (const auto& [lane, outcome] : lanes) {
      print_line(phase + 1, lane_names[static_cast<std::size_t>(lane)], outcome, seconds_[phase]);
    }
  }
  for (const auto& [key, count] : statuses_) {
    fmt::print(stderr, "phase {}: {} answers with {}\n", key.first + 1, count, key.second);
  }
}

}  // namespace kalends::bench
