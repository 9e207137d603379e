#include "look_around.hpp"
#include "run.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace kalends::bench {
namespace {

constexpr std::string_view usage =
    "kalends_load http://ADDRESS:PORT TOKENS --rates KIND=RATE,... --phases SECONDSxFACTOR,...\n"
    "             [--reads 64] [--writes 64] [--patience MILLISECONDS] [--seed N]\n"
    "Sends requests at moments planned before, whatever the answers do, and counts latency from "
    "the "
    "planned\n"
    "moment. RATE is a second, and is multiplied by the phase's FACTOR; 0 asks as fast as it is "
    "answered.\n"
    "--reads and --writes are connections. Reads: week days meeting freebusy notifications; "
    "writes: "
    "invite\n"
    "answer change; and healthz, on connections of its own, at its RATE in all phases.\n"
    "Prints a line for each phase with each kind, and one with all reads, writes, watch:\n"
    "  phase name planned good shed refused broken given-up p50 p90 p99 p99.9 max good-a-second\n"
    "Shed is 503 with Retry-After; latency is in milliseconds and that of the good answers.\n";

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

Plan read_plan(const std::map<std::string, std::string>& given) {
  Plan plan;
  for (const auto part : parts(given.at("--rates"))) {
    const auto [kind, rate] = halves(part, '=');
    plan.rates.emplace_back(kind_named(kind), number(rate));
  }
  for (const auto part : parts(given.at("--phases"))) {
    const auto [seconds, factor] = halves(part, 'x');
    plan.phases.push_back({number(seconds), number(factor)});
  }
  plan.lines[0] = static_cast<std::size_t>(number(given.at("--reads")));
  plan.lines[1] = static_cast<std::size_t>(number(given.at("--writes")));
  plan.patience =
      std::chrono::milliseconds{static_cast<std::int64_t>(number(given.at("--patience")))};
  plan.seed = static_cast<std::uint64_t>(number(given.at("--seed")));
  return plan;
}

Plan read_arguments(int argc, const char* const* argv) {
  std::map<std::string, std::string> given{{"--rates", ""},         {"--phases", ""},
                                           {"--reads", "64"},       {"--writes", "64"},
                                           {"--patience", "10000"}, {"--seed", "1"}};
  if (argc < 3) throw std::invalid_argument("ADDRESS, TOKENS");
  for (int i = 3; i < argc; i += 2) {
    const auto found = given.find(argv[i]);
    if (found == given.end() || i + 1 == argc) throw std::invalid_argument(argv[i]);
    found->second = argv[i + 1];
  }
  return read_plan(given);
}

boost::asio::ip::tcp::endpoint endpoint_of(std::string_view address) {
  constexpr std::string_view scheme = "http://";
  if (!address.starts_with(scheme)) throw std::invalid_argument("the address is not http://");
  const auto [host, port] = halves(address.substr(scheme.size()), ':');
  return {boost::asio::ip::make_address(std::string(host)),
          static_cast<std::uint16_t>(number(port))};
}

void run(int argc, const char* const* argv) {
  const Plan plan = read_arguments(argc, argv);
  const auto server = endpoint_of(argv[1]);
  World world;
  world.host = std::string(argv[1]).substr(std::string_view("http://").size());
  world.people = read_requesters(argv[2]);
  look_around(world, server);
  boost::asio::io_context context(1);
  Run(context, world, plan, server).go().print();
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  try {
    run(argc, argv);
    return 0;
  } catch (const std::invalid_argument& error) {
    fmt::print(stderr, "{}\n{}", error.what(), usage);
  } catch (const std::exception& error) {
    fmt::print(stderr, "kalends_load: {}\n", error.what());
  }
  return 1;
}
