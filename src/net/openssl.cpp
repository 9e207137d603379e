#include "openssl.hpp"

#include <ctime>

#include <openssl/asn1.h>
#include <openssl/err.h>

namespace kalends::net {

std::string openssl_reason() {
  const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return reason == nullptr ? "it cannot be used" : reason;
}

Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  ASN1_TIME_to_tm(time, &parts);
  return Instant(std::chrono::seconds(::timegm(&parts)));
}

}  // namespace kalends::net
