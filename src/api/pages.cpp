#include "handlers.hpp"

#include <span>

#include <kalends/base/embedded.hpp>

namespace kalends::api {

/// Made by the build from the files themselves. Of the page, `assets/` holds files whose names
/// change with what is in them, and beside each file stand its compressed forms, `.br` and `.gz`.
std::span<const EmbeddedFile> embedded_documents();
std::span<const EmbeddedFile> embedded_page();

namespace {

struct Document {
  std::string_view path;
  std::string_view file;
};

constexpr Document documents[] = {
    {"/docs", "docs.html"},    {"/docs.js", "docs.js"},           {"/page.css", "page.css"},
    {"/icon.svg", "icon.svg"}, {"/openapi.json", "openapi.json"},
};

struct Type {
  std::string_view ending;
  std::string_view name;
};

constexpr Type types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
};

struct Coding {
  std::string_view name;
  std::string_view ending;
};

constexpr Coding codings[] = {{"br", ".br"}, {"gzip", ".gz"}};

constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const EmbeddedFile* find(std::span<const EmbeddedFile> files, std::string_view name) {
  for (const EmbeddedFile& each : files) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

std::string type_of(std::string_view file) {
  for (const Type& type : types) {
    if (file.ends_with(type.ending)) return std::string(type.name);
  }
  return "application/octet-stream";
}

http::Response response_of(std::string_view file, std::string_view content) {
  http::Response response;
  response.headers.add("Content-Type", type_of(file));
  response.headers.add("Content-Security-Policy", policy);
  response.headers.add("Referrer-Policy", "no-referrer");
  response.body = content;
  return response;
}

/// RFC 9110 12.5.3, as far as browsers use it: a coding is taken where it is named and not refused.
bool takes(std::string_view accepted, std::string_view coding) {
  const auto at = accepted.find(coding);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = accepted.substr(at + coding.size());
  const std::string_view weight = rest.substr(0, rest.find(','));
  return !weight.ends_with("q=0");
}

Answer page_file(Context& context, const std::string& name, std::string_view kept) {
  const EmbeddedFile* file = find(embedded_page(), name);
  if (file == nullptr) return not_found();
  auto response = response_of(name, file->content);
  response.headers.add("Cache-Control", std::string(kept));
  response.headers.add("Vary", "Accept-Encoding");
  const auto accepted = context.request.headers.find("Accept-Encoding").value_or("");
  for (const Coding& coding : codings) {
    const EmbeddedFile* packed = find(embedded_page(), name + std::string(coding.ending));
    if (packed == nullptr || !takes(accepted, coding.name)) continue;
    response.headers.add("Content-Encoding", std::string(coding.name));
    response.body = packed->content;
    break;
  }
  return response;
}

}  // namespace

Answer read_document(Context& context) {
  for (const Document& document : documents) {
    if (document.path != context.target.path) continue;
    return response_of(document.file, find(embedded_documents(), document.file)->content);
  }
  return not_found();
}

Answer read_page(Context& context) { return page_file(context, "index.html", "no-cache"); }

Answer read_asset(Context& context) {
  const std::string name(context.parameters[0]);
  const bool packed = name.ends_with(".br") || name.ends_with(".gz");
  if (packed) return not_found();
  return page_file(context, "assets/" + name, "public, max-age=31536000, immutable");
}

std::string_view openapi_document() { return find(embedded_documents(), "openapi.json")->content; }

}  // namespace kalends::api
