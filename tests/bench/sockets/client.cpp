#include "client.hpp"

#include <array>
#include <cerrno>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kalends::bench {
namespace {

constexpr int text_frame = 1;
constexpr int close_frame = 8;
constexpr int ping_frame = 9;
constexpr int pong_frame = 10;
constexpr int without_a_word = 1006;

sockaddr_in address(std::uint32_t host, std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_addr.s_addr = htonl(host);
  out.sin_port = htons(port);
  return out;
}

/// The number behind this beginning of a text.
std::optional<std::int64_t> number_behind(std::string_view text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return std::nullopt;
  text.remove_prefix(beginning.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

}  // namespace

int SocketClient::connect(const Target& target, std::uint32_t source) {
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return -1;
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(descriptor_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in from = address(source, 0);
  const sockaddr_in to = address(INADDR_LOOPBACK, target.port);
  state_ = State::connecting;
  ask(target);
  const bool bound =
      ::bind(descriptor_, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0;
  if (bound && (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 ||
                errno == EINPROGRESS)) {
    return descriptor_;
  }
  end(without_a_word);
  return -1;
}

void SocketClient::ask(const Target& target) {
  request_ = fmt::format(
      "GET /api/v1/stream{} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n"
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
      cursor_ ? fmt::format("?after={}", *cursor_) : "", target.host, token_);
}

void SocketClient::ready() {
  if (state_ == State::connecting) {
    const auto sent = ::send(descriptor_, request_.data(), request_.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == ENOTCONN)) return;
    if (sent != static_cast<ssize_t>(request_.size())) return end(without_a_word);
    request_ = {};
    state_ = State::upgrading;
    return;
  }
  receive();
}

void SocketClient::receive() {
  std::array<char, 16'384> part;
  const auto size = ::recv(descriptor_, part.data(), part.size(), 0);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0) return end(without_a_word);
  bytes_.append(part.data(), static_cast<std::size_t>(size));
  if (state_ == State::upgrading && !take_head()) return;
  for (bool more = true; more;) more = state_ == State::open && take_frame();
  if (bytes_.empty()) bytes_ = {};
}

/// The answer to the upgrade. False when it is not whole, or no.
bool SocketClient::take_head() {
  const auto head = bytes_.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  const int status = static_cast<int>(number_behind(bytes_, "HTTP/1.1 ").value_or(0));
  bytes_.erase(0, head + 4);
  if (status != 101) {
    figures_->refused[status] += 1;
    close();
    return false;
  }
  state_ = State::open;
  attempts = 0;
  return true;
}

bool SocketClient::take_frame() {
  const auto byte = [this](std::size_t at) { return static_cast<std::uint8_t>(bytes_[at]); };
  if (bytes_.size() < 2) return false;
  std::size_t head = 2;
  std::size_t size = byte(1) & 0x7FU;
  if (size == 126) {
    if (bytes_.size() < 4) return false;
    head = 4;
    size = static_cast<std::size_t>(byte(2)) << 8U | byte(3);
  }
  if (size == 127 || (byte(1) & 0x80U) != 0) {  // longer than anything we are told, or masked
    end(without_a_word);
    return false;
  }
  if (bytes_.size() < head + size) return false;
  const int opcode = byte(0) & 0x0FU;
  const std::string payload = bytes_.substr(head, size);
  bytes_.erase(0, head + size);
  if (opcode == text_frame) take_text(payload);
  if (opcode == ping_frame) say(pong_frame, payload);
  if (opcode != close_frame) return true;
  say(close_frame, payload);
  end(payload.size() < 2
          ? 1005
          : static_cast<std::uint8_t>(payload[0]) * 256 + static_cast<std::uint8_t>(payload[1]));
  return false;
}

void SocketClient::take_text(std::string_view text) {
  if (const auto seq = number_behind(text, R"({"type":"notification","seq":)")) {
    take_number(*seq);
  } else if (const auto last = number_behind(text, R"({"type":"hello","seq":)")) {
    if (!cursor_) cursor_ = last;
  } else if (const auto reset = number_behind(text, R"({"type":"reset","seq":)")) {
    figures_->resets += 1;
    cursor_ = reset;
  } else {
    figures_->other += 1;
  }
}

void SocketClient::take_number(std::int64_t seq) {
  const std::int64_t now = now_us();
  if (seq <= cursor_.value_or(0)) {
    figures_->doubled += 1;
    return;
  }
  figures_->missing += seq - cursor_.value_or(seq - 1) - 1;
  cursor_ = seq;
  if (now < figures_->due || figures_->due == 0) {
    figures_->early += 1;
  } else {
    figures_->came.push_back(now);
  }
}

/// A short frame, masked with zeros.
void SocketClient::say(int opcode, std::string_view payload) {
  std::string frame{static_cast<char>(0x80 | opcode), static_cast<char>(0x80U | payload.size())};
  frame.append(4, '\0').append(payload);
  static_cast<void>(::send(descriptor_, frame.data(), frame.size(), MSG_NOSIGNAL));
}

void SocketClient::end(int code) {
  if (state_ == State::open) {
    figures_->closed[code] += 1;
  } else {
    figures_->refused[0] += 1;
  }
  code_ = code;
  close();
}

void SocketClient::close() {
  ::close(descriptor_);
  descriptor_ = -1;
  bytes_ = {};
  state_ = State::closed;
}

}  // namespace kalends::bench
