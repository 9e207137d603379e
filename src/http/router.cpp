#include <algorithm>

#include <kalends/http/router.hpp>

namespace kalends::http {
namespace {

void split(std::string_view path, std::vector<std::string_view>& out) {
  out.clear();
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::string_view segment = path.substr(0, path.find('/'));
    out.push_back(segment);
    path.remove_prefix(segment.size());
  }
}

bool is_parameter(std::string_view pattern) { return pattern.starts_with('{'); }

bool fits(std::string_view pattern, std::string_view segment) {
  return is_parameter(pattern) ? !segment.empty() : pattern == segment;
}

}  // namespace

Router::Router(const std::vector<Entry>& table) {
  for (const Entry& entry : table) {
    Row row{entry.method, {}};
    split(entry.pattern, row.segments);
    rows_.push_back(std::move(row));
  }
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  if (path.empty() || path.front() != '/') return match;
  const Method wanted = method == Method::head ? Method::get : method;
  std::vector<std::string_view> segments;
  split(path, segments);
  for (std::size_t index = 0; index < rows_.size(); ++index) {
    const Row& row = rows_[index];
    if (!std::equal(row.segments.begin(), row.segments.end(), segments.begin(), segments.end(),
                    fits)) {
      continue;
    }
    if (row.method != wanted) {
      const auto same = std::find(match.allowed.begin(), match.allowed.end(), row.method);
      if (same == match.allowed.end()) match.allowed.push_back(row.method);
      continue;
    }
    match.row = index;
    for (std::size_t place = 0; place < segments.size(); ++place) {
      if (is_parameter(row.segments[place])) match.parameters.push_back(segments[place]);
    }
    return match;
  }
  return match;
}

}  // namespace kalends::http
