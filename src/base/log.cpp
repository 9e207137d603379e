#include <algorithm>

#include <unistd.h>

#include <kalends/base/log.hpp>
#include <kalends/base/time.hpp>

namespace kalends {
namespace {

// A line of some long values still fits into what a pipe takes at once (PIPE_BUF).
constexpr std::size_t most_of_a_value = 500;
constexpr std::string_view names[] = {"debug", "info", "warning", "error", "off"};

bool needs_quotes(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f;
}

/// Values with spaces, quotes or control characters are quoted, so that nothing a client sends can
/// begin a line or a field of its own.
void append_value(std::string& line, std::string_view value) {
  const bool plain = !value.empty() && value.size() <= most_of_a_value &&
                     std::none_of(value.begin(), value.end(), needs_quotes);
  if (plain) {
    line += value;
    return;
  }
  line += '"';
  const std::size_t most = line.size() + most_of_a_value;
  for (const char c : value) {
    const bool inside_character = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (line.size() >= most + (inside_character ? 3 : 0)) {
      line += "\u2026";
      break;
    }
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      line += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      line += c;
    }
  }
  line += '"';
}

}  // namespace

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (!shows(level)) return;
  const auto now = clock_.now_precise();
  std::string line = "ts=" + format_utc(std::chrono::floor<std::chrono::seconds>(now));
  line.insert(line.size() - 1, fmt::format(".{:03}", now.time_since_epoch().count() % 1000));
  line += fmt::format(" level={} event={}", names[static_cast<std::size_t>(level)], event);
  for (const LogField& field : fields) {
    line += ' ';
    line += field.key;
    line += '=';
    append_value(line, field.value);
  }
  line += '\n';
  // A log that cannot be written must not stop the server.
  [[maybe_unused]] const auto written = ::write(descriptor_, line.data(), line.size());
}

}  // namespace kalends
