#include "problem.hpp"

#include <boost/json.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

struct Form {
  int status;
  std::string_view word;
  std::string_view title;
};

constexpr Form forms[] = {
    {400, "unreadable", "The request cannot be read"},
    {401, "unauthenticated", "Sign in first"},
    {403, "forbidden", "Not allowed"},
    {404, "not-found", "Not found"},
    {405, "method-not-allowed", "No such method here"},
    {408, "unreadable", "The request took too long"},
    {409, "conflict", "Contradicts what is stored"},
    {412, "stale", "Changed meanwhile"},
    {413, "too-large", "Too large"},
    {415, "unsupported-type", "This media type is not taken here"},
    {422, "invalid", "Not valid"},
    {426, "upgrade-required", "This is a WebSocket"},
    {429, "too-many", "Too many requests"},
    {431, "too-large", "The request head is too large"},
    {500, "internal", "Something went wrong here"},
    {501, "not-implemented", "This method is not known"},
    {503, "unavailable", "Not possible at the moment"},
};

const Form& form_of(int status) {
  for (const Form& form : forms) {
    if (form.status == status) return form;
  }
  return form_of(500);
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::unreadable:
      return 400;
    case ErrorCode::invalid:
      return 422;
    case ErrorCode::unauthenticated:
      return 401;
    case ErrorCode::forbidden:
      return 403;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::stale:
      return 412;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::too_many:
      return 429;
  }
  return 500;
}

http::Response written(int status, std::string_view word, std::string_view detail,
                       std::string_view request_id, const std::vector<FieldError>& fields) {
  json::object body;
  body["type"] = "urn:kalends:problem:" + std::string(word);
  body["title"] = form_of(status).title;
  body["status"] = status;
  body["detail"] = detail;
  body["requestId"] = request_id;
  if (!fields.empty()) {
    json::array& list = body["errors"].emplace_array();
    for (const FieldError& field : fields) {
      list.push_back({{"pointer", field.pointer}, {"message", field.message}});
    }
  }
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/problem+json");
  response.body = json::serialize(body);
  return response;
}

}  // namespace

http::Response try_later(int status, std::string_view detail, std::string_view request_id,
                         std::chrono::seconds wait) {
  auto response = written(status, form_of(status).word, detail, request_id, {});
  response.headers.add("Retry-After", std::to_string(wait.count()));
  return response;
}

http::Response problem(int status, std::string_view detail, std::string_view request_id) {
  return problem(status, form_of(status).word, detail, request_id);
}

http::Response problem(const Error& error, std::string_view request_id) {
  const int status = status_of(error.code);
  return problem(status, form_of(status).word, error.message, request_id, error.fields);
}

http::Response problem(int status, std::string_view word, std::string_view detail,
                       std::string_view request_id, const std::vector<FieldError>& fields) {
  auto response = written(status, word, detail, request_id, fields);
  if (status == 401) response.headers.add("WWW-Authenticate", "Bearer");
  if (status == 429 || status == 503) response.headers.add("Retry-After", "1");
  return response;
}

}  // namespace kalends::api
