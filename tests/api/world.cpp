#include "world.hpp"

#include "support/openapi.hpp"

#include <algorithm>
#include <cctype>

namespace kalends::test {
namespace {

using namespace std::chrono;

constexpr Instant beginning = sys_days{year{2026} / 3 / 2} + hours{8};

app::Config in(app::Config config, const TempDir& directory) {
  config.database = directory.file("kalends.db");
  return config;
}

OpenApi& document() {
  static OpenApi document(api::openapi_document());
  return document;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::vector<std::string> Reply::pointers() const {
  std::vector<std::string> out;
  if (!body.is_object() || !body.get_object().contains("errors")) return out;
  for (const auto& error : body.at("errors").as_array()) {
    out.emplace_back(error.at("pointer").as_string());
  }
  return out;
}

bool Reply::names(std::string_view pointer) const {
  const auto all = pointers();
  return std::find(all.begin(), all.end(), pointer) != all.end();
}

app::Config World::config() {
  app::Config config;
  config.registration.mode = user::RegistrationMode::open;
  config.password.memory_kib = 8;  // what protects passwords would only slow the tests down
  config.password.passes = 1;
  config.log.level = LogLevel::off;
  return config;
}

World::World(const app::Config& config)
    : clock(beginning),
      log(2, config.log.level, clock),
      app(in(config, directory), clock, log),
      memory_check_(in(config, directory), clock, log) {}

Reply World::ask(http::Method method, const std::string& target, const std::string& token,
                 const std::string& body, const ExtraHeaders& headers) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.peer = peer;
  request.headers.add("Host", "kalends.test");
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  http::Response response = app.handle(request);
  memory_check_.after(app, request, response.status);
  Reply reply{response.status, nullptr, std::move(response.body), std::move(response.headers)};
  const std::string path = target.substr(0, target.find('?'));
  const std::string fault = document().fault({std::string(http::name(method)), path, reply.status,
                                              reply.header("Content-Type"), reply.text});
  CHECK_MESSAGE(fault.empty(), fault);
  if (!reply.text.empty() && reply.header("Content-Type").find("json") != std::string::npos) {
    reply.body = json::parse(reply.text);
  }
  return reply;
}

Reply World::get(const std::string& target, const std::string& token, const ExtraHeaders& headers) {
  return ask(http::Method::get, target, token, "", headers);
}

Reply World::post(const std::string& target, const std::string& token, const json::value& body,
                  const ExtraHeaders& headers) {
  ExtraHeaders all = headers;
  all.emplace_back("Content-Type", "application/json");
  return ask(http::Method::post, target, token, json::serialize(body), all);
}

Reply World::patch(const std::string& target, const std::string& token, const json::value& body,
                   const ExtraHeaders& headers) {
  ExtraHeaders all = headers;
  all.emplace_back("Content-Type", "application/merge-patch+json");
  return ask(http::Method::patch, target, token, json::serialize(body), all);
}

Reply World::put(const std::string& target, const std::string& token, const json::value& body) {
  return ask(http::Method::put, target, token, json::serialize(body),
             {{"Content-Type", "application/json"}});
}

Reply World::del(const std::string& target, const std::string& token, const ExtraHeaders& headers) {
  return ask(http::Method::del, target, token, "", headers);
}

Person World::person(const std::string& name, const std::string& time_zone) {
  const std::string email = lower(name) + "@example.org";
  const Reply registered = post(
      "/api/v1/users", "",
      {{"email", email}, {"name", name}, {"password", "correct horse"}, {"timeZone", time_zone}});
  REQUIRE(registered.status == 201);
  const Reply session =
      post("/api/v1/sessions", "", {{"email", email}, {"password", "correct horse"}});
  REQUIRE(session.status == 201);
  return {registered.string("id"), email, session.string("token")};
}

std::string World::meeting(const Person& organizer, const std::vector<Person>& guests,
                           const std::string& start, const std::string& duration,
                           json::object more) {
  json::object body{{"title", "Plan"}, {"start", start}, {"duration", duration}};
  json::array& attendees = body["attendees"].emplace_array();
  for (const Person& guest : guests) attendees.push_back(json::object{{"userId", guest.id}});
  for (const auto& [key, value] : more) body[key] = value;
  const Reply made = post("/api/v1/meetings", organizer.token, body);
  REQUIRE_MESSAGE(made.status == 201, made.text);
  return made.string("id");
}

void World::answer(const Person& person, const std::string& meeting, const std::string& response) {
  const Reply answered =
      put(meetings(meeting, "/response"), person.token, {{"response", response}});
  REQUIRE_MESSAGE(answered.status == 200, answered.text);
}

json::array World::notifications(const Person& person, int after) {
  const Reply list =
      get("/api/v1/notifications?limit=500&after=" + std::to_string(after), person.token);
  REQUIRE(list.status == 200);
  return list["items"].as_array();
}

std::vector<std::string> World::told(const Person& person, int after) {
  std::vector<std::string> kinds;
  for (const auto& each : notifications(person, after)) {
    kinds.emplace_back(each.at("kind").as_string());
  }
  return kinds;
}

void World::pass(std::chrono::seconds time) {
  // The wheel does not mind how large its steps are; a minute is fine enough for every reminder.
  const Instant end = clock.now() + time;
  while (clock.now() < end) {
    clock.set(std::min(end, clock.now() + minutes{1}));
    app.tick();
  }
}

std::unique_ptr<http::Stream> World::stream(const Person& person, const std::string& query) {
  http::Request request;
  request.target = "/api/v1/stream" + query;
  request.headers.add("Host", "kalends.test");
  request.headers.add("Upgrade", "websocket");
  request.headers.add("Authorization", "Bearer " + person.token);
  http::Response response = app.handle(std::move(request));
  REQUIRE(response.status == 101);
  return std::move(response.stream);
}

std::string meetings(const std::string& id, const std::string& rest) {
  return "/api/v1/meetings/" + id + rest;
}

std::string encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

}  // namespace kalends::test
