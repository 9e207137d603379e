#include "net/request_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <kalends/http/head.hpp>
#include <kalends/http/router.hpp>
#include <kalends/http/target.hpp>

namespace {

namespace http = kalends::http;
using kalends::net::RequestReader;
using kalends::net::Stop;

constexpr std::size_t body_limit = 512;

void must(bool holds) {
  if (!holds) std::abort();
}

/// What became of the bytes of one request.
struct Read {
  http::Request request;
  std::optional<Stop> stop;
  std::size_t taken = 0;  // bytes of the body
  bool done = false;
};

std::string text_of(const Read& read) {
  std::string out = std::to_string(static_cast<int>(read.request.method)) + read.request.target;
  for (const auto& [name, value] : read.request.headers) out += "\n" + name + ":" + value;
  out += "\n\n" + read.request.body + "\n" + std::to_string(read.taken);
  out += read.done ? "+" : "-";
  return out + std::to_string(read.stop ? read.stop->status : 0);
}

/// `chunk` decides how the body is cut, as the network cuts it.
Read read(std::string_view head, std::string_view body, unsigned chunk) {
  Read out;
  RequestReader reader;
  out.stop = reader.take_head(head, out.request);
  std::size_t available = 0;
  while (!out.stop && !reader.done() && out.taken < body.size()) {
    chunk = chunk * 1103515245U + 12345U;
    available = std::min(body.size(), std::max(available, out.taken) + 1 + (chunk >> 16) % 40);
    const auto part = body.substr(out.taken, available - out.taken);
    const std::size_t taken = reader.take_body(part, body_limit, out.stop);
    must(taken <= part.size());
    out.taken += taken;
    if (taken == 0 && available == body.size()) break;
  }
  out.done = !out.stop && reader.done();
  if (out.done && reader.length()) must(out.request.body.size() == *reader.length());
  return out;
}

bool is_plain(std::string_view text) {
  constexpr std::string_view breaks("\r\n\0", 3);
  return text.find_first_of(breaks) == std::string_view::npos;
}

/// What two programs could read in two ways is not in what was let through.
void check_fields(const http::Request& request) {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t encodings = 0;
  for (const auto& [name, value] : request.headers) {
    must(!name.empty() && is_plain(name) && is_plain(value));
    must(name.find_first_of(" \t:") == std::string::npos);
    http::Headers alone;
    alone.add(name, value);
    hosts += alone.find("Host") ? 1 : 0;
    lengths += alone.find("Content-Length") ? 1 : 0;
    encodings += alone.find("Transfer-Encoding") ? 1 : 0;
  }
  must(hosts <= 1 && lengths + encodings <= 1);
  must(is_plain(request.target) && request.target.find(' ') == std::string::npos);
}

void check_target(std::string_view text) {
  const auto target = http::parse_target(text);
  if (!target) return;
  must(target->path.starts_with('/') && target->path == http::path_of(text));
  for (const auto& [name, value] : target->query) must(target->find(name).has_value());
  static const http::Router router({{http::Method::get, "/api/v1/users/{id}/calendar"},
                                    {http::Method::get, "/api/v1/users/me"},
                                    {http::Method::del, "/api/v1/meetings/{id}/attendees/{userId}"},
                                    {http::Method::get, "/{file}"}});
  const auto match = router.find(http::Method::get, target->path);
  for (const auto parameter : match.parameters) {
    must(!parameter.empty() && parameter.find('/') == std::string_view::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_target(text);
  http::is_web_address(text);
  const auto end = text.find("\r\n\r\n");
  if (end == std::string_view::npos) {
    http::fault_in_head(text);
    return 0;
  }
  const std::string_view head = text.substr(0, end + 4);
  if (http::fault_in_head(head)) return 0;
  const Read once = read(head, text.substr(end + 4), static_cast<unsigned>(size));
  const Read again = read(head, text.substr(end + 4), static_cast<unsigned>(size) + 1);
  // A body that is too long may be refused a little earlier or later.
  if (!once.stop && !again.stop) must(text_of(once) == text_of(again));
  must(once.stop.has_value() == again.stop.has_value());
  if (once.stop) return 0;
  check_fields(once.request);
  check_target(once.request.target);
  return 0;
}
