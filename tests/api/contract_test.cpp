#include "support/openapi.hpp"
#include "world.hpp"

#include <algorithm>

using namespace kalends;
using namespace kalends::test;

TEST_CASE("every route is an operation of the OpenAPI document, and every operation a route") {
  std::vector<std::pair<std::string, std::string>> routes;
  for (const auto& [method, pattern] : api::route_names()) routes.emplace_back(method, pattern);
  auto operations = OpenApi(api::openapi_document()).operations();
  std::sort(routes.begin(), routes.end());
  std::sort(operations.begin(), operations.end());
  CHECK(routes == operations);
}

TEST_CASE("an answer that the document does not know is found") {
  OpenApi document(api::openapi_document());
  const std::string json = "application/json";
  CHECK(document.fault({"GET", "/healthz", 200, json, R"({"status":"ok"})"}).empty());
  CHECK_FALSE(
      document.fault({"GET", "/healthz", 200, json, R"({"status":"ok","more":1})"}).empty());
  CHECK_FALSE(document.fault({"GET", "/healthz", 204, "", ""}).empty());
  CHECK_FALSE(document.fault({"GET", "/healthz", 200, "text/html", "ok"}).empty());
  CHECK_FALSE(document.fault({"GET", "/nowhere", 200, json, "{}"}).empty());
}

TEST_CASE("two people register, meet, and are reminded") {
  World world;
  const Person ann = world.person("Ann");
  const Person bob = world.person("Bob");
  const std::string plan = world.meeting(ann, {bob});
  world.answer(bob, plan, "accepted");
  world.pass(std::chrono::hours{5});
  CHECK(world.told(bob) == std::vector<std::string>{"invited", "reminder", "reminder"});
  CHECK(world.told(ann) == std::vector<std::string>{"responded", "reminder", "reminder"});
}
