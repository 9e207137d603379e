#include "run.hpp"

#include <algorithm>
#include <cmath>

namespace kalends::bench {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

std::vector<double> lengths(const std::vector<Phase>& phases) {
  std::vector<double> seconds;
  for (const Phase& phase : phases) seconds.push_back(phase.seconds);
  return seconds;
}

Clock::duration in_seconds(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

/// Above 0, at most 1.
double fraction(Dice& dice) { return static_cast<double>((dice.next() >> 11) + 1) * 0x1p-53; }

}  // namespace

Run::Run(asio::io_context& context, const World& world, Plan plan,
         const asio::ip::tcp::endpoint& server)
    : context_(context),
      world_(world),
      plan_(std::move(plan)),
      dice_(plan_.seed),
      tally_(lengths(plan_.phases)),
      timer_(context) {
  const auto done = [this](Line& line, const Task& task, const ServerAnswer* answer) {
    answered(line, task, answer);
  };
  for (std::size_t number = 0; number < lanes_.size(); ++number) {
    if (!wanted(static_cast<Lane>(number))) continue;
    for (std::size_t i = 0; i < plan_.lines[number]; ++i) {
      lanes_[number].lines.push_back(std::make_unique<Line>(context, server, done));
      lanes_[number].idle.push_back(lanes_[number].lines.back().get());
    }
  }
}

bool Run::wanted(Lane lane) const {
  return std::any_of(plan_.rates.begin(), plan_.rates.end(),
                     [&](const auto& rate) { return lane_of(rate.first) == lane; });
}

Tally Run::go() {
  phase_end_ = Clock::now();
  begin_phase();
  context_.run();
  return std::move(tally_);
}

void Run::begin_phase() {
  // Phases follow each other without a gap, however late this is called.
  const Moment begin = phase_end_;
  phase_end_ = begin + in_seconds(plan_.phases[phase_].seconds);
  next_ = begin;
  if (closed()) keep_busy();
  plan_next();
  wait_for_next();
}

void Run::end_phase() {
  ++phase_;
  if (phase_ < plan_.phases.size()) return begin_phase();
  --phase_;
  over_ = true;
  timer_.expires_at(phase_end_ + plan_.patience);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) give_up_the_rest();
  });
  if (all_answered()) timer_.cancel();
}

bool Run::all_answered() const {
  return std::all_of(lanes_.begin(), lanes_.end(), [](const Waiting& each) {
    return each.queue.empty() && each.idle.size() == each.lines.size();
  });
}

double Run::rate_of(Kind kind, double rate) const {
  // Whoever watches the server asks as often as ever.
  return lane_of(kind) == Lane::watch ? rate : rate * plan_.phases[phase_].factor;
}

void Run::plan_next() {
  double total = 0;
  for (const auto& [kind, rate] : plan_.rates) total += rate_of(kind, rate);
  if (total <= 0) {
    next_ = phase_end_;
    return;
  }
  next_ += in_seconds(-std::log(fraction(dice_)) / total);
}

/// By the rates; when the phase goes as fast as it is answered, among those of one lane.
Kind Run::choose(std::optional<Lane> lane) {
  const auto weight = [&](Kind kind, double rate) {
    if (!lane) return rate_of(kind, rate);
    return lane_of(kind) == *lane ? rate : 0;
  };
  double total = 0;
  for (const auto& [kind, rate] : plan_.rates) total += weight(kind, rate);
  double left = fraction(dice_) * total;
  for (const auto& [kind, rate] : plan_.rates) {
    left -= weight(kind, rate);
    if (left <= 0) return kind;
  }
  return plan_.rates.back().first;
}

void Run::send_due() {
  const Moment now = Clock::now();
  while (next_ <= now && next_ < phase_end_) {
    const Kind kind = choose(std::nullopt);
    give({kind, phase_, next_, make_request(world_, kind, dice_)});
    plan_next();
  }
  if (next_ >= phase_end_ && now >= phase_end_) return end_phase();
  wait_for_next();
}

void Run::wait_for_next() {
  timer_.expires_at(std::min(next_, phase_end_));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) send_due();
  });
}

void Run::give(Task task) {
  ++tally_.at(task.phase, task.kind).planned;
  Waiting& waiting = lane(task.kind);
  if (waiting.idle.empty()) {
    waiting.queue.push_back(std::move(task));
    return;
  }
  Line& line = *waiting.idle.front();
  waiting.idle.pop_front();
  line.send(std::move(task));
}

/// The next task of this lane: the oldest that anybody still waits for.
std::optional<Task> Run::next_for(Lane lane) {
  Waiting& waiting = lanes_[static_cast<std::size_t>(lane)];
  const Moment oldest = Clock::now() - plan_.patience;
  while (!waiting.queue.empty()) {
    Task task = std::move(waiting.queue.front());
    waiting.queue.pop_front();
    if (task.planned >= oldest) return task;
    ++tally_.at(task.phase, task.kind).given_up;
  }
  if (over_ || !closed() || lane == Lane::watch || Clock::now() >= phase_end_) return std::nullopt;
  const Kind kind = choose(lane);
  ++tally_.at(phase_, kind).planned;
  return Task{kind, phase_, Clock::now(), make_request(world_, kind, dice_)};
}

void Run::keep_busy() {
  for (const Lane lane : {Lane::reads, Lane::writes}) {
    Waiting& waiting = lanes_[static_cast<std::size_t>(lane)];
    while (!waiting.idle.empty()) {
      auto task = next_for(lane);
      if (!task) return;
      Line& line = *waiting.idle.front();
      waiting.idle.pop_front();
      line.send(std::move(*task));
    }
  }
}

void Run::answered(Line& line, const Task& task, const ServerAnswer* answer) {
  count(task, answer);
  const Lane lane = lane_of(task.kind);
  if (auto next = next_for(lane)) return line.send(std::move(*next));
  lanes_[static_cast<std::size_t>(lane)].idle.push_back(&line);
  if (over_ && all_answered()) timer_.cancel();
}

void Run::count(const Task& task, const ServerAnswer* answer) {
  Outcome& outcome = tally_.at(task.phase, task.kind);
  if (answer == nullptr) {
    ++outcome.broken;
    return;
  }
  tally_.note_status(task.phase, answer->status);
  if (answer->status / 100 == 2 || answer->status == 304) {
    ++outcome.good;
    const auto took = Clock::now() - task.planned;
    outcome.latency.add(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  } else if (answer->status == 503 && answer->come_back) {
    ++outcome.shed;
  } else {
    ++outcome.refused;
  }
}

void Run::give_up_the_rest() {
  for (const Waiting& waiting : lanes_) {
    for (const Task& task : waiting.queue) ++tally_.at(task.phase, task.kind).given_up;
    for (const auto& line : waiting.lines) {
      if (line->busy()) ++tally_.at(line->task().phase, line->task().kind).given_up;
    }
  }
  context_.stop();
}

}  // namespace kalends::bench
