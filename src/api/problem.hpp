#pragma once

#include <chrono>
#include <string_view>

#include <kalends/base/error.hpp>
#include <kalends/http/message.hpp>

namespace kalends::api {

/// RFC 9457. `word` is the end of the problem's type, which clients may rely on.
http::Response problem(int status, std::string_view word, std::string_view detail,
                       std::string_view request_id, const std::vector<FieldError>& fields = {});

/// The one place that knows which HTTP status an error is.
http::Response problem(const Error& error, std::string_view request_id);

/// 429 or 503, with how long to wait at least before asking again.
http::Response try_later(int status, std::string_view detail, std::string_view request_id,
                         std::chrono::seconds wait);

/// Errors that only HTTP has, by status.
http::Response problem(int status, std::string_view detail, std::string_view request_id);

}  // namespace kalends::api
