// Feeds rules to the recurrence engine: whatever the text, it ends soon, and what it gives is in
// order.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <kalends/calendar/recurrence.hpp>

using namespace kalends;
using namespace kalends::calendar;

namespace {

using std::chrono::days;
using std::chrono::seconds;

void require(bool holds) {
  if (!holds) std::abort();
}

/// The same from the same bytes, anywhere in 1900 to 2199.
LocalTime time_from(const std::uint8_t* bytes) {
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | bytes[i];
  constexpr std::int64_t first = -2'208'988'800;
  constexpr std::int64_t length = 9'467'020'800;
  return LocalTime{seconds{first + std::int64_t{number} * 16 % length}};
}

void check_window(const Recurrence& series, LocalTime from, LocalTime to) {
  constexpr std::size_t most = 300;
  const auto starts = series.starts(from, to, most);
  require(starts.size() <= most);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    require(starts[i] >= from && starts[i] < to);
    require(i == 0 || starts[i - 1] < starts[i]);
    require(!series.last() || starts[i] <= *series.last());
  }
  if (starts.empty()) return;
  // Asked for from one of them on, the others are the same.
  const LocalTime middle = starts[starts.size() / 2];
  const auto rest = series.starts(middle, to, most);
  require(!rest.empty() && rest.front() == middle);
  for (std::size_t i = starts.size() / 2; i < starts.size(); ++i) {
    require(rest[i - starts.size() / 2] == starts[i]);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 8) return 0;
  const LocalTime first = time_from(data);
  const LocalTime from = time_from(data + 4);
  const auto rule = parse_rule({reinterpret_cast<const char*>(data) + 8, size - 8});
  if (!rule) return 0;
  const auto again = parse_rule(text_of(*rule));
  require(again && *again == *rule && text_of(*again) == text_of(*rule));
  const bool refused = fault_in(*rule, first, Zone::utc()).has_value();
  const Recurrence series(*rule, first, Zone::utc());
  require(!series.last() || *series.last() >= first);
  require(series.starts(first, first + seconds{1}, 9).size() == 1);
  check_window(series, from, from + days{40});
  // A rule that was refused may end its budget inside a window.
  if (!refused) check_window(series, first, first + days{400});
  return 0;
}
