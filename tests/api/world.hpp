#pragma once

#include "memory_check.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <kalends/app/app.hpp>

namespace kalends::test {

namespace json = boost::json;

/// An answer; `body` is null where there is none or it is no JSON.
struct Reply {
  int status = 0;
  json::value body;
  std::string text;
  http::Headers headers;

  std::string header(std::string_view name) const {
    return std::string(headers.find(name).value_or(""));
  }
  const json::value& operator[](std::string_view key) const { return body.at(key); }
  std::string string(std::string_view key) const { return std::string(body.at(key).as_string()); }
  /// The pointers of the fields that a problem names.
  std::vector<std::string> pointers() const;
  bool names(std::string_view pointer) const;
};

struct Person {
  std::string id;
  std::string email;
  std::string token;
};

using ExtraHeaders = std::vector<std::pair<std::string, std::string>>;

/// A whole Kalends in process, without sockets, in which the time is what a test says. Every answer
/// is held against the OpenAPI document, and what is remembered against what is stored.
class World {
 public:
  /// Monday, 2 March 2026, 08:00 UTC, with registration open.
  World() : World(config()) {}
  explicit World(const app::Config& config);

  static app::Config config();

  /// Anything; `token` "" for nobody.
  Reply ask(http::Method method, const std::string& target, const std::string& token,
            const std::string& body = "", const ExtraHeaders& headers = {});
  Reply get(const std::string& target, const std::string& token, const ExtraHeaders& headers = {});
  /// With a JSON body.
  Reply post(const std::string& target, const std::string& token, const json::value& body,
             const ExtraHeaders& headers = {});
  Reply patch(const std::string& target, const std::string& token, const json::value& body,
              const ExtraHeaders& headers = {});
  Reply put(const std::string& target, const std::string& token, const json::value& body);
  Reply del(const std::string& target, const std::string& token, const ExtraHeaders& headers = {});

  /// Registers and signs in: ann@example.org.
  Person person(const std::string& name, const std::string& time_zone = "Europe/Berlin");

  /// A meeting of this organizer with these guests; its id.
  std::string meeting(const Person& organizer, const std::vector<Person>& guests,
                      const std::string& start = "2026-03-02T12:00:00",
                      const std::string& duration = "PT1H", json::object more = {});
  void answer(const Person& person, const std::string& meeting, const std::string& response);

  /// The kinds of what this person was told behind `after`, in order.
  std::vector<std::string> told(const Person& person, int after = 0);
  json::array notifications(const Person& person, int after = 0);

  /// Lets time pass, second by second where something may be due.
  void pass(std::chrono::seconds time);

  /// The stream of this person, as the socket would get it.
  std::unique_ptr<http::Stream> stream(const Person& person, const std::string& query = "");

  /// Where requests come from.
  http::Address peer = *http::parse_address("192.0.2.1");
  FakeClock clock;
  TempDir directory;
  Log log;
  app::App app;

 private:
  MemoryCheck memory_check_;
};

std::string meetings(const std::string& id, const std::string& rest = "");

/// As it may stand in a query.
std::string encoded(std::string_view text);

}  // namespace kalends::test
