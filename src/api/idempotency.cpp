#include "idempotency.hpp"

#include "input.hpp"
#include "render.hpp"

#include <algorithm>

namespace kalends::api {
namespace {

constexpr std::chrono::hours remembered{24};

struct Asked {
  UserId user;
  std::string key;
  std::string fingerprint;
};

Result<std::optional<Asked>> asked(const Context& context, std::string_view content) {
  const auto key = context.request.headers.find("Idempotency-Key");
  if (!key) return std::optional<Asked>{};
  const bool plain =
      std::all_of(key->begin(), key->end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (key->empty() || key->size() > 255 || !plain) {
    return invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
  }
  std::string whole(http::name(context.request.method));
  whole += ' ' + context.request.target + '\n';
  whole += content;
  const UserId user = context.session ? context.me().id : UserId{0};
  return std::optional(Asked{user, std::string(*key), user::fingerprint(whole)});
}

struct Stored {
  std::string fingerprint;
  int status;
  std::string body;
  std::optional<std::int64_t> version;
};

std::optional<Stored> find_stored(db::Connection& db, const Asked& asked, Instant now) {
  return db
      .query(
          "SELECT fingerprint, status, body, version FROM answered_requests "
          "WHERE user_id = $1 AND key = $2 AND created_at > $3",
          asked.user, asked.key, now - remembered)
      .first([](const db::Rows& row) {
        return Stored{row.get<std::string>(0), row.get<int>(1), row.get<std::string>(2),
                      row.get<std::optional<std::int64_t>>(3)};
      });
}

void store(db::Transaction& transaction, const Asked& asked, const http::Response& response,
           Instant now) {
  transaction.db().execute(
      "INSERT INTO answered_requests (user_id, key, fingerprint, status, body, version, "
      "created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (user_id, key) DO UPDATE SET "
      "fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body, "
      "version = excluded.version, created_at = excluded.created_at",
      asked.user, asked.key, db::Blob{asked.fingerprint}, response.status, response.body,
      response.version, now);
}

Answer replay(const Asked& asked, Stored stored) {
  if (stored.fingerprint != asked.fingerprint) {
    return invalid("Idempotency-Key", "was used with another request");
  }
  http::Response response = empty_response(stored.status);
  if (!stored.body.empty()) response.headers.add("Content-Type", "application/json");
  response.body = std::move(stored.body);
  response.version = stored.version;
  return response;
}

Answer rendered(const Result<Rendering>& done) {
  if (!done) return done.error();
  return (*done)();
}

}  // namespace

std::optional<Answer> answered_before(Context& context, std::string_view content) {
  auto request = asked(context, content);
  if (!request) return request.error();
  if (!*request) return std::nullopt;
  auto stored = find_stored(context.read, **request, context.now());
  if (!stored) return std::nullopt;
  return replay(**request, std::move(*stored));
}

Answer write_once(Context& context, std::string_view content,
                  const std::function<Answer(db::Transaction&)>& work) {
  auto request = asked(context, content);
  if (!request) return request.error();
  if (!*request) return context.services.database.write(work);
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const Asked& key = **request;
    auto stored = find_stored(transaction.db(), key, context.now());
    if (stored) return replay(key, std::move(*stored));
    Answer answer = work(transaction);
    if (answer) store(transaction, key, *answer, context.now());
    return answer;
  });
}

Answer write_once(Context& context, const std::function<Answer(db::Transaction&)>& work) {
  return write_once(context, context.request.body, work);
}

Answer write_once_and_render(Context& context,
                             const std::function<Result<Rendering>(db::Transaction&)>& work) {
  if (!context.request.headers.find("Idempotency-Key")) {
    return rendered(context.services.database.write(work));
  }
  return write_once(context,
                    [&](db::Transaction& transaction) { return rendered(work(transaction)); });
}

void forget_answered_requests(db::Transaction& transaction, Instant now) {
  transaction.db().execute("DELETE FROM answered_requests WHERE created_at <= $1",
                           now - remembered);
}

}  // namespace kalends::api
