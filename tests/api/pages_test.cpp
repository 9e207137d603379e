#include "world.hpp"

#include <regex>

using namespace kalends;
using namespace kalends::test;

namespace {

struct Page {
  std::string path;
  std::string type;
};

const std::vector<Page> pages{{"/", "text/html; charset=utf-8"},
                              {"/docs", "text/html; charset=utf-8"},
                              {"/docs.js", "text/javascript; charset=utf-8"},
                              {"/page.css", "text/css; charset=utf-8"},
                              {"/icon.svg", "image/svg+xml"},
                              {"/openapi.json", "application/json"}};

/// What the start page is made of.
std::vector<std::string> assets(World& world) {
  const std::regex reference(R"re((?:src|href)="(/assets/[^"]*)")re");
  const std::string text = world.get("/", "").text;
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), reference), end; at != end; ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

}  // namespace

TEST_CASE("each page is there for everybody, with its type") {
  World world;
  for (const Page& page : pages) {
    const Reply reply = world.get(page.path, "");
    CHECK_MESSAGE(reply.status == 200, page.path);
    CHECK(reply.header("Content-Type") == page.type);
    CHECK_FALSE(reply.text.empty());
    CHECK(world.get(page.path + "?from=elsewhere", "").text == reply.text);
  }
}

TEST_CASE("the document that describes the API is served as it is") {
  World world;
  const Reply reply = world.get("/openapi.json", "");
  CHECK(reply.text == api::openapi_document());
  CHECK(reply.string("openapi").starts_with("3.1."));
}

TEST_CASE("the start page leads to the description of the API") {
  World world;
  CHECK(world.get("/", "").text.find("href=\"/docs\"") != std::string::npos);
}

TEST_CASE("no page asks another host for anything") {
  World world;
  const std::regex outside(
      R"((src|href|action)\s*=\s*["']?\s*(https?:)?//|url\(|@import|\bimport\b)");
  for (const Page& page : pages) {
    const Reply reply = world.get(page.path, "");
    if (page.path != "/openapi.json") {
      CHECK_MESSAGE(!std::regex_search(reply.text, outside), page.path);
    }
    CHECK(reply.header("Content-Security-Policy").starts_with("default-src 'none';"));
    CHECK(reply.header("Referrer-Policy") == "no-referrer");
  }
}

TEST_CASE("everything a page refers to is there") {
  World world;
  const std::regex reference(R"re((?:src|href)="(/[^"#]*)")re");
  for (const char* path : {"/", "/docs"}) {
    const std::string text = world.get(path, "").text;
    for (std::sregex_iterator at(text.begin(), text.end(), reference), end; at != end; ++at) {
      CHECK_MESSAGE(world.get((*at)[1], "").status == 200, (*at)[1].str());
    }
  }
}

TEST_CASE("no page runs scripts or styles that stand in it") {
  World world;
  const std::regex inside(R"(<script>|<style|\son[a-z]+\s*=|\sstyle\s*=)");
  for (const char* path : {"/", "/docs"}) {
    CHECK_MESSAGE(!std::regex_search(world.get(path, "").text, inside), path);
  }
}

TEST_CASE(
    "the parts of the start page may be kept for ever, and the page itself is asked for again") {
  World world;
  CHECK(world.get("/", "").header("Cache-Control") == "no-cache");
  const auto parts = assets(world);
  REQUIRE(parts.size() >= 3);  // a script, a style, a picture
  for (const std::string& part : parts) {
    const Reply reply = world.get(part, "");
    CHECK_MESSAGE(reply.status == 200, part);
    CHECK(reply.header("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(reply.header("X-Content-Type-Options") == "nosniff");
    // The name carries a hash of what is in it.
    CHECK(std::regex_match(part, std::regex(R"(/assets/[\w.-]+-[\w-]{8}\.(js|css|svg))")));
  }
}

TEST_CASE("a browser gets the parts of the page compressed as it takes them") {
  World world;
  for (const std::string& part : assets(world)) {
    const Reply plain = world.get(part, "");
    CHECK(plain.header("Content-Encoding").empty());
    CHECK(plain.header("Vary") == "Accept-Encoding");
    const auto coded = [&](const char* accepted) {
      return world.get(part, "", {{"Accept-Encoding", accepted}});
    };
    const Reply brotli = coded("gzip, deflate, br");
    CHECK(brotli.header("Content-Encoding") == "br");
    CHECK(brotli.text.size() < plain.text.size());
    CHECK(brotli.header("Content-Type") == plain.header("Content-Type"));
    CHECK(brotli.header("ETag") != plain.header("ETag"));
    const Reply gzip = coded("gzip;q=1.0, br;q=0");
    CHECK(gzip.header("Content-Encoding") == "gzip");
    CHECK(gzip.text.starts_with("\x1f\x8b"));
    CHECK(coded("identity").text == plain.text);
    CHECK(coded("br;q=0, gzip;q=0").text == plain.text);
  }
}

TEST_CASE(
    "only the parts of the page have addresses, not their compressed forms nor what lies about") {
  World world;
  for (const std::string& part : assets(world)) {
    CHECK(world.get(part + ".br", "").status == 404);
    CHECK(world.get(part + ".gz", "").status == 404);
  }
  CHECK(world.get("/assets/index.html", "").status == 404);
  CHECK(world.get("/assets/..%2Findex.html", "").status == 404);
  CHECK(world.get("/assets/", "").status == 404);
}
