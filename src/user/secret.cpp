#include <array>
#include <new>
#include <stdexcept>

#include <sodium.h>

#include <kalends/user/secret.hpp>

namespace kalends::user {
namespace {

void need_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine");
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string make_token() {
  need_sodium();
  std::array<unsigned char, 32> random{};
  randombytes_buf(random.data(), random.size());
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string out(sodium_base64_encoded_len(random.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), random.data(), random.size(), variant);
  out.pop_back();  // the NUL that C wants
  return out;
}

std::string fingerprint(std::string_view text) {
  std::string out(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(), bytes(text),
                     text.size(), nullptr, 0);
  return out;
}

std::string token_hash(std::string_view token) { return fingerprint(token); }

PasswordHasher::PasswordHasher(std::size_t memory_kib, unsigned passes)
    : memory_bytes_(memory_kib * 1024), passes_(passes) {
  need_sodium();
  nobody_ = hash("nobody");
}

std::string PasswordHasher::hash(std::string_view password) const {
  ++hashed_;
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes_, memory_bytes_,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return out.data();
}

bool PasswordHasher::verify(const std::string& hash, std::string_view password) const {
  ++hashed_;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::verify_nobody(std::string_view password) const {
  return verify(nobody_, password) && false;
}

}  // namespace kalends::user
