#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kalends::test {

/// What a server that gives every message back has to make of these bytes of a client (RFC 6455),
/// written without looking at how ours does it.
struct Expected {
  std::vector<std::string> messages;  // to be given back
  std::vector<std::string> pings;     // to be answered
  int close_code = 0;                 // with which the connection ends; 0: it does not
  bool whole = true;                  // the bytes end where a frame does, and no message is open
};

Expected expected_of(std::string_view bytes);

/// Whether these bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates.
bool is_utf8(std::string_view text);
/// Whether they are with some more of them behind.
bool may_become_utf8(std::string_view text);

}  // namespace kalends::test
