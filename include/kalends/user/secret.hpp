#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace kalends::user {

/// 256 random bits in URL-safe base64: a session's token, or leave to register.
std::string make_token();

/// What is stored of a token: the token cannot be found from it. 32 bytes.
std::string token_hash(std::string_view token);

/// 32 bytes that two different texts do not share.
std::string fingerprint(std::string_view text);

/// Hashes passwords with Argon2id (RFC 9106). Slow on purpose, and takes the memory it is told to:
/// to be called on the hashing threads only.
class PasswordHasher {
 public:
  PasswordHasher(std::size_t memory_kib, unsigned passes);

  /// The hash, with its salt and parameters.
  std::string hash(std::string_view password) const;
  bool verify(const std::string& hash, std::string_view password) const;
  /// Takes as long as `verify` and is false: for addresses that nobody has.
  bool verify_nobody(std::string_view password) const;

  /// How often a password was hashed, to keep it or to compare it: what a request costs.
  std::int64_t hashed() const { return hashed_; }

 private:
  std::size_t memory_bytes_;
  unsigned passes_;
  std::string nobody_;
  mutable std::atomic<std::int64_t> hashed_ = 0;
};

}  // namespace kalends::user
