#pragma once

#include "line.hpp"
#include "tally.hpp"

#include <deque>
#include <memory>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace kalends::bench {

/// A stretch of the run, at so much of the plan's rates. 0: each connection asks again as soon as
/// it has its answer.
struct Phase {
  double seconds;
  double factor;
};

struct Plan {
  std::vector<std::pair<Kind, double>> rates;  // a second
  std::vector<Phase> phases;
  std::array<std::size_t, 3> lines{64, 64, 100};  // connections of each lane
  std::chrono::milliseconds patience{10'000};
  std::uint64_t seed = 1;
};

/// Sends requests at moments planned before (a Poisson process), whatever the answers do: a server
/// that stalls is charged with everything that came due meanwhile.
class Run {
 public:
  Run(boost::asio::io_context& context, const World& world, Plan plan,
      const boost::asio::ip::tcp::endpoint& server);

  /// Returns when everything is answered or given up.
  Tally go();

 private:
  struct Waiting {
    std::vector<std::unique_ptr<Line>> lines;
    // In turn, so that none is idle for so long that the server ends it.
    std::deque<Line*> idle;
    std::deque<Task> queue;
  };

  Waiting& lane(Kind kind) { return lanes_[static_cast<std::size_t>(lane_of(kind))]; }
  bool closed() const { return plan_.phases[phase_].factor == 0; }
  bool wanted(Lane lane) const;
  bool all_answered() const;
  void begin_phase();
  void end_phase();
  void plan_next();
  void send_due();
  void wait_for_next();
  void give(Task task);
  void keep_busy();
  std::optional<Task> next_for(Lane lane);
  void answered(Line& line, const Task& task, const ServerAnswer* answer);
  void count(const Task& task, const ServerAnswer* answer);
  void give_up_the_rest();
  Kind choose(std::optional<Lane> lane);
  double rate_of(Kind kind, double rate) const;

  boost::asio::io_context& context_;
  const World& world_;
  Plan plan_;
  Dice dice_;
  Tally tally_;
  std::array<Waiting, 3> lanes_;
  boost::asio::steady_timer timer_;
  std::size_t phase_ = 0;
  Moment phase_end_;
  Moment next_;
  bool over_ = false;
};

}  // namespace kalends::bench
