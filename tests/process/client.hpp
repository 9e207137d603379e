#pragma once

#include "support/wire_client.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace kalends::test {

namespace json = boost::json;

/// An answer; `body` is null where there is none or it is no JSON.
struct Reply {
  int status = 0;
  json::value body;
  WireAnswer wire;

  const json::value& operator[](std::string_view key) const { return body.at(key); }
  std::string string(std::string_view key) const { return std::string(body.at(key).as_string()); }
};

struct Request {
  std::string method = "GET";
  std::string target;
  std::string type;  // of the body
  std::string body;
  std::string more_fields;  // each with its CR LF
};

/// Somebody (`token`), or nobody, who asks over one connection.
class Client {
 public:
  explicit Client(std::uint16_t port, std::string token = "");

  Reply ask(const Request& request);
  Reply get(const std::string& target) { return ask({"GET", target, "", "", ""}); }
  Reply post(const std::string& target, const json::value& body);
  Reply put(const std::string& target, const json::value& body);
  /// Without waiting for the answer, or sending more of the body than is given.
  void begin(const Request& request, std::size_t length);
  WireClient& wire() { return wire_; }

 private:
  WireClient wire_;
  std::string token_;
};

struct Person {
  std::string id;
  std::string email;
  std::string token;
};

inline constexpr std::string_view password = "correct horse";

/// A session's token. Checks that it was given.
std::string sign_in(std::uint16_t port, const std::string& email, std::string_view with = password);
/// Registers and signs in: `ann` becomes ann@example.org.
Person register_person(std::uint16_t port, const std::string& name, const std::string& time_zone);

/// A person's stream of notifications, greeted.
class Listener {
 public:
  Listener(std::uint16_t port, const Person& person);
  /// The next notification.
  json::object next();
  WireSocket& socket() { return socket_; }

 private:
  WireSocket socket_;
};

}  // namespace kalends::test
