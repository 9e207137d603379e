#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include <kalends/http/message.hpp>

namespace kalends::http {

/// Where a request is handled.
enum class Run {
  inline_read,  // on the loop's own thread: short reads
  by_length,    // as the former where the body is short, as the next where it is long
  worker,       // on a worker thread: what only reads, but walks a lot of rows or moves a file
  writing,      // on one of the many threads that wait for the writer
  hashing,      // on one of the few threads that hash passwords
};

/// What is known of a request from its first line.
struct Plan {
  Run run = Run::inline_read;
  std::size_t body_limit = 0;  // bytes; a longer body is answered 413
};

/// Answers requests. One for each thread, used by that thread alone; never throws.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual Plan plan(Method method, std::string_view target) const = 0;
  virtual Response handle(Request& request) = 0;
  /// The answer to what could not be read as a request (400, 408, 413, 431, 501).
  virtual Response refuse(int status, std::string_view detail) = 0;
};

/// Makes a handler for one more thread. Any thread.
using HandlerFactory = std::function<std::unique_ptr<Handler>()>;

}  // namespace kalends::http
