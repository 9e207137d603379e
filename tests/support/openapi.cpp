#include "openapi.hpp"

#include <algorithm>
#include <cctype>

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace kalends::test {
namespace {

namespace json = boost::json;
using valijson::adapters::BoostJsonAdapter;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::vector<std::string> segments(const std::string& path) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at < path.size()) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    out.push_back(path.substr(at + 1, end - at - 1));
    at = end;
  }
  return out;
}

bool fits(const std::string& pattern, const std::string& path) {
  const auto wanted = segments(pattern);
  const auto given = segments(path);
  return std::equal(
      wanted.begin(), wanted.end(), given.begin(), given.end(),
      [](const std::string& a, const std::string& b) { return a.starts_with('{') || a == b; });
}

/// Patterns with parameters come after those without: /users/me is not a user's id.
bool more_exact(const std::string& a, const std::string& b) {
  return std::count(a.begin(), a.end(), '{') < std::count(b.begin(), b.end(), '{');
}

/// The thing itself, where only a reference to `#/components/KIND/NAME` stands.
const json::object& resolved(const json::object& document, const json::object& thing) {
  const json::value* ref = thing.if_contains("$ref");
  if (ref == nullptr) return thing;
  const auto path = segments(std::string(ref->get_string()).substr(1));
  const json::object* at = &document;
  for (const std::string& step : path) at = &at->at(step).get_object();
  return *at;
}

}  // namespace

struct OpenApi::CompiledSchema {
  valijson::Schema schema;
};

OpenApi::OpenApi(std::string_view document)
    : document_(json::parse({document.data(), document.size()}).get_object()) {}

OpenApi::~OpenApi() = default;

std::vector<std::pair<std::string, std::string>> OpenApi::operations() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [path, item] : document_.at("paths").get_object()) {
    for (const auto& [method, operation] : item.get_object()) {
      if (!operation.is_object()) continue;
      std::string upper(method);
      std::transform(upper.begin(), upper.end(), upper.begin(),
                     [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      out.emplace_back(upper, std::string(path));
    }
  }
  return out;
}

const json::object* OpenApi::operation(const Exchange& exchange, std::string& pattern) const {
  std::vector<std::string> patterns;
  for (const auto& [path, item] : document_.at("paths").get_object()) {
    if (fits(std::string(path), exchange.path)) patterns.emplace_back(path);
  }
  if (patterns.empty()) return nullptr;
  std::stable_sort(patterns.begin(), patterns.end(), more_exact);
  pattern = patterns.front();
  const std::string method = exchange.method == "HEAD" ? "get" : lower(exchange.method);
  const json::value* found =
      document_.at("paths").get_object().at(pattern).get_object().if_contains(method);
  return found == nullptr ? nullptr : &found->get_object();
}

std::string OpenApi::fault(const Exchange& exchange) {
  std::string pattern;
  const json::object* found = operation(exchange, pattern);
  if (found == nullptr) {
    // An unknown path or method is no operation; its answer can only be that it is none.
    const bool refused = exchange.status == 404 || exchange.status == 405 ||
                         exchange.status == 400 || exchange.status == 501;
    return refused ? "" : "no operation for " + exchange.method + " " + exchange.path;
  }
  const json::object& responses = found->at("responses").get_object();
  const std::string status = std::to_string(exchange.status);
  const json::value* response = responses.if_contains(status);
  // What any operation may answer stands under `default`; the meaningful ones are named.
  constexpr int general[] = {400, 404, 405, 413, 429, 500, 501, 503};
  const bool is_general =
      std::find(std::begin(general), std::end(general), exchange.status) != std::end(general);
  if (response == nullptr && is_general) response = responses.if_contains("default");
  const std::string name = exchange.method + " " + pattern + " " + status;
  if (response == nullptr) return name + " is not documented";
  const json::object& answer = resolved(document_, response->get_object());
  const json::value* content = answer.if_contains("content");
  if (content == nullptr) {
    return exchange.body.empty() ? "" : name + " has a body that is not documented";
  }
  if (exchange.method == "HEAD") return "";
  const std::string type = exchange.content_type.substr(0, exchange.content_type.find(';'));
  const json::value* media = content->get_object().if_contains(type);
  if (media == nullptr) media = content->get_object().if_contains("*/*");
  if (media == nullptr) return name + " has the media type '" + type + "', not documented";
  if (!type.ends_with("json") || type == "application/octet-stream") return "";
  const json::value* schema = media->get_object().if_contains("schema");
  if (schema == nullptr || content->get_object().if_contains("*/*") != nullptr) return "";
  return fault_in_body(name + " " + type, *schema, exchange.body);
}

std::string OpenApi::fault_in_body(const std::string& name, const json::value& schema,
                                   const std::string& body) {
  auto& compiled = schemas_[name];
  if (!compiled) {
    compiled = std::make_unique<CompiledSchema>();
    // The schema alone, with what it refers to beside it.
    json::value root(json::object{{"allOf", json::array{schema}}});
    root.get_object()["components"] = document_.at("components");
    valijson::SchemaParser parser;
    parser.populateSchema(BoostJsonAdapter(root), compiled->schema);
  }
  boost::system::error_code error;
  const json::value value = json::parse(body, error);
  if (error) return name + ": the body is not JSON: " + body;
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(compiled->schema, BoostJsonAdapter(value), &results)) return "";
  std::string out = name + " does not fit its schema: " + body;
  valijson::ValidationResults::Error each;
  while (results.popError(each)) {
    out += "\n ";
    for (const std::string& place : each.context) out += place;
    out += ": " + each.description;
  }
  return out;
}

}  // namespace kalends::test
