#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <kalends/user/secret.hpp>
#include <kalends/user/user.hpp>

namespace kalends::user {

enum class RegistrationMode { open, invite, closed };

using RegistrationCodeId = Id<struct RegistrationCodeTag>;

struct RegistrationCode {
  std::string code;  // told once, stored only as a hash
  Instant expires_at;
};

/// Whether somebody may register now, with this code ("" for none): before their password is
/// hashed, which costs much. The first person of all always may. `forbidden` otherwise.
Result<void> may_register(db::Connection& db, RegistrationMode mode, std::string_view code,
                          Instant now);

/// Registers; uses the code up where one is needed. The first person of all is the administrator.
/// `forbidden`, or `conflict` at /email.
Result<User> register_user(db::Transaction& transaction, RegistrationMode mode,
                           std::string_view code, UserId id, NewUser entry, Instant now);

/// Leave for one person to register, within a week.
RegistrationCode make_registration_code(db::Transaction& transaction, RegistrationCodeId id,
                                        UserId administrator, Instant now);

/// A code that nobody has used yet; which one it is cannot be told from it.
struct OpenCode {
  RegistrationCodeId id;
  UserId created_by;
  std::string creator;  // their name
  Instant expires_at;
};

/// Those that are still good, the newest first: at most so many.
std::vector<OpenCode> list_registration_codes(db::Connection& db, Instant now, int most);
/// False when there is no such code, or none any more.
bool delete_registration_code(db::Transaction& transaction, RegistrationCodeId id);
void delete_registration_codes_of(db::Transaction& transaction, UserId maker);
void delete_expired_registration_codes(db::Transaction& transaction, Instant now);

}  // namespace kalends::user
