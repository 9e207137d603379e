#include <stdexcept>
#include <utility>

#include <kalends/base/error.hpp>

namespace kalends {

Error invalid(std::string pointer, std::string message) {
  std::string summary = pointer.empty() ? message : pointer + ": " + message;
  return {ErrorCode::invalid, std::move(summary), {{std::move(pointer), std::move(message)}}};
}

Error not_found() { return {ErrorCode::not_found, "There is no such thing here.", {}}; }

void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::logic_error("value of a failed result taken: " + error.message);
}

}  // namespace kalends
