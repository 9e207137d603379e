#include <algorithm>
#include <cctype>
#include <set>

#include <doctest/doctest.h>

#include <kalends/user/secret.hpp>

using namespace kalends::user;

namespace {

// As little as Argon2id takes: what protects passwords would only slow the tests down.
const PasswordHasher& hasher() {
  static const PasswordHasher quick(8, 1);
  return quick;
}

}  // namespace

TEST_CASE("no two tokens are the same, and each can stand in a header, a cookie and an address") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = make_token();
    CHECK(token.size() == 43);
    CHECK(std::all_of(token.begin(), token.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '-' || c == '_';
    }));
    CHECK(seen.insert(token).second);
  }
}

TEST_CASE("the hash of a token is always the same, and another token's is not") {
  const std::string token = make_token();
  CHECK(token_hash(token) == token_hash(token));
  CHECK(token_hash(token).size() == 32);
  CHECK(token_hash(token) != token_hash(token + "x"));
  CHECK(token_hash("") != token_hash("x"));
  CHECK(token_hash(token).find(token) == std::string::npos);
}

TEST_CASE("a password fits its own hash only") {
  const std::string hash = hasher().hash("correct horse");
  CHECK(hasher().verify(hash, "correct horse"));
  for (const char* wrong : {"", "Correct horse", "correct horse ", "correct hors", "$argon2id$"}) {
    CHECK_FALSE(hasher().verify(hash, wrong));
  }
}

TEST_CASE("a hash is Argon2id with its parameters, and salted") {
  const std::string hash = hasher().hash("correct horse");
  CHECK(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  CHECK(hash != hasher().hash("correct horse"));
}

TEST_CASE("a hash made with other parameters still fits") {
  const PasswordHasher stronger(64, 2);
  CHECK(stronger.verify(hasher().hash("correct horse"), "correct horse"));
}

TEST_CASE("passwords of any script and length count to their last byte") {
  for (const std::string& password :
       {std::string("пароль-пароль"), std::string("密码密码密码密码"), std::string("🐎🔋📎✅"),
        std::string(4096, 'x'), std::string("nul\0inside", 10)}) {
    const std::string hash = hasher().hash(password);
    CHECK(hasher().verify(hash, password));
    CHECK_FALSE(hasher().verify(hash, password.substr(0, password.size() - 1)));
  }
}

TEST_CASE("no password fits somebody who is not there, nor a hash that is none") {
  CHECK_FALSE(hasher().verify_nobody("nobody"));
  CHECK_FALSE(hasher().verify_nobody("correct horse"));
  CHECK_FALSE(hasher().verify("", ""));
  CHECK_FALSE(hasher().verify("", "correct horse"));
  CHECK_FALSE(hasher().verify("no hash", "correct horse"));
}
