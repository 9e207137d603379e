#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

namespace kalends::test {

/// What was answered to what, as far as the OpenAPI document speaks of it.
struct Exchange {
  std::string method;
  std::string path;  // without query
  int status;
  std::string content_type;
  std::string body;
};

/// Holds answers against an OpenAPI 3.1 document. One thread at a time.
class OpenApi {
 public:
  explicit OpenApi(std::string_view document);
  ~OpenApi();

  /// What contradicts the document; "" when nothing does.
  std::string fault(const Exchange& exchange);

  /// Method and path pattern of every operation.
  std::vector<std::pair<std::string, std::string>> operations() const;

 private:
  struct CompiledSchema;
  const boost::json::object* operation(const Exchange& exchange, std::string& pattern) const;
  std::string fault_in_body(const std::string& name, const boost::json::value& schema,
                            const std::string& body);

  boost::json::object document_;
  std::map<std::string, std::unique_ptr<CompiledSchema>> schemas_;
};

}  // namespace kalends::test
