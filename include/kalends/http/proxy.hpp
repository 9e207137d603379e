#pragma once

#include <span>
#include <string>

#include <kalends/http/address.hpp>
#include <kalends/http/message.hpp>

namespace kalends::http {

/// 192.0.2.1, or as IPv6 writes it.
std::string text(const Address& address);

/// Who asks: the peer of the connection, or, where that is one of the trusted proxies, the last
/// address of X-Forwarded-For that is none of them. What stands before that one in the field can
/// be made up by anybody.
Address client_of(const Request& request, std::span<const Network> trusted);

}  // namespace kalends::http
