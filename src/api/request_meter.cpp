#include "routes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/api/request_meter.hpp>
#include <kalends/http/message.hpp>

namespace kalends::api {
namespace {

using std::chrono::microseconds;

// Microseconds: from what memory answers to what people give up on.
constexpr std::array<std::int64_t, 14> duration_bounds{
    50,     100,    250,     500,     1'000,     2'500,     5'000,
    10'000, 25'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};

// What this program answers with; anything else counts as the last.
constexpr std::array<int, 21> statuses{101, 200, 201, 202, 204, 304, 400, 401, 403, 404, 405,
                                       409, 410, 412, 413, 415, 422, 429, 500, 503, 599};

std::size_t place_of(int status) {
  const auto found = std::find(statuses.begin(), statuses.end(), status);
  return static_cast<std::size_t>(std::min(found, statuses.end() - 1) - statuses.begin());
}

/// What has no route is counted together, or everybody could make up new names.
std::string labels_of(std::size_t row) {
  if (row >= routes().size()) return R"(method="",route="")";
  const Route& route = routes()[row];
  return fmt::format(R"(method="{}",route="{}")", http::name(route.method), route.pattern);
}

}  // namespace

struct RequestMeter::Row {
  std::array<std::atomic<std::int64_t>, statuses.size()> by_status{};
  Histogram durations{duration_bounds};
};

RequestMeter::RequestMeter() : parts_(part_count) {
  for (auto& part : parts_) part = std::vector<Row>(routes().size() + 1);
}

RequestMeter::~RequestMeter() = default;

void RequestMeter::add(std::size_t part, std::size_t row, int status,
                       std::chrono::nanoseconds took) {
  Row& counted = parts_[part % part_count][std::min(row, routes().size())];
  counted.by_status[place_of(status)].fetch_add(1, std::memory_order_relaxed);
  counted.durations.add(std::chrono::duration_cast<microseconds>(took).count());
}

std::vector<Figure> RequestMeter::figures() const {
  Figure answered{
      "http_requests_total", "Requests by route and status.", Figure::Type::counter, {}, {}, 1};
  Figure took{"http_request_duration_seconds",
              "How long the answer took to make, without the network.",
              Figure::Type::histogram,
              {},
              {},
              1e-6};
  for (std::size_t row = 0; row <= routes().size(); ++row) add_row(row, answered, took);
  return {std::move(answered), std::move(took)};
}

void RequestMeter::add_row(std::size_t row, Figure& answered, Figure& took) const {
  const std::string labels = labels_of(row);
  std::int64_t all = 0;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    std::int64_t count = 0;
    for (const auto& part : parts_) count += part[row].by_status[i];
    if (count == 0) continue;
    answered.values.emplace_back(fmt::format(R"({},status="{}")", labels, statuses[i]), count);
    all += count;
  }
  if (all == 0) return;
  Spread spread = parts_[0][row].durations.spread();
  for (std::size_t i = 1; i < parts_.size(); ++i) spread += parts_[i][row].durations.spread();
  took.spreads.emplace_back(labels, std::move(spread));
}

}  // namespace kalends::api
