#pragma once

#include <string>
#include <utility>
#include <vector>

#include <kalends/base/histogram.hpp>

namespace kalends::api {

/// A metric, as /metrics gives it to Prometheus.
struct Figure {
  enum class Type { counter, gauge, histogram };

  std::string name;  // without the `kalends_` that all have
  std::string help;
  Type type;
  // The first of each is its labels (`route="/healthz"`), or empty.
  std::vector<std::pair<std::string, std::int64_t>> values;  // of a counter or a gauge
  std::vector<std::pair<std::string, Spread>> spreads;       // of a histogram
  double unit = 1;  // what a histogram's values are counted in, in the unit of its name
};

/// What only grows; its name ends in `_total`.
Figure counter(std::string name, std::string help, std::int64_t value);
Figure gauge(std::string name, std::string help, std::int64_t value);
Figure histogram(std::string name, std::string help, Spread spread, double unit);

/// All of them in the text format of Prometheus, version 0.0.4.
std::string exposition(const std::vector<Figure>& figures);

}  // namespace kalends::api
