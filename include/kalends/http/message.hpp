#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <kalends/http/address.hpp>
#include <kalends/http/stream.hpp>

namespace kalends::http {

enum class Method { get, head, post, put, patch, del, unknown };

std::string_view name(Method method);

struct Header {
  std::string name;
  std::string value;
};

/// Header fields in their order; names compare without case.
class Headers {
 public:
  void add(std::string name, std::string value) {
    list_.push_back({std::move(name), std::move(value)});
  }
  /// The first field of this name.
  std::optional<std::string_view> find(std::string_view name) const;
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }

 private:
  std::vector<Header> list_;
};

/// A whole request, without any socket.
struct Request {
  Method method = Method::get;
  std::string target;  // origin form: path and query, as sent
  Headers headers;
  std::string body;
  Address peer;  // at the other end of the connection: a client, or a proxy
};

/// A whole answer. When `stream` is set, the connection becomes a WebSocket that shows it.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::unique_ptr<Stream> stream;
  /// The version of what the body shows, where it has one: part of its ETag.
  std::optional<std::int64_t> version;
};

}  // namespace kalends::http
