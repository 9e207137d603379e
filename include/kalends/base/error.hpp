#pragma once

#include <string>
#include <vector>

#include <boost/system/result.hpp>

namespace kalends {

/// What a client can have done wrong. The edge alone knows which HTTP status each one is.
enum class ErrorCode {
  unreadable,       // the input is not in its format at all
  invalid,          // readable, but not acceptable
  unauthenticated,  // nobody is signed in
  forbidden,        // you may know of it, but not do this
  not_found,        // not there, or not for you to know of
  conflict,         // contradicts what is stored now
  stale,            // made for an older version
  too_large,
  too_many,
};

/// One field that is wrong. `pointer` is a JSON pointer into the body (`/attendees/2/email`), a
/// query parameter (`?from`), or a header's name.
struct FieldError {
  std::string pointer;
  std::string message;
};

/// A refusal that its client caused. Everything else that goes wrong is an exception.
struct Error {
  ErrorCode code;
  std::string message;
  std::vector<FieldError> fields;
};

template <class T>
using Result = boost::system::result<T, Error>;

/// The field at `pointer` is not acceptable, for the reason given.
Error invalid(std::string pointer, std::string message);

/// Not there, or not yours to know of: both are said in the same words.
Error not_found();

/// Found by Boost when somebody takes the value of a Result that has none: a bug of ours.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location&);

}  // namespace kalends
