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
                              {"/openapi.json", "application/json"}};

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
