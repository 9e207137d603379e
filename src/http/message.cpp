#include <algorithm>

#include <kalends/base/text.hpp>
#include <kalends/http/message.hpp>

namespace kalends::http {

std::string_view name(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::unknown:
      break;
  }
  return "unknown";
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const Header& header : list_) {
    if (same_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

}  // namespace kalends::http
