#include "stored.hpp"

using namespace kalends;
using namespace kalends::test;

namespace {

using enum http::Method;

ExtraHeaders from_browser(const Person& person, const std::string& origin) {
  ExtraHeaders headers{{"Cookie", "kalends_session=" + person.token},
                       {"Content-Type", "application/json"}};
  if (!origin.empty()) headers.emplace_back("Origin", origin);
  return headers;
}

constexpr const char* meeting =
    R"({"title":"Plan","start":"2026-03-03T09:00:00","duration":"PT1H"})";

const std::vector<std::string> foreign_origins{"",
                                               "null",
                                               "https://evil.example",
                                               "http://kalends.test.evil.example",
                                               "http://evil.example/kalends.test",
                                               "http://evilkalends.test",
                                               "http://kalends.test:81",
                                               "http://kalends.test@evil.example",
                                               "kalends.test",
                                               "://"};

Reply open_socket(World& world, ExtraHeaders headers) {
  headers.emplace_back("Upgrade", "websocket");
  return world.ask(get, "/api/v1/stream", "", "", headers);
}

}  // namespace

TEST_CASE("the cookie is enough for reading") {
  World world;
  const Person ann = world.person("Ann");
  for (const std::string origin : {"", "http://kalends.test", "https://evil.example"}) {
    CHECK(world.get("/api/v1/users/me", "", from_browser(ann, origin)).status == 200);
  }
  for (const std::string& cookies :
       {"theme=dark; kalends_session=" + ann.token, "kalends_session=" + ann.token + "; a=b",
        "a=b;kalends_session=" + ann.token}) {
    CHECK(world.get("/api/v1/users/me", "", {{"Cookie", cookies}}).status == 200);
  }
}

TEST_CASE("another cookie lets nobody in") {
  World world;
  const Person ann = world.person("Ann");
  for (const std::string& cookies :
       {"session=" + ann.token, "xkalends_session=" + ann.token, "kalends_sessionx=" + ann.token,
        std::string("kalends_session="), std::string("kalends_session"), std::string(";;;"),
        "a=kalends_session=" + ann.token}) {
    CHECK_MESSAGE(world.get("/api/v1/users/me", "", {{"Cookie", cookies}}).status == 401, cookies);
  }
}

TEST_CASE("with the cookie, only pages of this server may write") {
  World world;
  const Person ann = world.person("Ann");
  const std::string plan = world.meeting(ann, {});
  Stored stored(world);
  const auto state = stored.state();
  struct Write {
    http::Method method;
    std::string target;
    std::string body;
  };
  const std::vector<Write> writes{
      {post, "/api/v1/meetings", meeting},
      {patch, meetings(plan), R"({"title":"Other"})"},
      {post, meetings(plan, "/attachments?name=a.txt"), "content"},
      {put, meetings(plan, "/response"), R"({"response":"tentative"})"},
      {patch, "/api/v1/users/me", R"({"name":"Eve"})"},
      {post, "/api/v1/registration-codes", ""},
      {del, meetings(plan), ""},
      {del, "/api/v1/sessions/current", ""},
  };
  for (const Write& write : writes) {
    for (const std::string& origin : foreign_origins) {
      const Reply reply =
          world.ask(write.method, write.target, "", write.body, from_browser(ann, origin));
      CHECK_MESSAGE(reply.status == 403, write.target, " from ", origin);
      CHECK(reply.names("Origin"));
    }
  }
  CHECK(stored.state() == state);
  for (const Write& write : writes) {
    const Reply reply = world.ask(write.method, write.target, "", write.body,
                                  from_browser(ann, "http://kalends.test"));
    CHECK_MESSAGE(reply.status / 100 == 2, write.target, ": ", reply.text);
  }
}

TEST_CASE("no page elsewhere signs anybody in, or registers them") {
  World world;
  const Person ann = world.person("Ann");
  const auto sign_in = [&](const ExtraHeaders& origin) {
    ExtraHeaders headers{{"Content-Type", "application/json"}};
    headers.insert(headers.end(), origin.begin(), origin.end());
    const int signed_in =
        world
            .ask(post, "/api/v1/sessions", "",
                 R"({"email":"ann@example.org","password":"correct horse"})", headers)
            .status;
    const int registered = world.ask(post, "/api/v1/users", "", "{}", headers).status;
    CHECK(registered == (signed_in == 403 ? 403 : 422));
    return signed_in;
  };
  for (const std::string& origin : foreign_origins) {
    CHECK_MESSAGE(sign_in({{"Origin", origin}}) == 403, origin);
  }
  CHECK(sign_in({{"Origin", "http://kalends.test"}}) == 201);
  // A program says nothing of where it comes from.
  CHECK(sign_in({}) == 201);
}

TEST_CASE("behind a proxy, the page's own address is the public one") {
  app::Config config = World::config();
  config.server.public_url = "https://calendar.example";
  World world(config);
  const Person ann = world.person("Ann");
  const auto status = [&](const std::string& origin) {
    return world.ask(post, "/api/v1/meetings", "", meeting, from_browser(ann, origin)).status;
  };
  CHECK(status("https://calendar.example") == 201);
  CHECK(status("http://calendar.example") == 403);
  CHECK(status("https://calendar.example.evil.example") == 403);
  CHECK(status("https://evil.example") == 403);
  CHECK(status("") == 403);
  CHECK(open_socket(world, from_browser(ann, "https://calendar.example")).status == 101);
  CHECK(open_socket(world, from_browser(ann, "https://evil.example")).status == 403);
}

TEST_CASE("with the cookie, only pages of this server may open a socket") {
  World world;
  const Person ann = world.person("Ann");
  for (const std::string& origin : foreign_origins) {
    CHECK_MESSAGE(open_socket(world, from_browser(ann, origin)).status == 403, origin);
  }
  CHECK(open_socket(world, from_browser(ann, "http://kalends.test")).status == 101);
  CHECK(open_socket(world, {}).status == 401);
}

TEST_CASE("a program with a token may write from anywhere") {
  World world;
  const Person ann = world.person("Ann");
  for (const std::string& origin : foreign_origins) {
    const ExtraHeaders headers{{"Authorization", "Bearer " + ann.token},
                               {"Origin", origin},
                               {"Content-Type", "application/json"}};
    CHECK(world.ask(post, "/api/v1/meetings", "", meeting, headers).status == 201);
    CHECK(open_socket(world, headers).status == 101);
  }
}

TEST_CASE("a wrong token is not made good by a cookie") {
  World world;
  const Person ann = world.person("Ann");
  ExtraHeaders headers = from_browser(ann, "http://kalends.test");
  headers.emplace_back("Authorization", "Bearer wrong");
  CHECK(world.get("/api/v1/users/me", "", headers).status == 401);
}
