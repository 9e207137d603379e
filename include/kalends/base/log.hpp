#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include <kalends/base/clock.hpp>

namespace kalends {

enum class LogLevel { debug, info, warning, error, off };

template <class T>
concept Number = std::integral<T> || std::floating_point<T>;

/// One `key=value` of a log line.
struct LogField {
  std::string_view key;
  std::string value;

  LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
  LogField(std::string_view k, const std::string& v) : key(k), value(v) {}
  LogField(std::string_view k, const char* v) : key(k), value(v) {}
  template <Number N>
  LogField(std::string_view k, N v) : key(k), value(fmt::format("{}", v)) {}
};

/// Writes lines of `key=value` (logfmt) to a descriptor, each in one write, so that threads do not
/// mix. Long values are cut. Any thread.
class Log {
 public:
  Log(int descriptor, LogLevel least, const Clock& clock)
      : descriptor_(descriptor), least_(least), clock_(clock) {}

  bool shows(LogLevel level) const { return level >= least_; }
  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

 private:
  int descriptor_;
  LogLevel least_;
  const Clock& clock_;
};

}  // namespace kalends
