#include "addresses.hpp"
#include "doctor.hpp"

#include <exception>
#include <optional>

#include <fmt/format.h>

#include <kalends/net/tls_client.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/session.hpp>

namespace kalends::app {
namespace {

using std::chrono::days;

struct Place {
  Peer peer;
  std::string authority;  // as in the URL
};

Place place_of(const std::string& origin) {
  const std::string authority = origin.substr(origin.find("://") + 3);
  const bool tls = origin.starts_with("https://");
  const auto colon = authority.rfind(':');
  const bool has_port =
      colon != std::string::npos && authority.find(']', colon) == std::string::npos;
  std::string host = authority.substr(0, has_port ? colon : authority.size());
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  const std::string port = has_port ? authority.substr(colon + 1) : (tls ? "443" : "80");
  return {{host, port, tls ? Peer::Security::tls : Peer::Security::plain}, authority};
}

/// The first who registered and has not retired.
std::optional<user::User> first_person(db::Connection& db) {
  constexpr int page = 500;
  UserId after{0};
  for (;;) {
    const auto users = user::list_users(db, after, page);
    if (users.empty()) return std::nullopt;
    for (const user::User& user : users) {
      if (!user.retired) return user;
    }
    after = users.back().id;
  }
}

/// A session of the first who registered, for as long as this lives.
class Guest {
 public:
  explicit Guest(const std::string& database) : database_(database, db::MovesLog::no) {
    const auto first = first_person(*database_.open_reader());
    if (!first) return;
    database_
        .write([&](db::Transaction& transaction) -> Result<bool> {
          const SystemClock clock;
          IdSource ids(clock);
          const user::Opening opening{clock.now(), days{1}, ids.next<user::SessionId>(),
                                      "kalends doctor"};
          token_ = user::open_session(transaction, first->id, opening).token;
          user::record(transaction, ids,
                       {.act = user::Act::signed_in,
                        .by = user::machine,
                        .whom = first->id,
                        .thing = opening.id.value});
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

Finding judge_get(const Heard& heard, const std::string& path, const std::string& advice) {
  const bool good = heard.status_line.starts_with("HTTP/1.1 200");
  return {good ? Verdict::ok : Verdict::problem, "address",
          fmt::format("{} answers {}", path, heard.status_line), good ? "" : advice};
}

Finding open_stream(const Place& place, const std::string& token) {
  return judge_stream(hear(place.peer,
                           fmt::format("GET /api/v1/stream HTTP/1.1\r\nHost: {}\r\n"
                                       "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                       "Sec-WebSocket-Version: 13\r\n"
                                       "Sec-WebSocket-Key: a2FsZW5kcyBkb2N0b3IgIQ==\r\n"
                                       "Authorization: Bearer {}\r\n\r\n",
                                       place.authority, token),
                           2));
}

void ask_for_stream(const Place& place, const std::string& database, const Tell& tell) {
  try {
    const Guest guest(database);
    if (guest.token().empty()) {
      tell({Verdict::warning, "websocket", "nobody has registered, so none was opened", ""});
    } else {
      tell(open_stream(place, guest.token()));
    }
  } catch (const db::Unavailable& error) {
    // That is of the database, and says nothing of the address.
    tell({Verdict::warning, "websocket",
          fmt::format("none was opened, as no session for it can be stored: {}", error.what()),
          ""});
  }
}

void ask(const Place& place, const std::string& database, const Tell& tell) {
  const auto get = [&](const char* path) {
    return hear(place.peer, get_request(place.authority, path));
  };
  const Heard heard = get("/healthz");
  if (heard.certificate_ends) {
    const Instant now = SystemClock().now();
    tell(judge_certificate(now, *heard.certificate_ends, now));
  }
  tell(judge_get(heard, "/healthz", "Something else than Kalends answers there."));
  tell(judge_get(get("/readyz"), "/readyz",
                 "The server cannot read or write its database: see its log."));
  if (!database.empty()) ask_for_stream(place, database, tell);
}

}  // namespace

void examine_address(const std::string& url, const std::string& database, const Tell& tell) {
  const auto origin = origin_of(url);
  if (!origin) {
    tell({Verdict::problem, "address", "this is no address: " + url,
          "Give one as http://127.0.0.1:8080, and nothing behind it."});
    return;
  }
  try {
    ask(place_of(*origin), database, tell);
  } catch (const net::Untrusted& error) {
    tell({Verdict::problem, "address", fmt::format("{}: {}", *origin, error.what()),
          "Browsers refuse it as well: renew it, see that it is for this name, and put those that "
          "lead to a trusted one behind it in its file."});
  } catch (const std::exception& error) {
    tell({Verdict::problem, "address", fmt::format("{}: {}", *origin, error.what()),
          "Does the server run, and listen there? Is a firewall or a proxy between?"});
  }
}

}  // namespace kalends::app
