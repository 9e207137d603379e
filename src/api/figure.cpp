#include <iterator>

#include <fmt/format.h>

#include <kalends/api/figure.hpp>

namespace kalends::api {
namespace {

std::string_view name_of(Figure::Type type) {
  switch (type) {
    case Figure::Type::counter:
      return "counter";
    case Figure::Type::gauge:
      return "gauge";
    case Figure::Type::histogram:
      break;
  }
  return "histogram";
}

void append_sample(std::string& out, std::string_view name, std::string_view labels, auto value) {
  const auto at = std::back_inserter(out);
  if (labels.empty()) {
    fmt::format_to(at, "kalends_{} {}\n", name, value);
  } else {
    fmt::format_to(at, "kalends_{}{{{}}} {}\n", name, labels, value);
  }
}

/// Each bucket holds those before it too.
void append_spread(std::string& out, const Figure& figure, const std::string& labels,
                   const Spread& spread) {
  const std::string before = labels.empty() ? "" : labels + ",";
  std::int64_t count = 0;
  for (std::size_t i = 0; i < spread.counts.size(); ++i) {
    count += spread.counts[i];
    const bool last = i == spread.bounds.size();
    const std::string bound =
        last ? "+Inf" : fmt::format("{}", static_cast<double>(spread.bounds[i]) * figure.unit);
    append_sample(out, figure.name + "_bucket", fmt::format("{}le=\"{}\"", before, bound), count);
  }
  append_sample(out, figure.name + "_sum", labels, static_cast<double>(spread.sum) * figure.unit);
  append_sample(out, figure.name + "_count", labels, count);
}

}  // namespace

Figure counter(std::string name, std::string help, std::int64_t value) {
  return {std::move(name), std::move(help), Figure::Type::counter, {{"", value}}, {}, 1};
}

Figure gauge(std::string name, std::string help, std::int64_t value) {
  return {std::move(name), std::move(help), Figure::Type::gauge, {{"", value}}, {}, 1};
}

Figure histogram(std::string name, std::string help, Spread spread, double unit) {
  return {std::move(name),           std::move(help),
          Figure::Type::histogram,   {},
          {{"", std::move(spread)}}, unit};
}

std::string exposition(const std::vector<Figure>& figures) {
  std::string out;
  for (const Figure& figure : figures) {
    fmt::format_to(std::back_inserter(out), "# HELP kalends_{0} {1}\n# TYPE kalends_{0} {2}\n",
                   figure.name, figure.help, name_of(figure.type));
    for (const auto& [labels, value] : figure.values) {
      append_sample(out, figure.name, labels, value);
    }
    for (const auto& [labels, spread] : figure.spreads) append_spread(out, figure, labels, spread);
  }
  return out;
}

}  // namespace kalends::api
