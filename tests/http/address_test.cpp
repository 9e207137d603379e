#include <doctest/doctest.h>

#include <kalends/http/address.hpp>
#include <kalends/http/proxy.hpp>

using namespace kalends::http;

namespace {

Address at(std::string_view text) {
  const auto address = parse_address(text);
  REQUIRE(address);
  return *address;
}

bool is_in(std::string_view address, std::string_view network) {
  const auto parsed = parse_network(network);
  REQUIRE(parsed);
  return parsed->contains(at(address));
}

/// Who asks, when the peer is `peer`, each text a field of its own, and 10.0.0.0/8 is trusted.
Address client(std::string_view peer, const std::vector<std::string>& forwarded) {
  Request request;
  request.peer = at(peer);
  for (const auto& text : forwarded) request.headers.add("X-Forwarded-For", text);
  return client_of(request, *parse_networks("10.0.0.0/8, fd00::/8"));
}

}  // namespace

TEST_CASE("an address is written in figures, and one of IPv4 is the same in both ways") {
  CHECK(at("192.0.2.1") == at("::ffff:192.0.2.1"));
  CHECK_FALSE(at("192.0.2.1") == at("192.0.2.2"));
  CHECK(at("2001:DB8::1") == at("2001:db8:0:0:0:0:0:1"));
  for (const std::string text : {"", " ", "192.0.2", "192.0.2.256", "192.0.2.1 ", "192.0.2.1:80",
                                 "[::1]", "::1%lo", "localhost", "1::2::3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_address(text));
  }
  CHECK_FALSE(parse_address(std::string_view("::1\0", 4)));
}

TEST_CASE("a network holds what begins with its bits") {
  CHECK(is_in("10.255.0.1", "10.0.0.0/8"));
  CHECK_FALSE(is_in("11.0.0.1", "10.0.0.0/8"));
  CHECK(is_in("192.0.2.129", "192.0.2.128/25"));
  CHECK_FALSE(is_in("192.0.2.127", "192.0.2.128/25"));
  CHECK(is_in("192.0.2.1", "192.0.2.1"));
  CHECK_FALSE(is_in("192.0.2.2", "192.0.2.1/32"));
  CHECK(is_in("203.0.113.9", "0.0.0.0/0"));
  CHECK_FALSE(is_in("2001:db8::1", "0.0.0.0/0"));
  CHECK(is_in("2001:db8:0:7f::1", "2001:db8::/57"));
  CHECK_FALSE(is_in("2001:db8:0:80::1", "2001:db8::/57"));
  for (const std::string text : {"10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8 ",
                                 "/8", "10.0.0.0/8/8", "10.0.0.0/x"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_network(text));
  }
}

TEST_CASE("a list of networks may be empty, and has no empty places") {
  CHECK(parse_networks("")->empty());
  CHECK(parse_networks("10.0.0.0/8 , ::1")->size() == 2);
  CHECK_FALSE(parse_networks(","));
  CHECK_FALSE(parse_networks("::1,"));
  CHECK_FALSE(parse_networks("::1 10.0.0.1"));
}

TEST_CASE("one subscriber has 64 bits of IPv6, and one address of IPv4") {
  CHECK(subscriber(at("2001:db8:1:2::3")) == subscriber(at("2001:db8:1:2:ffff::9")));
  CHECK(subscriber(at("2001:db8:1:2::3")) != subscriber(at("2001:db8:1:3::3")));
  CHECK(subscriber(at("192.0.2.1")) != subscriber(at("192.0.2.2")));
  CHECK(subscriber(at("192.0.2.1")) == subscriber(at("::ffff:192.0.2.1")));
}

TEST_CASE("what a stranger says of who asks is not believed") {
  CHECK(client("192.0.2.1", {"198.51.100.7"}) == at("192.0.2.1"));
  CHECK(client("192.0.2.1", {}) == at("192.0.2.1"));
}

TEST_CASE("of what a trusted proxy says, the last that is no proxy of ours is believed") {
  CHECK(client("10.0.0.1", {"198.51.100.7"}) == at("198.51.100.7"));
  CHECK(client("fd00::1", {"2001:db8::7"}) == at("2001:db8::7"));
  CHECK(client("10.0.0.1", {"203.0.113.1, 198.51.100.7"}) == at("198.51.100.7"));
  CHECK(client("10.0.0.1", {"203.0.113.1,198.51.100.7 ,\t10.0.0.2"}) == at("198.51.100.7"));
  CHECK(client("10.0.0.1", {"203.0.113.1", "198.51.100.7"}) == at("198.51.100.7"));
  CHECK(client("10.0.0.1", {"10.1.1.1, 10.2.2.2"}) == at("10.1.1.1"));
}

TEST_CASE("where a trusted proxy says nothing that can be read, it is the one who asks") {
  for (const std::string text : {"", " ", ",", "unknown", "198.51.100.7,", "198.51.100.7:80"}) {
    CAPTURE(text);
    CHECK(client("10.0.0.1", {text}) == at("10.0.0.1"));
  }
  CHECK(client("10.0.0.1", {"198.51.100.7, what, 10.0.0.2"}) == at("10.0.0.2"));
  CHECK(client("10.0.0.1", {}) == at("10.0.0.1"));
}
