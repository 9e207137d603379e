#pragma once

#include <string>

#include <openssl/types.h>

#include <kalends/base/clock.hpp>

namespace kalends::net {

/// What OpenSSL said last on this thread, in its own words; its list of errors is empty then.
std::string openssl_reason();

Instant instant_of(const ASN1_TIME* time);

}  // namespace kalends::net
