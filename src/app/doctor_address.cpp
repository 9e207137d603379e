#include "addresses.hpp"
#include "doctor.hpp"

#include <exception>
#include <optional>

#include <fmt/format.h>

#include <kalends/user/session.hpp>

namespace kalends::app {
namespace {

using std::chrono::days;

struct Place {
  std::string host;  // without brackets
  std::string port;
  std::string authority;  // as in the URL
};

/// Of an origin with http.
Place place_of(const std::string& origin) {
  const std::string authority = origin.substr(std::string("http://").size());
  const auto colon = authority.rfind(':');
  const bool has_port =
      colon != std::string::npos && authority.find(']', colon) == std::string::npos;
  std::string host = authority.substr(0, has_port ? colon : authority.size());
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return {host, has_port ? authority.substr(colon + 1) : "80", authority};
}

/// A session of the first who registered, for as long as this lives.
class Guest {
 public:
  explicit Guest(const std::string& database) : database_(database, db::MovesLog::no) {
    const auto first = user::list_users(*database_.open_reader(), UserId{0}, 1);
    if (first.empty()) return;
    database_
        .write([&](db::Transaction& transaction) -> Result<bool> {
          const SystemClock clock;
          IdSource ids(clock);
          const user::Opening opening{clock.now(), days{1}, ids.next<user::SessionId>(),
                                      "kalends doctor"};
          token_ = user::open_session(transaction, first.front().id, opening).token;
          return true;
        })
        .value();
  }
  ~Guest() {
    if (token_.empty()) return;
    try {
      database_
          .write([&](db::Transaction& transaction) -> Result<bool> {
            user::close_session(transaction, user::token_hash(token_));
            return true;
          })
          .value();
    } catch (const std::exception&) {
      // It ends by itself.
      return;
    }
  }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  const std::string& token() const { return token_; }

 private:
  db::Database database_;
  std::string token_;
};

Finding judge_get(const Place& place, const std::string& path, const std::string& advice) {
  const auto heard = hear(place.host, place.port, get_request(place.authority, path));
  const bool good = heard.status_line.starts_with("HTTP/1.1 200");
  return {good ? Verdict::ok : Verdict::problem, "address",
          fmt::format("{} answers {}", path, heard.status_line), good ? "" : advice};
}

Finding open_stream(const Place& place, const std::string& token) {
  return judge_stream(hear(place.host, place.port,
                           fmt::format("GET /api/v1/stream HTTP/1.1\r\nHost: {}\r\n"
                                       "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                       "Sec-WebSocket-Version: 13\r\n"
                                       "Sec-WebSocket-Key: a2FsZW5kcyBkb2N0b3IgIQ==\r\n"
                                       "Authorization: Bearer {}\r\n\r\n",
                                       place.authority, token),
                           2));
}

void ask(const Place& place, const std::string& database, const Tell& tell) {
  tell(judge_get(place, "/healthz", "Something else than Kalends answers there."));
  tell(judge_get(place, "/readyz", "The server cannot read or write its database: see its log."));
  if (database.empty()) return;
  const Guest guest(database);
  if (guest.token().empty()) {
    tell({Verdict::warning, "websocket", "nobody has registered, so none was opened", ""});
  } else {
    tell(open_stream(place, guest.token()));
  }
}

}  // namespace

void examine_address(const std::string& url, const std::string& database, const Tell& tell) {
  const auto origin = origin_of(url);
  if (!origin) {
    tell({Verdict::problem, "address", "this is no address: " + url,
          "Give one as http://127.0.0.1:8080, and nothing behind it."});
    return;
  }
  if (!origin->starts_with("http://")) {
    tell({Verdict::warning, "address", "this program cannot ask over https",
          "Try it with a browser or `curl`, and the server itself with its http:// address."});
    return;
  }
  try {
    ask(place_of(*origin), database, tell);
  } catch (const std::exception& error) {
    tell({Verdict::problem, "address", fmt::format("{}: {}", *origin, error.what()),
          "Does the server run, and listen there? Is a firewall or a proxy between?"});
  }
}

}  // namespace kalends::app
