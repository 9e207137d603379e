#include "answer.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>
#include <string_view>

namespace kalends::bench {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

/// What stands behind this name, which begins with the end of the line before and ends with a
/// colon.
std::optional<std::string_view> field(std::string_view head, std::string_view name) {
  const auto found = std::search(head.begin(), head.end(), name.begin(), name.end(), same_letter);
  if (found == head.end()) return std::nullopt;
  std::string_view value(found + static_cast<std::ptrdiff_t>(name.size()), head.end());
  value = value.substr(0, value.find('\r'));
  const auto first = value.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : value.substr(first);
}

template <class Number>
Number number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) throw std::runtime_error("not HTTP: " + std::string(text));
  return number;
}

}  // namespace

std::optional<ServerAnswer> read_answer(const std::string& bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  const std::string_view head(bytes.data(), end + 2);
  ServerAnswer answer;
  answer.head = end + 4;
  answer.status = number_in<int>(head.substr(std::string_view("HTTP/1.1 ").size(), 3));
  answer.come_back = field(head, "\r\nRetry-After:").has_value();
  if (answer.status == 204 || answer.status == 304) return answer;
  const auto length = field(head, "\r\nContent-Length:");
  if (!length) throw std::runtime_error("an answer without Content-Length");
  answer.body = number_in<std::size_t>(*length);
  return answer;
}

}  // namespace kalends::bench
