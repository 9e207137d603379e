#include "etag.hpp"

#include <charconv>

#include <fmt/format.h>

namespace kalends::api {
namespace {

/// True when the list of ETags names this one, or is `*`. A proxy may have made it weak.
bool names(std::string_view list, std::string_view etag) {
  return list == "*" || list.find(etag) != std::string_view::npos;
}

/// Gives the answer this ETag. True when the client has it already: then it is a 304.
bool offer(const http::Request& request, http::Response& response, const std::string& etag) {
  const bool read = request.method == http::Method::get || request.method == http::Method::head;
  response.headers.add("ETag", etag);
  const auto known = request.headers.find("If-None-Match");
  if (!read || !known || !names(*known, etag)) return false;
  response.status = 304;
  return true;
}

}  // namespace

std::string etag_of(std::string_view body, std::optional<std::int64_t> version) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hash;
  for (const char c : user::fingerprint(body).substr(0, 12)) {
    const auto byte = static_cast<unsigned char>(c);
    hash += digits[byte >> 4U];
    hash += digits[byte & 15U];
  }
  return version ? fmt::format("\"{}-{}\"", *version, hash) : fmt::format("\"{}\"", hash);
}

void give(const http::Request& request, http::Response& response, const std::string& body,
          const std::string& etag) {
  if (!offer(request, response, etag)) response.body = body;
}

void add_etag(const http::Request& request, http::Response& response) {
  const bool read = request.method == http::Method::get || request.method == http::Method::head;
  const bool kept = response.headers.find("Cache-Control").value_or("") != "no-store";
  const bool shown = response.status == 200 && read && kept;
  if ((!shown && !response.version) || response.stream || response.headers.find("ETag")) return;
  const std::string etag = etag_of(response.body, response.version);
  if (offer(request, response, etag)) response.body.clear();
}

bool matches_expected(const http::Request& request, std::string_view body) {
  const auto expected = request.headers.find("If-Match");
  return !expected || names(*expected, etag_of(body, std::nullopt));
}

std::optional<std::int64_t> expected_version(const Context& context) {
  const auto text = context.request.headers.find("If-Match");
  if (!text || *text == "*") return std::nullopt;
  std::int64_t version = -1;
  if (text->starts_with('"')) {
    std::from_chars(text->data() + 1, text->data() + text->size(), version);
  }
  return version;
}

}  // namespace kalends::api
