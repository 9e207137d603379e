#pragma once

#include "histogram.hpp"
#include "mix.hpp"

#include <map>

namespace kalends::bench {

/// What became of the requests of one kind in one phase.
struct Outcome {
  std::uint64_t planned = 0;
  std::uint64_t good = 0;      // 2xx, 304
  std::uint64_t shed = 0;      // 503 that says when to come back
  std::uint64_t refused = 0;   // any other answer
  std::uint64_t broken = 0;    // the connection ended before the answer
  std::uint64_t given_up = 0;  // not sent, or not answered, while anybody would wait
  Histogram latency;           // of the good ones, from the planned moment on

  void add(const Outcome& other);
};

/// The outcomes of a run, by phase and kind.
class Tally {
 public:
  explicit Tally(std::vector<double> seconds) : seconds_(std::move(seconds)) {}

  Outcome& at(std::size_t phase, Kind kind) { return outcomes_[{phase, kind}]; }
  void note_status(std::size_t phase, int status) { ++statuses_[{phase, status}]; }

  /// A line for each phase with each kind, and with each lane; see `kalends_load --help`.
  void print() const;

 private:
  std::vector<double> seconds_;
  std::map<std::pair<std::size_t, Kind>, Outcome> outcomes_;
  std::map<std::pair<std::size_t, int>, std::uint64_t> statuses_;
};

}  // namespace kalends::bench
