#include <algorithm>
#include <limits>
#include <random>

#include <kalends/base/id.hpp>

namespace kalends {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_size = 13;
constexpr int random_bits = 22;
constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr std::int64_t latest_ms = std::numeric_limits<std::int64_t>::max() >> random_bits;

std::int64_t random_low_bits() {
  thread_local std::minstd_rand engine{std::random_device{}()};
  return std::uniform_int_distribution<std::int64_t>(0, (1 << random_bits) - 1)(engine);
}

}  // namespace

std::string id_text(std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value);
  std::string out(text_size, '0');
  for (auto place = out.rbegin(); place != out.rend(); ++place, rest >>= 5) {
    *place = alphabet[rest & 31U];
  }
  return out;
}

std::optional<std::int64_t> parse_id_text(std::string_view text) {
  // 13 characters hold 65 bits and an id has 63: the first one is below 8.
  if (text.size() != text_size || text[0] < '0' || text[0] > '7') return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = (value << 5) | digit;
  }
  return static_cast<std::int64_t>(value);
}

std::int64_t first_id_value(Instant at) {
  const auto ms = std::chrono::milliseconds(at.time_since_epoch()).count();
  return std::clamp<std::int64_t>(ms - epoch_ms, 0, latest_ms) << random_bits;
}

Instant made_at(std::int64_t value) {
  const std::chrono::milliseconds ms{(value >> random_bits) + epoch_ms};
  return std::chrono::floor<std::chrono::seconds>(Instant::clock::time_point{} + ms);
}

std::int64_t IdSource::next_value() {
  const auto ms = clock_.now_precise().time_since_epoch().count() - epoch_ms;
  const std::int64_t fresh = (std::max<std::int64_t>(ms, 0) << random_bits) | random_low_bits();
  std::int64_t last = last_.load();
  std::int64_t next = 0;
  do {
    next = std::max(fresh, last + 1);
  } while (!last_.compare_exchange_weak(last, next));
  return next;
}

}  // namespace kalends
