#include "scene.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <boost/json.hpp>

namespace kalends::test {
namespace {

using namespace std::chrono;
namespace json = boost::json;

constexpr Instant beginning = sys_days{year{2026} / 3 / 2} + hours{8};
constexpr const char* password = "correct horse";

app::Config config(const TempDir& directory) {
  app::Config out;
  out.database = directory.file("kalends.db");
  out.registration.mode = user::RegistrationMode::open;
  out.password.memory_kib = 8;
  out.password.passes = 1;
  out.limits.writes = 1'000'000'000;
  out.limits.searches = 1'000'000'000;
  return out;
}

[[noreturn]] void wrong(const http::Request& request, const http::Response& response,
                        std::string_view what) {
  std::fprintf(stderr, "%.*s: %s %s\n%s\n-> %d %s\n", static_cast<int>(what.size()), what.data(),
               std::string(http::name(request.method)).c_str(), request.target.c_str(),
               request.body.c_str(), response.status, response.body.c_str());
  std::abort();
}

http::Request request(http::Method method, std::string target, std::string body) {
  http::Request out;
  out.method = method;
  out.target = std::move(target);
  if (!body.empty()) out.headers.add("Content-Type", "application/json");
  out.body = std::move(body);
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

}  // namespace

Scene::Scene()
    : clock_(beginning), log_(2, LogLevel::error, clock_), document_(api::openapi_document()) {
  open();
  fill();
  app_.reset();
  look_.reset();
  std::filesystem::copy_file(directory_.file("kalends.db"), directory_.file("as-made.db"));
  open();
}

void Scene::open() {
  app_ = std::make_unique<app::App>(config(directory_), clock_, log_);
  look_ = app_->database().open_reader();
  stored_at_first_ = stored();
}

/// Grows with each commit of anybody.
std::int64_t Scene::stored() {
  using db::Rows;
  return *look_->query("PRAGMA data_version").first([](const Rows& row) { return row.integer(0); });
}

void Scene::fill() {
  for (const std::string who : {"a", "b"}) {
    const std::string email = who + R"(@example.org","password":")" + password + '"';
    const std::string id = value(
        "", http::Method::post, "/api/v1/users",
        R"({"name":")" + who + R"(","timeZone":"Europe/Berlin","email":")" + email + '}', "id");
    names_.emplace_back(who.front(), id);
    tokens_.emplace_back(who, value("", http::Method::post, "/api/v1/sessions",
                                    R"({"email":")" + email + '}', "token"));
  }
  const std::string body =
      R"({"title":"Plan","start":"2026-03-02T12:00:00","duration":"PT1H","attendees":[{"userId":"$b"}])";
  constexpr auto post = http::Method::post;
  names_.emplace_back('m', value("a", post, "/api/v1/meetings", body + '}', "id"));
  names_.emplace_back(
      's', value("a", post, "/api/v1/meetings", body + R"(,"rrule":"FREQ=DAILY"})", "id"));
  names_.emplace_back(
      'f', value("a", post, "/api/v1/meetings/$m/attachments?name=plan.txt", "A plan.", "id"));
  names_.emplace_back('c', value("a", http::Method::get,
                                 "/api/v1/users/me/calendar?from=2026-03-01&to=2026-03-08&limit=1",
                                 "", "nextCursor"));
}

std::string Scene::value(std::string_view who, http::Method method, const std::string& target,
                         const std::string& body, const char* key) {
  const http::Response response = answer(request(method, target, body), who);
  const json::value document = json::parse(response.body);
  return json::value_to<std::string>(document.at(key));
}

std::string Scene::with_names(std::string_view text) const {
  std::string out(text);
  for (const auto& [name, id] : names_) replace_all(out, std::string("$") + name, id);
  return out;
}

http::Response Scene::answer(http::Request request, std::string_view who) {
  request.target = with_names(request.target);
  request.body = with_names(request.body);
  http::Request whole;
  whole.method = request.method;
  whole.target = request.target;
  whole.body = request.body;
  whole.headers.add("Host", "kalends.test");
  for (const auto& [name, token] : tokens_) {
    if (name == who) whole.headers.add("Authorization", "Bearer " + token);
  }
  for (const http::Header& field : request.headers) {
    whole.headers.add(field.name, with_names(field.value));
  }
  return app_->handle(std::move(whole));
}

void Scene::put(http::Request request, std::string_view who) {
  request.target = with_names(request.target);
  const std::int64_t before = stored();
  const http::Response response = answer(request, who);
  if (response.status >= 500) wrong(request, response, "a fault of ours");
  const std::string path = request.target.substr(0, request.target.find('?'));
  // The audit log has who gave a wrong password.
  const bool signs_in = request.method == http::Method::post && path == "/api/v1/sessions";
  const bool changes_me = request.method == http::Method::patch && path == "/api/v1/users/me";
  if (response.status >= 400 && !signs_in && !changes_me && stored() != before) {
    wrong(request, response, "refused, but stored");
  }
  const std::string type(response.headers.find("Content-Type").value_or(""));
  const std::string fault = document_.fault(
      {std::string(http::name(request.method)), path, response.status, type, response.body});
  if (!fault.empty()) wrong(request, response, fault);
  for (const http::Header& field : response.headers) {
    if (field.value.find_first_of("\r\n") != std::string::npos) wrong(request, response, "a line");
  }
}

void Scene::restore() {
  if (stored() == stored_at_first_) return;
  look_.reset();
  app_.reset();
  for (const char* end : {"", "-wal", "-shm"}) {
    std::filesystem::remove(directory_.file(std::string("kalends.db") + end));
  }
  std::filesystem::copy_file(directory_.file("as-made.db"), directory_.file("kalends.db"));
  open();
}

}  // namespace kalends::test
