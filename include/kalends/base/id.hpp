#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <kalends/base/clock.hpp>

namespace kalends {

/// Names one thing for ever: 63 bits, made by the server, ordered by the time of making, never
/// reused. The tag keeps a user's id from being passed where a meeting's is meant.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};

using UserId = Id<struct UserTag>;
using MeetingId = Id<struct MeetingTag>;
using AttachmentId = Id<struct AttachmentTag>;
using NoticeId = Id<struct NoticeTag>;

/// The form that clients see: 13 characters of Crockford's base 32 in lower case, in the same
/// order.
std::string id_text(std::int64_t value);
/// The inverse; nothing when the text is not exactly what `id_text` writes.
std::optional<std::int64_t> parse_id_text(std::string_view text);

template <class Tag>
std::string text(Id<Tag> id) {
  return id_text(id.value);
}

template <class SomeId>
std::optional<SomeId> parse_id(std::string_view text) {
  const auto value = parse_id_text(text);
  return value ? std::optional(SomeId{*value}) : std::nullopt;
}

/// Makes ids: 41 bits of milliseconds since 2020, 22 random bits, and always more than the last
/// one. Any thread.
class IdSource {
 public:
  explicit IdSource(const Clock& clock) : clock_(clock) {}

  template <class SomeId>
  SomeId next() {
    return SomeId{next_value()};
  }
  std::int64_t next_value();

 private:
  const Clock& clock_;
  std::atomic<std::int64_t> last_ = 0;
};

/// The smallest id that can have been made at this instant.
std::int64_t first_id_value(Instant at);
/// When this id was made.
Instant made_at(std::int64_t value);

}  // namespace kalends

template <class Tag>
struct std::hash<kalends::Id<Tag>> {
  std::size_t operator()(kalends::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>()(id.value);
  }
};
