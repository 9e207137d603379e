#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include <kalends/http/message.hpp>

namespace kalends::net {

/// Why a request is not read to its end, and what is answered to that. Status 0: nothing, the
/// client is gone.
struct Stop {
  int status = 0;
  std::string_view detail;
};

/// Makes requests of bytes (RFC 9112), strictly. Reads nothing itself.
class RequestReader {
 public:
  RequestReader();
  ~RequestReader();

  /// Begins a request with its whole head, the empty line included. `into` is filled now and by
  /// `take_body`.
  std::optional<Stop> take_head(std::string_view head, http::Request& into);

  // From here on about the request that was begun last.

  /// Takes what it can of the bytes of the body, and says how many; a body that grows over `limit`
  /// bytes, or cannot be read, stops it.
  std::size_t take_body(std::string_view bytes, std::size_t limit, std::optional<Stop>& stop);
  /// Nothing of it is still to come.
  bool done() const;
  /// The bytes of its body, when it says so in advance.
  std::optional<std::uint64_t> length() const;
  /// The connection stays open after it.
  bool keep_alive() const;
  /// It speaks HTTP/1.0.
  bool old() const;
  /// It waits for a word before it sends its body.
  bool expects_continue() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace kalends::net
