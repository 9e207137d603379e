#include "wire_client.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kalends::test {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::system_category(), what);
}

sockaddr_storage address_of(const std::string& text, std::uint16_t port, socklen_t& size) {
  sockaddr_storage storage{};
  auto* six = reinterpret_cast<sockaddr_in6*>(&storage);
  auto* four = reinterpret_cast<sockaddr_in*>(&storage);
  if (inet_pton(AF_INET6, text.c_str(), &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    size = sizeof *six;
  } else if (inet_pton(AF_INET, text.c_str(), &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    size = sizeof *four;
  } else {
    throw std::runtime_error("no address: " + text);
  }
  return storage;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

WireAnswer parse_head(std::string_view head) {
  WireAnswer answer;
  if (!head.starts_with("HTTP/1.1 ")) throw std::runtime_error("no answer: " + std::string(head));
  answer.status = std::stoi(std::string(head.substr(9, 3)));
  for (auto line = head.find("\r\n") + 2; line + 2 < head.size();
       line = head.find("\r\n", line) + 2) {
    const auto colon = head.find(": ", line);
    const auto end = head.find("\r\n", line);
    if (colon == std::string_view::npos || colon > end) throw std::runtime_error("no field");
    answer.fields[lowered(std::string(head.substr(line, colon - line)))] =
        head.substr(colon + 2, end - colon - 2);
  }
  return answer;
}

std::string big_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(number >> (8 * i));
  return out;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

WireClient::WireClient(std::uint16_t port, const Options& options) : patience_(options.patience) {
  socklen_t size = 0;
  const sockaddr_storage address = address_of(options.address, port, size);
  socket_ = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket_ < 0) fail("socket");
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (options.receive_buffer > 0) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &options.receive_buffer, sizeof(int));
  }
  bind_to(options.from);
  try {
    connect_to(address, size);
    if (!options.tls) return;
    tls_.emplace(socket_, *options.tls);
    while (!tls_->greet()) wait_for(tls_->events());
  } catch (...) {
    ::close(socket_);
    throw;
  }
}

void WireClient::bind_to(const std::string& from) {
  if (from.empty()) return;
  socklen_t size = 0;
  const sockaddr_storage address = address_of(from, 0, size);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) != 0) fail("bind");
}

/// Without blocking: a fuzzer's timer would interrupt a connect() that sleeps.
void WireClient::connect_to(const sockaddr_storage& address, socklen_t size) {
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), size) == 0) return;
  if (errno != EINPROGRESS) fail("connect");
  wait_for(POLLOUT);
  int error = 0;
  socklen_t length = sizeof error;
  ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &length);
  if (error != 0) throw std::system_error(error, std::system_category(), "connect");
}

WireClient::~WireClient() {
  if (socket_ >= 0) ::close(socket_);
}

WireClient::WireClient(WireClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      tls_(std::move(other.tls_)),
      patience_(other.patience_),
      buffer_(std::move(other.buffer_)) {}

bool WireClient::comes(short events, std::chrono::milliseconds within) {
  pollfd waiting{socket_, events, 0};
  int ready = -1;
  do {
    ready = ::poll(&waiting, 1, static_cast<int>(within.count()));
  } while (ready < 0 && errno == EINTR);
  if (ready < 0) fail("poll");
  return ready > 0;
}

void WireClient::wait_for(short events) {
  if (comes(events, patience_)) return;
  throw std::runtime_error("the other side took too long; it said: " + buffer_);
}

std::size_t WireClient::send_some(std::string_view bytes) {
  if (tls_) return tls_->write(bytes);
  const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (errno != EAGAIN) fail("send");
  return 0;
}

void WireClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    bytes.remove_prefix(send_some(bytes));
    if (!bytes.empty()) wait_for(POLLOUT);
  }
}

void WireClient::finish() {
  if (tls_) tls_->finish();
  ::shutdown(socket_, SHUT_WR);
}

void WireClient::hang_up() { ::close(std::exchange(socket_, -1)); }

void WireClient::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

bool WireClient::readable(std::chrono::milliseconds within) {
  return !buffer_.empty() || (tls_ && tls_->has_pending()) || comes(POLLIN, within);
}

/// Adds what has come to the buffer; false at the end of the connection.
bool WireClient::receive() {
  if (tls_) return receive_over_tls();
  wait_for(POLLIN);
  std::array<char, 16'384> bytes;
  const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (size < 0 && errno != ECONNRESET) fail("recv");
  if (size <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

bool WireClient::receive_over_tls() {
  std::array<char, 16'384> bytes;
  std::optional<std::size_t> size = tls_->read(bytes);
  while (size == 0U) {
    wait_for(tls_->events());
    size = tls_->read(bytes);
  }
  if (size) buffer_.append(bytes.data(), *size);
  return size.has_value();
}

std::string WireClient::read(std::size_t size) {
  while (buffer_.size() < size) {
    if (!receive()) throw std::runtime_error("the connection ended early, after: " + buffer_);
  }
  std::string bytes = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return bytes;
}

std::string WireClient::read_until(std::string_view end) {
  for (;;) {
    const auto found = buffer_.find(end);
    if (found != std::string::npos) return read(found + end.size());
    if (!receive()) throw std::runtime_error("the connection ended early, after: " + buffer_);
  }
}

std::string WireClient::read_to_end() {
  while (receive()) {
  }
  return std::exchange(buffer_, {});
}

WireAnswer WireClient::answer(bool to_head) {
  WireAnswer answer = parse_head(read_until("\r\n\r\n"));
  const std::string length = answer.field("content-length");
  if (!length.empty() && !to_head) answer.body = read(std::stoul(length));
  return answer;
}

WireAnswer WireClient::get(std::string_view target) {
  send("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n\r\n");
  return answer();
}

int WireFrame::close_code() const {
  return payload.size() < 2 ? 1005 : static_cast<int>(from_big_endian(payload.substr(0, 2)));
}

WireAnswer WireSocket::open(std::string_view target, std::string_view more_fields) {
  client_.send("GET " + std::string(target) +
               " HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
               std::string(more_fields) + "\r\n");
  WireAnswer answer = client_.answer();
  // The key and its answer are the example of RFC 6455 1.3.
  if (answer.status == 101 &&
      answer.field("sec-websocket-accept") != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") {
    throw std::runtime_error("the upgrade has a wrong key");
  }
  return answer;
}

std::string WireSocket::bytes_of(int opcode, std::string_view payload, Form form) {
  constexpr char mask[] = {'\x12', '\x34', '\x56', '\x78'};
  std::string frame(1,
                    static_cast<char>((form.last ? 0x80 : 0) | form.reserved_bits << 4 | opcode));
  const int masked = form.masked ? 0x80 : 0;
  if (payload.size() < 126) {
    frame += static_cast<char>(masked | static_cast<int>(payload.size()));
  } else if (payload.size() < 65'536) {
    frame += static_cast<char>(masked | 126);
    frame += big_endian(payload.size(), 2);
  } else {
    frame += static_cast<char>(masked | 127);
    frame += big_endian(payload.size(), 8);
  }
  if (form.masked) frame.append(mask, sizeof mask);
  char* byte = frame.append(payload).data() + frame.size() - payload.size();
  for (std::size_t i = 0; form.masked && i < payload.size(); ++i) *byte++ ^= mask[i & 3];
  return frame;
}

void WireSocket::send(int opcode, std::string_view payload, Form form) {
  client_.send(bytes_of(opcode, payload, form));
}

WireFrame WireSocket::frame() {
  const std::string head = client_.read(2);
  WireFrame frame;
  frame.last = (head[0] & 0x80) != 0;
  frame.opcode = head[0] & 0x0f;
  const int form = head[1] & 0x7f;
  if ((head[0] & 0x70) != 0 || (head[1] & 0x80) != 0) {
    throw std::runtime_error("a server sets no reserved bit and does not mask");
  }
  auto size = static_cast<std::uint64_t>(form);
  if (form == 126) size = from_big_endian(client_.read(2));
  if (form == 127) size = from_big_endian(client_.read(8));
  frame.payload = client_.read(size);
  return frame;
}

std::string WireSocket::text() {
  for (;;) {
    WireFrame next = frame();
    if (next.opcode == text_frame && next.last) return next.payload;
    if (next.opcode != ping_frame) {
      throw std::runtime_error("no text, but a frame of kind " + std::to_string(next.opcode));
    }
    send(pong_frame, next.payload);
  }
}

int WireSocket::close_code() {
  for (;;) {
    const WireFrame next = frame();
    if (next.opcode != close_frame) continue;
    send(close_frame, next.payload);
    return next.close_code();
  }
}

std::string WireSocket::close_payload(int code) {
  return big_endian(static_cast<std::uint64_t>(code), 2);
}

}  // namespace kalends::test
