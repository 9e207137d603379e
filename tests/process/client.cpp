#include "client.hpp"

#include <utility>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

// The machine may be busy with other tests, and this program full of sanitizers.
constexpr WireClient::Options options{.patience = std::chrono::seconds(60)};

}  // namespace

Client::Client(std::uint16_t port, std::string token)
    : wire_(port, options), token_(std::move(token)) {}

void Client::begin(const Request& request, std::size_t length) {
  std::string head = request.method + " " + request.target + " HTTP/1.1\r\nHost: test\r\n";
  if (!token_.empty()) head += "Authorization: Bearer " + token_ + "\r\n";
  if (!request.type.empty()) {
    head +=
        "Content-Type: " + request.type + "\r\nContent-Length: " + std::to_string(length) + "\r\n";
  }
  wire_.send(head + request.more_fields + "\r\n" + request.body);
}

Reply Client::ask(const Request& request) {
  begin(request, request.body.size());
  Reply reply;
  reply.wire = wire_.answer();
  reply.status = reply.wire.status;
  const bool is_json = reply.wire.field("content-type").find("json") != std::string::npos;
  if (is_json) reply.body = json::parse(reply.wire.body);
  return reply;
}

Reply Client::post(const std::string& target, const json::value& body) {
  return ask({"POST", target, "application/json", json::serialize(body), ""});
}

Reply Client::put(const std::string& target, const json::value& body) {
  return ask({"PUT", target, "application/json", json::serialize(body), ""});
}

std::string sign_in(std::uint16_t port, const std::string& email, std::string_view with) {
  const Reply session =
      Client(port).post("/api/v1/sessions", {{"email", email}, {"password", with}});
  REQUIRE_MESSAGE(session.status == 201, session.wire.body);
  return session.string("token");
}

Person register_person(std::uint16_t port, const std::string& name, const std::string& time_zone) {
  const std::string email = name + "@example.org";
  const Reply registered = Client(port).post(
      "/api/v1/users",
      {{"email", email}, {"name", name}, {"password", password}, {"timeZone", time_zone}});
  REQUIRE_MESSAGE(registered.status == 201, registered.wire.body);
  return {registered.string("id"), email, sign_in(port, email)};
}

Listener::Listener(std::uint16_t port, const Person& person) : socket_(port, options) {
  const auto answer =
      socket_.open("/api/v1/stream", "Authorization: Bearer " + person.token + "\r\n");
  REQUIRE(answer.status == 101);
  REQUIRE(json::parse(socket_.text()).at("type") == "hello");
}

json::object Listener::next() {
  json::object frame = json::parse(socket_.text()).get_object();
  REQUIRE(frame.at("type") == "notification");
  return frame;
}

}  // namespace kalends::test
