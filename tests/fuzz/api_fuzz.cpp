// Requests to the whole program, without sockets: bodies, queries, fields, cursors, tokens, names
// of files. An input is some requests, each as `METHOD WHO TARGET`, fields, an empty line and a
// body; between two of them stands a line of `%`. See scene.hpp for who and what there is.
#include "scene.hpp"

#include <cstddef>
#include <cstdint>

namespace {

using namespace kalends;

constexpr std::string_view between = "\n%\n";

/// What comes before `end`, which is taken off `text` with it; all of it where `end` is not there.
std::string_view take(std::string_view& text, std::string_view end) {
  const std::size_t at = text.find(end);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  return part;
}

http::Method method_of(std::string_view word) {
  using enum http::Method;
  for (const auto each : {get, head, post, put, patch, del}) {
    if (http::name(each) == word) return each;
  }
  return unknown;
}

/// As the reader of requests lets them through.
bool may_come(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7f) return false;
  }
  return true;
}

void add_field(http::Request& request, std::string_view line) {
  const std::string_view name = take(line, ": ");
  if (name.empty() || !may_come(name) || !may_come(line)) return;
  request.headers.add(std::string(name), std::string(line));
}

void run(test::Scene& scene, std::string_view part) {
  http::Request request;
  std::string_view first = take(part, "\n");
  request.method = method_of(take(first, " "));
  const std::string_view who = take(first, " ");
  request.target = first;
  if (!first.starts_with('/') || !may_come(first) || first.find(' ') != first.npos) return;
  for (std::string_view line = take(part, "\n"); !line.empty(); line = take(part, "\n")) {
    add_field(request, line);
  }
  request.body = part;
  scene.put(std::move(request), who);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static test::Scene scene;
  scene.restore();
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (int count = 0; count < 4 && !text.empty(); ++count) run(scene, take(text, between));
  return 0;
}
