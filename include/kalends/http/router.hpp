#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/http/message.hpp>

namespace kalends::http {

/// Finds the row of a route table. A pattern is a path whose `{name}` segments match anything.
class Router {
 public:
  struct Entry {
    Method method;
    std::string_view pattern;
  };
  struct Match {
    /// The row, or nothing: then `allowed` has the methods that this path does have (none: no such
    /// path).
    std::optional<std::size_t> row;
    /// What stands in the place of the `{name}` segments, in their order, as sent.
    std::vector<std::string_view> parameters;
    std::vector<Method> allowed;
  };

  /// The rows are numbered as they come here. Patterns must outlive the router.
  explicit Router(const std::vector<Entry>& table);

  /// HEAD finds the row of GET. The match borrows the path.
  Match find(Method method, std::string_view path) const;

 private:
  struct Row {
    Method method;
    std::vector<std::string_view> segments;
  };
  std::vector<Row> rows_;
};

}  // namespace kalends::http
