#include "support/test_certificate.hpp"
#include "world.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

/// A server that speaks TLS itself.
struct Secure {
  TempDir directory;
  TestCertificate certificate{directory.file("server")};
  World world{config()};

  app::Config config() const {
    app::Config config = World::config();
    config.server.tls = {certificate.file(), certificate.key()};
    return config;
  }
  Reply sign_in(const Person& person) {
    return world.post("/api/v1/sessions", "",
                      {{"email", person.email}, {"password", "correct horse"}});
  }
};

Reply write(World& world, const Person& person, const std::string& origin) {
  return world.ask(http::Method::post, "/api/v1/meetings", "",
                   R"({"title":"Plan","start":"2026-03-03T09:00:00","duration":"PT1H"})",
                   {{"Cookie", "kalends_session=" + person.token},
                    {"Content-Type", "application/json"},
                    {"Origin", origin}});
}

}  // namespace

TEST_CASE("over TLS of its own cookies are Secure, and browsers are to come that way only") {
  Secure secure;
  const Person ann = secure.world.person("Ann");
  const Reply signed_in = secure.sign_in(ann);
  CHECK(signed_in.header("Set-Cookie").ends_with("; Secure"));
  CHECK(signed_in.header("Strict-Transport-Security") == "max-age=15552000");
  const Reply feed = secure.world.post("/api/v1/users/me/feed", ann.token, json::object{});
  CHECK(feed.string("url").starts_with("https://kalends.test/feeds/"));
}

TEST_CASE("where people come over TLS by a proxy, browsers are told so too, and else nothing") {
  app::Config config = World::config();
  World plain(config);
  CHECK(plain.get("/healthz", "").header("Strict-Transport-Security").empty());
  config.server.public_url = "https://calendar.example";
  World proxied(config);
  CHECK(proxied.get("/healthz", "").header("Strict-Transport-Security") == "max-age=15552000");
}

TEST_CASE("a page of this name that came without TLS is none of ours where TLS is spoken") {
  Secure secure;
  const Person ann = secure.world.person("Ann");
  CHECK(write(secure.world, ann, "http://kalends.test").status == 403);
  CHECK(write(secure.world, ann, "https://kalends.test").status == 201);
}

TEST_CASE("nor is it where a proxy speaks TLS") {
  app::Config config = World::config();
  config.server.public_url = "https://kalends.test";
  World proxied(config);
  const Person ann = proxied.person("Ann");
  CHECK(write(proxied, ann, "http://kalends.test").status == 403);
  CHECK(write(proxied, ann, "https://kalends.test").status == 201);
}

TEST_CASE("the figures tell when the certificate ends") {
  Secure secure;
  const Person ann = secure.world.person("Ann");
  const Reply metrics = secure.world.get("/metrics", ann.token);
  CHECK(metrics.text.find("\nkalends_tls_certificate_expires_seconds ") != std::string::npos);
}
