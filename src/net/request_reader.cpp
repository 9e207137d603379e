#include "request_reader.hpp"

#include <algorithm>
#include <limits>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace kalends::net {
namespace {

namespace beast = boost::beast;
using ErrorCode = beast::error_code;

http::Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return http::Method::get;
    case beast::http::verb::head:
      return http::Method::head;
    case beast::http::verb::post:
      return http::Method::post;
    case beast::http::verb::put:
      return http::Method::put;
    case beast::http::verb::patch:
      return http::Method::patch;
    case beast::http::verb::delete_:
      return http::Method::del;
    default:
      return http::Method::unknown;
  }
}

/// Fills our request without a message of Beast's in between.
class Parser final : public beast::http::basic_parser<true> {
 public:
  explicit Parser(http::Request& into) : request_(into) {
    eager(true);
    body_limit(boost::none);  // known only after the head; see on_body_impl
    header_limit(std::numeric_limits<std::uint32_t>::max());
  }

  void limit(std::size_t bytes) { limit_ = bytes; }
  bool old() const { return old_; }
  bool expects_continue() const { return expects_continue_; }
  std::optional<std::uint64_t> length() const { return length_; }
  /// Bytes that are still to come at least; it is given that many at once. A body in chunks has
  /// 0 CR LF CR LF, and Beast 1.81 fails an assertion where these come as 3 and then 4 at first.
  std::size_t least() const { return length_ || chunk_seen_ || is_done() ? 0 : 5; }

 private:
  void on_request_impl(beast::http::verb verb, beast::string_view, beast::string_view target,
                       int version, ErrorCode&) override {
    request_.method = method_of(verb);
    request_.target = std::string(target);
    old_ = version < 11;
  }

  void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}

  void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                     ErrorCode&) override {
    // A trailer comes after everything that was decided by the fields; it changes none of them.
    if (in_body_) return;
    if (field == beast::http::field::expect && !old_) {
      expects_continue_ = beast::iequals(value, "100-continue");
    }
    request_.headers.add(name, value);
  }

  void on_header_impl(ErrorCode&) override {
    in_body_ = true;
    if (const auto length = content_length()) length_ = *length;
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override {
    // No more than a client must itself send soon to make us use it.
    constexpr std::uint64_t at_once = 1 << 20;
    request_.body.reserve(std::min(length.value_or(0), at_once));
  }

  std::size_t on_body_impl(beast::string_view bytes, ErrorCode& error) override {
    if (bytes.size() > limit_ - request_.body.size()) {
      error = beast::http::error::body_limit;
      return 0;
    }
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void on_chunk_header_impl(std::uint64_t size, beast::string_view, ErrorCode& error) override {
    chunk_seen_ = true;
    if (size > limit_ - request_.body.size()) error = beast::http::error::body_limit;
  }

  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes,
                                 ErrorCode& error) override {
    return on_body_impl(bytes, error);
  }

  void on_finish_impl(ErrorCode&) override {}

  http::Request& request_;
  std::size_t limit_ = 0;
  std::optional<std::uint64_t> length_;
  bool old_ = false;
  bool expects_continue_ = false;
  bool in_body_ = false;
  bool chunk_seen_ = false;
};

}  // namespace

struct RequestReader::Inside {
  std::optional<Parser> parser;
};

RequestReader::RequestReader() : inside_(std::make_unique<Inside>()) {}
RequestReader::~RequestReader() = default;

std::optional<Stop> RequestReader::take_head(std::string_view head, http::Request& into) {
  Parser& parser = inside_->parser.emplace(into);
  ErrorCode error;
  parser.put(boost::asio::buffer(head), error);
  const bool failed = error && error != beast::http::error::need_more;
  if (failed || !parser.is_header_done()) return Stop{400, "The request head cannot be read."};
  return std::nullopt;
}

std::size_t RequestReader::take_body(std::string_view bytes, std::size_t limit,
                                     std::optional<Stop>& stop) {
  Parser& parser = *inside_->parser;
  if (bytes.size() < parser.least()) return 0;
  parser.limit(limit);
  ErrorCode error;
  const std::size_t taken = parser.put(boost::asio::buffer(bytes), error);
  if (error == beast::http::error::body_limit) {
    stop = Stop{413, "The body is longer than this address takes."};
  } else if (error && error != beast::http::error::need_more) {
    stop = Stop{400, "The body cannot be read."};
  }
  return taken;
}

bool RequestReader::done() const { return inside_->parser->is_done(); }
std::optional<std::uint64_t> RequestReader::length() const { return inside_->parser->length(); }
bool RequestReader::keep_alive() const { return inside_->parser->keep_alive(); }
bool RequestReader::old() const { return inside_->parser->old(); }
bool RequestReader::expects_continue() const { return inside_->parser->expects_continue(); }

}  // namespace kalends::net
