#include <kalends/user/registration.hpp>

namespace kalends::user {
namespace {

constexpr std::chrono::days code_lifetime{7};

Error refusal(RegistrationMode mode) {
  const char* why = mode == RegistrationMode::invite
                        ? "Registration here needs a code from an administrator."
                        : "Registration is closed here.";
  return {ErrorCode::forbidden, why, {{"/registrationCode", "does not let you register"}}};
}

bool is_good_code(db::Connection& db, std::string_view code, Instant now) {
  const std::string hash = token_hash(code);
  return db
      .query("SELECT 1 FROM registration_codes WHERE code_hash = $1 AND expires_at > $2",
             db::Blob{hash}, now)
      .next();
}

void use_up(db::Transaction& transaction, std::string_view code) {
  const std::string hash = token_hash(code);
  transaction.db().execute("DELETE FROM registration_codes WHERE code_hash = $1", db::Blob{hash});
}

}  // namespace

Result<void> may_register(db::Connection& db, RegistrationMode mode, std::string_view code,
                          Instant now) {
  if (mode == RegistrationMode::open || !has_users(db)) return {};
  if (mode == RegistrationMode::invite && is_good_code(db, code, now)) return {};
  return refusal(mode);
}

Result<User> register_user(db::Transaction& transaction, RegistrationMode mode,
                           std::string_view code, UserId id, NewUser entry, Instant now) {
  if (auto may = may_register(transaction.db(), mode, code, now); !may) return may.error();
  entry.administrator = !has_users(transaction.db());
  if (!code.empty()) use_up(transaction, code);
  return add_user(transaction, id, entry, now);
}

RegistrationCode make_registration_code(db::Transaction& transaction, RegistrationCodeId id,
                                        UserId administrator, Instant now) {
  RegistrationCode made{make_token(), now + code_lifetime};
  const std::string hash = token_hash(made.code);
  transaction.db().execute(
      "INSERT INTO registration_codes (code_hash, created_by, expires_at, id) "
      "VALUES ($1, $2, $3, $4)",
      db::Blob{hash}, administrator, made.expires_at, id);
  return made;
}

std::vector<OpenCode> list_registration_codes(db::Connection& db, Instant now, int most) {
  return db
      .query(
          "SELECT c.id, c.created_by, u.name, c.expires_at FROM registration_codes c "
          "JOIN users u ON u.id = c.created_by WHERE c.expires_at > $1 "
          "ORDER BY c.expires_at DESC, c.id DESC LIMIT $2",
          now, most)
      .all([](const db::Rows& row) {
        return OpenCode{row.get<RegistrationCodeId>(0), row.get<UserId>(1), row.get<std::string>(2),
                        row.get<Instant>(3)};
      });
}

bool delete_registration_code(db::Transaction& transaction, RegistrationCodeId id) {
  return transaction.db().execute("DELETE FROM registration_codes WHERE id = $1", id) > 0;
}

void delete_registration_codes_of(db::Transaction& transaction, UserId maker) {
  transaction.db().execute("DELETE FROM registration_codes WHERE created_by = $1", maker);
}

void delete_expired_registration_codes(db::Transaction& transaction, Instant now) {
  transaction.db().execute("DELETE FROM registration_codes WHERE expires_at <= $1", now);
}

}  // namespace kalends::user
