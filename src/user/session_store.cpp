#include <kalends/user/session.hpp>

namespace kalends::user {
namespace {

Session read_session(const db::Rows& row) {
  return {{row.get<UserId>(0), row.get<std::string>(1), row.get<std::string>(2),
           row.get<std::string>(3), row.get<bool>(4), row.get<Instant>(5)},
          {},
          row.get<Instant>(6),
          row.get<SessionId>(7),
          scopes_of(row.get<int>(8)),
          row.get<bool>(9)};
}

Error not_right() {
  return {ErrorCode::unauthenticated, "The address or the password is not right.", {}};
}

}  // namespace

std::size_t bytes(const Session& session) {
  const User& user = session.user;
  return sizeof(Session) + 2 * session.token_hash.size() + user.email.size() + user.name.size() +
         user.time_zone.size();
}

std::optional<Proven> prove(db::Connection& db, const PasswordHasher& hasher, const User& user,
                            std::string_view password) {
  std::string hash = password_hash_of(db, user.id);
  if (!hasher.verify(hash, password)) return std::nullopt;
  return Proven{user, std::move(hash)};
}

bool still_holds(db::Transaction& transaction, const Proven& proven) {
  return password_hash_of(transaction.db(), proven.user.id) == proven.password_hash;
}

Result<Proven> sign_in(db::Connection& db, const PasswordHasher& hasher, std::string_view email,
                       std::string_view password) {
  const auto user = find_user_by_email(db, email);
  if (!user) hasher.verify_nobody(password);
  auto proven = user ? prove(db, hasher, *user, password) : std::nullopt;
  if (!proven) return not_right();
  return std::move(*proven);
}

NewSession open_session(db::Transaction& transaction, UserId user, const Opening& opening) {
  NewSession session{make_token(), opening.at + opening.lifetime};
  const std::string hash = token_hash(session.token);
  transaction.db().execute(
      "INSERT INTO sessions (token_hash, user_id, created_at, expires_at, id, agent) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      db::Blob{hash}, user, opening.at, session.expires_at, opening.id, opening.agent);
  return session;
}

Result<NewSession> open_session(db::Transaction& transaction, const Proven& proven,
                                const Opening& opening) {
  if (!still_holds(transaction, proven)) return not_right();
  return open_session(transaction, proven.user.id, opening);
}

std::optional<Session> find_session(db::Connection& db, std::string_view token, Instant now) {
  const std::string hash = token_hash(token);
  auto session = db.query(
                       "SELECT u.id, u.email, u.name, u.time_zone, u.administrator, u.created_at, "
                       "s.expires_at, s.id, s.scopes, s.token_name IS NOT NULL FROM sessions s "
                       "JOIN users u ON u.id = s.user_id "
                       "WHERE s.token_hash = $1 AND s.expires_at > $2",
                       db::Blob{hash}, now)
                     .first(read_session);
  if (session) session->token_hash = hash;
  return session;
}

bool is_open(db::Connection& db, const std::string& token_hash, Instant now) {
  return db
      .query("SELECT 1 FROM sessions WHERE token_hash = $1 AND expires_at > $2",
             db::Blob{token_hash}, now)
      .next();
}

std::vector<SignedIn> list_sessions(db::Connection& db, UserId user, Instant now, int most) {
  return db
      .query(
          "SELECT id, created_at, expires_at, agent FROM sessions "
          "WHERE user_id = $1 AND expires_at > $2 AND token_name IS NULL "
          "ORDER BY created_at DESC, id DESC LIMIT $3",
          user, now, most)
      .all([](const db::Rows& row) {
        return SignedIn{row.get<SessionId>(0), row.get<Instant>(1), row.get<Instant>(2),
                        row.get<std::string>(3)};
      });
}

bool end_session(db::Transaction& transaction, UserId user, SessionId id) {
  transaction.touch(account(user));
  return transaction.db().execute(
             "DELETE FROM sessions WHERE user_id = $1 AND id = $2 AND token_name IS NULL", user,
             id) > 0;
}

void close_session(db::Transaction& transaction, const std::string& token_hash) {
  const auto owner = transaction.db()
                         .query("DELETE FROM sessions WHERE token_hash = $1 RETURNING user_id",
                                db::Blob{token_hash})
                         .first([](const db::Rows& row) { return row.get<UserId>(0); });
  if (owner) transaction.touch(account(*owner));
}

void close_other_sessions(db::Transaction& transaction, UserId user, const std::string& kept) {
  transaction.db().execute("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2", user,
                           db::Blob{kept});
  transaction.touch(account(user));
}

void delete_expired_sessions(db::Transaction& transaction, Instant now) {
  transaction.db().execute("DELETE FROM sessions WHERE expires_at <= $1", now);
}

}  // namespace kalends::user
