#pragma once

#include <optional>
#include <string_view>

namespace kalends::http {

/// Why a request head must not be believed, before anybody parses it; nothing when it may be.
///
/// `head` is all bytes up to and with the empty line. Refused are the forms that two programs can
/// read in two ways, which is what request smuggling lives on (RFC
/// 9112 2.2, 3.2, 5.1, 5.2, 6.1, 6.3): a bare CR or LF, a NUL, a folded line, a name that is no
/// token, a Transfer-Encoding that is not exactly `chunked`, or stands beside a Content-Length, or
/// in HTTP/1.0; a Content-Length twice or not a plain number; not exactly one valid Host.
std::optional<std::string_view> fault_in_head(std::string_view head);

}  // namespace kalends::http
