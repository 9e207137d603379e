#include "frame_model.hpp"

#include <cstdint>

namespace kalends::test {
namespace {

constexpr int protocol_error = 1002;
constexpr int bad_payload = 1007;
constexpr int too_big = 1009;
constexpr std::uint64_t longest = std::uint64_t{64} << 20;

unsigned byte(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::uint64_t number(std::string_view bytes) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) out = out << 8U | byte(bytes, i);
  return out;
}

struct Frame {
  bool last = false;
  unsigned opcode = 0;
  std::string payload;
};

/// Takes frame after frame from what the client sent.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  Expected read() {
    while (out_.close_code == 0 && !rest_.empty()) {
      Frame frame;
      if (const int fault = take(frame); fault != 0) {
        out_.close_code = fault;
      } else if (rest_ended_) {
        break;
      } else {
        out_.close_code = frame.opcode >= 8 ? control(frame) : data(frame);
      }
    }
    out_.whole = !rest_ended_ && !open_;
    return std::move(out_);
  }

 private:
  /// 0, or the code for what is wrong; sets `rest_ended_` when the frame is not all there.
  int take(Frame& frame) {
    rest_ended_ = true;
    if (rest_.size() < 2) return 0;
    const unsigned form = byte(rest_, 1) & 0x7fU;
    const bool masked = (byte(rest_, 1) & 0x80U) != 0;
    const std::size_t extra = form == 127 ? 8 : form == 126 ? 2 : 0;
    // A server may wait for all of the head before it says what is wrong with it.
    if (rest_.size() < 2 + extra + (masked ? 4 : 0)) return 0;
    frame.last = (byte(rest_, 0) & 0x80U) != 0;
    frame.opcode = byte(rest_, 0) & 0x0fU;
    const std::uint64_t length = extra == 0 ? form : number(rest_.substr(2, extra));
    const std::uint64_t least = extra == 8 ? 65536 : extra == 2 ? 126 : 0;
    const bool short_control = frame.opcode < 8 || (form <= 125 && frame.last);
    if (!first_is_good() || !masked || !short_control) return protocol_error;
    if (length < least) return protocol_error;
    // Also with the highest bit set, which must not be.
    if (length > longest - message_.size()) return too_big;
    const std::string_view key = rest_.substr(2 + extra, 4);
    const std::string_view sent = rest_.substr(2 + extra + 4, length);
    for (std::size_t i = 0; i < sent.size(); ++i) {
      frame.payload += static_cast<char>(byte(sent, i) ^ byte(key, i % 4));
    }
    if (sent.size() < length) return 0;
    rest_.remove_prefix(2 + extra + 4 + length);
    rest_ended_ = false;
    return 0;
  }

  /// Reserved bits and opcodes, and whether a message may begin or go on here.
  bool first_is_good() const {
    const unsigned first = byte(rest_, 0);
    const unsigned opcode = first & 0x0fU;
    if ((first & 0x70U) != 0) return false;
    if (opcode == 0) return open_;
    if (opcode <= 2) return !open_;
    return opcode >= 8 && opcode <= 10;
  }

  int control(const Frame& frame) {
    if (frame.opcode == 9) out_.pings.push_back(frame.payload);
    if (frame.opcode != 8) return 0;
    if (frame.payload.empty()) return 1000;
    if (frame.payload.size() == 1) return protocol_error;
    const auto code = static_cast<int>(number(std::string_view(frame.payload).substr(0, 2)));
    // 7.4.1 and 7.4.2, which say nothing of 5000 and above: Beast lets them through.
    const bool named = code >= 1000 && code <= 1013 && (code < 1004 || code > 1006);
    if (!named && code < 3000) return protocol_error;
    // 1007 would do as well.
    return is_utf8(std::string_view(frame.payload).substr(2)) ? code : protocol_error;
  }

  int data(const Frame& frame) {
    if (frame.opcode != 0) text_ = frame.opcode == 1;
    message_ += frame.payload;
    open_ = !frame.last;
    if (text_ && (open_ ? !may_become_utf8(message_) : !is_utf8(message_))) return bad_payload;
    if (open_) return 0;
    out_.messages.push_back(std::move(message_));
    message_.clear();
    return 0;
  }

  std::string_view rest_;
  Expected out_;
  std::string message_;
  bool text_ = false;
  bool open_ = false;
  bool rest_ended_ = false;
};

/// How many bytes follow this first one of a character; -1: it is none.
int bytes_behind(unsigned first) {
  if (first < 0x80) return 0;
  if (first >= 0xc2 && first < 0xe0) return 1;
  if (first >= 0xe0 && first < 0xf0) return 2;
  return first >= 0xf0 && first < 0xf5 ? 3 : -1;
}

bool second_is_good(unsigned first, unsigned second) {
  if (first == 0xe0) return second >= 0xa0;
  if (first == 0xed) return second < 0xa0;
  if (first == 0xf0) return second >= 0x90;
  return first != 0xf4 || second < 0x90;
}

/// Where the first character begins that is wrong or not all there; the size of the text if none.
std::size_t end_of_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const int behind = bytes_behind(byte(text, at));
    if (behind < 0 || at + static_cast<std::size_t>(behind) >= text.size()) return at;
    if (behind > 0 && !second_is_good(byte(text, at), byte(text, at + 1))) return at;
    for (int i = 1; i <= behind; ++i) {
      if ((byte(text, at + static_cast<std::size_t>(i)) & 0xc0U) != 0x80) return at;
    }
    at += static_cast<std::size_t>(behind) + 1;
  }
  return at;
}

}  // namespace

Expected expected_of(std::string_view bytes) { return Reader(bytes).read(); }

bool is_utf8(std::string_view text) { return end_of_utf8(text) == text.size(); }

bool may_become_utf8(std::string_view text) {
  std::string rest(text.substr(end_of_utf8(text)));
  if (rest.size() > 3) return false;
  // The rest is the beginning of some character.
  for (const char* more :
       {"", "\x80", "\x80\x80", "\x80\x80\x80", "\xbf", "\xbf\x80", "\xbf\x80\x80"}) {
    if (is_utf8(rest + more)) return true;
  }
  return false;
}

}  // namespace kalends::test
