#include "handlers.hpp"

#include <span>

#include <kalends/base/embedded.hpp>

namespace kalends::api {

/// Made by the build from the files themselves.
std::span<const EmbeddedFile> embedded_pages();

namespace {

struct Page {
  std::string_view path;
  std::string_view file;
  std::string_view type;
};

constexpr Page pages[] = {
    {"/", "index.html", "text/html; charset=utf-8"},
    {"/docs", "docs.html", "text/html; charset=utf-8"},
    {"/docs.js", "docs.js", "text/javascript; charset=utf-8"},
    {"/page.css", "page.css", "text/css; charset=utf-8"},
    {"/openapi.json", "openapi.json", "application/json"},
};

constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string_view content_of(std::string_view file) {
  for (const EmbeddedFile& each : embedded_pages()) {
    if (each.name == file) return each.content;
  }
  return {};
}

}  // namespace

Answer read_page(Context& context) {
  for (const Page& page : pages) {
    if (page.path != context.target.path) continue;
    http::Response response;
    response.headers.add("Content-Type", std::string(page.type));
    response.headers.add("Content-Security-Policy", policy);
    response.headers.add("Referrer-Policy", "no-referrer");
    response.body = content_of(page.file);
    return response;
  }
  return not_found();
}

std::string_view openapi_document() { return content_of("openapi.json"); }

}  // namespace kalends::api
