#include "http_input.hpp"

#include <algorithm>

#include <boost/asio/write.hpp>

#include <kalends/base/text.hpp>
#include <kalends/http/head.hpp>

namespace kalends::net {
namespace {

constexpr std::size_t small_read = 4'096;
constexpr std::size_t large_read = 65'536;

/// True when a line end is already known to be wrong: who sends bare line feeds never sends the
/// empty line that the head would end with.
bool has_bare_line_end(std::string_view bytes) {
  for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return true;
  }
  return false;
}

/// Brings the target into origin form. Proxies are sent absolute ones (RFC 9112 3.2.2), and so may
/// we be; one that names another host than the Host field is no client's honest mistake.
std::optional<Stop> fault_in_target(http::Request& request) {
  std::string& target = request.target;
  if (target.starts_with('/')) return std::nullopt;
  const Stop fault{400, "The request target is no path of this server."};
  const std::size_t scheme = target.find("://");
  if (scheme == std::string::npos) return fault;
  const std::string_view name = std::string_view(target).substr(0, scheme);
  if (!same_name(name, "http") && !same_name(name, "https")) return fault;
  const std::size_t start = scheme + 3;
  const std::size_t end = std::min(target.find_first_of("/?", start), target.size());
  const std::string_view host = std::string_view(target).substr(start, end - start);
  if (!same_name(host, request.headers.find("Host").value_or(host))) return fault;
  target.erase(0, end);
  if (!target.starts_with('/')) target.insert(0, 1, '/');
  return std::nullopt;
}

}  // namespace

HttpInput::HttpInput(Loop& loop, Wire& wire, Guest& owner)
    : loop_(loop), wire_(wire), owner_(owner), share_(loop.common().bodies) {}

Task<std::optional<Stop>> HttpInput::head(http::Request& into) {
  const ServerSettings& settings = loop_.common().settings;
  share_.clear();
  idle_ = true;
  bool skipped = false;
  for (;;) {
    // One empty line between two requests is the custom of old clients (RFC 9112 2.2).
    if (!skipped && bytes().starts_with("\r\n")) {
      buffer_.consume(2);
      skipped = true;
    }
    const std::size_t end = bytes().find("\r\n\r\n");
    if (end != std::string_view::npos && end + 4 <= settings.head_limit) break;
    if (has_bare_line_end(bytes())) co_return Stop{400, "Lines end with CR LF."};
    if (bytes().size() >= settings.head_limit) co_return Stop{431, "The request head is too long."};
    if (idle_) {
      idle_ = bytes().empty();
      timed_out_ = false;
      // Who came just before the end and says nothing holds nobody up.
      const auto idle = loop_.draining() ? settings.timeouts.farewell : settings.timeouts.idle;
      loop_.deadlines().set(owner_, idle_ ? idle : settings.timeouts.head);
    }
    const bool more = co_await receive(small_read);
    // What had come already when the time was over is not cancelled.
    if (!more || (timed_out_ && !idle_)) co_return late("The request head took too long.");
  }
  idle_ = false;
  co_return take_head(bytes().find("\r\n\r\n") + 4, into);
}

Task<std::optional<Stop>> HttpInput::body(http::Request& into, std::size_t limit) {
  loop_.deadlines().clear(owner_);
  if (reader_.done()) co_return std::nullopt;
  if (reader_.length().value_or(0) > limit) {
    co_return Stop{413, "The body is longer than this address takes."};
  }
  const auto start = loop_.deadlines().now();
  loop_.deadlines().set(owner_, start + time_for_body(0));
  if (!co_await invite_body()) co_return late("The body took too long.");
  for (;;) {
    std::optional<Stop> stop;
    buffer_.consume(reader_.take_body(bytes(), limit, stop));
    if (stop) co_return stop;
    if (!share_.grow_to(into.body.size())) {
      co_return Stop{503, "Too many long bodies are being read."};
    }
    if (reader_.done()) break;
    // What is left is the beginning of a chunk's size, or of the trailer.
    if (bytes().size() >= small_read) co_return Stop{400, "The body cannot be read."};
    loop_.deadlines().set(owner_, start + time_for_body(into.body.size()));
    const bool much = !reader_.length() || *reader_.length() - into.body.size() > small_read;
    if (!co_await receive(much ? large_read : small_read)) {
      co_return late("The body took too long.");
    }
  }
  loop_.deadlines().clear(owner_);
  co_return std::nullopt;
}

Task<void> HttpInput::rest() {
  share_.clear();
  buffer_.clear();
  loop_.deadlines().set(owner_, loop_.common().settings.timeouts.farewell);
  for (bool more = true; more;) {
    more = co_await receive(small_read);
    buffer_.clear();
  }
}

void HttpInput::time_out() {
  timed_out_ = true;
  wire_.cancel();
}

Task<bool> HttpInput::receive(std::size_t at_most) {
  // A large body does not leave its buffer to an idle connection.
  if (buffer_.size() == 0 && buffer_.capacity() > 4 * at_most) buffer_.shrink_to_fit();
  const auto [error, count] = co_await wire_.async_read_some(buffer_.prepare(at_most), as_values);
  buffer_.commit(count);
  co_return !error;
}

/// Clients that ask before they send a body are told to (RFC 9110 10.1.1).
Task<bool> HttpInput::invite_body() {
  if (!reader_.expects_continue() || buffer_.size() > 0) co_return true;
  constexpr std::string_view word = "HTTP/1.1 100 Continue\r\n\r\n";
  const auto [error, count] =
      co_await asio::async_write(wire_, asio::buffer(word.data(), word.size()), as_values);
  co_return !error;
}

std::optional<Stop> HttpInput::take_head(std::size_t size, http::Request& into) {
  const std::string_view head = bytes().substr(0, size);
  std::optional<Stop> stop;
  if (const auto fault = http::fault_in_head(head)) stop = Stop{400, *fault};
  if (!stop) stop = reader_.take_head(head, into);
  if (!stop && into.method == http::Method::unknown)
    stop = Stop{501, "This method is not known here."};
  if (!stop) stop = fault_in_target(into);
  buffer_.consume(size);
  return stop;
}

std::string_view HttpInput::bytes() const {
  const auto data = buffer_.data();
  return {static_cast<const char*>(data.data()), data.size()};
}

std::chrono::milliseconds HttpInput::time_for_body(std::size_t bytes) const {
  const Timeouts& timeouts = loop_.common().settings.timeouts;
  return timeouts.body + timeouts.body_each_64_kib * (bytes / 65'536);
}

/// A client that went away needs no answer, and neither does one that had not begun to ask.
Stop HttpInput::late(std::string_view what) const {
  return timed_out_ && !idle_ ? Stop{408, what} : Stop{};
}

}  // namespace kalends::net
