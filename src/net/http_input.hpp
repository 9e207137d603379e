#pragma once

#include "loop.hpp"
#include "request_reader.hpp"
#include "wire.hpp"

#include <optional>
#include <string_view>

#include <boost/beast/core/flat_buffer.hpp>

namespace kalends::net {

/// The reading side of an HTTP connection: bytes to requests, one after the other, each part in its
/// time. Sets the deadline of `owner`, who calls `time_out()` when it has passed.
class HttpInput {
 public:
  HttpInput(Loop& loop, Wire& wire, Guest& owner);

  /// Waits for a request and reads its head.
  Task<std::optional<Stop>> head(http::Request& into);
  /// Reads the rest of it. No deadline is set afterwards.
  Task<std::optional<Stop>> body(http::Request& into, std::size_t limit);
  /// Reads and forgets, until the client has closed its side too or its time is over.
  Task<void> rest();

  /// Nothing of the next request has come yet.
  bool idle() const { return idle_; }
  /// More came than the request that was read last.
  bool has_more() const { return buffer_.size() > 0; }
  const RequestReader& request() const { return reader_; }
  void time_out();

 private:
  Task<bool> receive(std::size_t at_most);
  Task<bool> invite_body();
  std::optional<Stop> take_head(std::size_t size, http::Request& into);
  std::string_view bytes() const;
  std::chrono::milliseconds time_for_body(std::size_t bytes) const;
  Stop late(std::string_view what) const;

  Loop& loop_;
  Wire& wire_;
  Guest& owner_;
  boost::beast::flat_buffer buffer_;
  RequestReader reader_;
  BodyShare share_;
  bool idle_ = true;
  bool timed_out_ = false;
};

}  // namespace kalends::net
