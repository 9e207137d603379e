#include "../program.hpp"
#include "look_around.hpp"
#include "run.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace kalends::bench {
namespace {

constexpr const char* promise =
    "Sends requests at moments planned before, whatever the answers do, and counts latency from "
    "the planned moment. Prints a line for each phase with each kind, and one with all reads, "
    "writes, watch:\n"
    "  phase name planned good shed refused broken given-up p50 p90 p99 p99.9 max good-a-second\n"
    "Shed is 503 with Retry-After; latency is in milliseconds and that of the good answers.";
constexpr const char* about_rates =
    "KIND=RATE,...: a second, multiplied by the phase's factor; 0 asks as fast as it is answered. "
    "Reads: week days meeting freebusy notifications; writes: invite answer change; and healthz, "
    "on connections of its own, at its rate in all phases";

struct Options {
  std::string address;
  std::string tokens;
  std::string rates;
  std::string phases;
  std::int64_t patience = 10'000;
};

double number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || !(value >= 0) || value > 1e9) {
    throw std::invalid_argument(fmt::format("not a number: {}", text));
  }
  return value;
}

std::pair<std::string_view, std::string_view> halves(std::string_view text, char between) {
  const auto at = text.find(between);
  if (at == std::string_view::npos) {
    throw std::invalid_argument(fmt::format("no '{}' in {}", between, text));
  }
  return {text.substr(0, at), text.substr(at + 1)};
}

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

Kind kind_named(std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const KindOfRequest& kind) { return kind.name == name; });
  if (found == kinds.end()) throw std::invalid_argument(fmt::format("no such kind: {}", name));
  return static_cast<Kind>(found - kinds.begin());
}

void read_plan(const Options& options, Plan& plan) {
  for (const auto part : parts(options.rates)) {
    const auto [kind, rate] = halves(part, '=');
    plan.rates.emplace_back(kind_named(kind), number(rate));
  }
  for (const auto part : parts(options.phases)) {
    const auto [seconds, factor] = halves(part, 'x');
    plan.phases.push_back({number(seconds), number(factor)});
  }
  plan.patience = std::chrono::milliseconds{options.patience};
}

void take_options(CLI::App& program, Options& options, Plan& plan) {
  program.add_option("ADDRESS", options.address, "http://ADDRESS:PORT")->required();
  program.add_option("TOKENS", options.tokens)->required();
  program.add_option("--rates", options.rates, about_rates)->required();
  program.add_option("--phases", options.phases, "SECONDSxFACTOR,...")->required();
  program.add_option("--reads", plan.lines[0], "connections")->capture_default_str();
  program.add_option("--writes", plan.lines[1], "connections")->capture_default_str();
  program.add_option("--patience", options.patience, "milliseconds")->capture_default_str();
  program.add_option("--seed", plan.seed)->capture_default_str();
}

boost::asio::ip::tcp::endpoint endpoint_of(std::string_view address) {
  constexpr std::string_view scheme = "http://";
  if (!address.starts_with(scheme)) throw std::invalid_argument("the address is not http://");
  const auto [host, port] = halves(address.substr(scheme.size()), ':');
  return {boost::asio::ip::make_address(std::string(host)),
          static_cast<std::uint16_t>(number(port))};
}

void run(const Options& options, Plan& plan) {
  read_plan(options, plan);
  const auto server = endpoint_of(options.address);
  World world;
  world.host = options.address.substr(std::string_view("http://").size());
  world.people = read_requesters(options.tokens);
  look_around(world, server);
  boost::asio::io_context context(1);
  Run(context, world, plan, server).go().print();
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  CLI::App program(promise);
  Options options;
  Plan plan;
  take_options(program, options, plan);
  return run_program(program, argc, argv, [&] { run(options, plan); });
}
