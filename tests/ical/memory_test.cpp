#include "reading.hpp"

#include <doctest/doctest.h>

#ifdef __SANITIZE_ADDRESS__
// GCC has the function, Debian's package not its header.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#else
#include <malloc.h>
#endif

namespace kalends::ical {
namespace {

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

std::size_t bytes_in_use() {
#ifdef __SANITIZE_ADDRESS__
  return __sanitizer_get_current_allocated_bytes();
#else
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
#endif
}

struct Cost {
  std::size_t most_bytes = 0;
  std::size_t components = 0;
};

/// Feeds `part` again and again. Nobody takes the remarks meanwhile.
Cost feed(std::string_view head, const std::string& part, std::size_t size = 100 * mebibyte) {
  const std::size_t before = bytes_in_use();
  ComponentReader reader;
  Cost cost;
  reader.feed(head);
  for (std::size_t fed = 0; fed < size; fed += part.size()) {
    reader.feed(part);
    while (reader.next()) ++cost.components;
    cost.most_bytes = std::max(cost.most_bytes, bytes_in_use() - before);
  }
  reader.finish();
  while (reader.next()) ++cost.components;
  return cost;
}

std::string repeated(std::string_view text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  return out;
}

// A megabyte of lines of one letter becomes a few megabytes of properties before it is too large.
constexpr std::size_t most = 12 * mebibyte;

TEST_CASE("one line of 100 MB is never held") {
  const Cost cost = feed("BEGIN:VCALENDAR\n", std::string(mebibyte, 'x'));
  CHECK(cost.most_bytes < most);
}

TEST_CASE("one event of 100 MB is never held") {
  const Cost cost = feed("BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
                         repeated("X-LONG:" + std::string(100, 'x') + "\n", mebibyte));
  CHECK(cost.most_bytes < most);
  CHECK(cost.components == 0);
}

TEST_CASE("components in each other without end are not held") {
  const Cost cost = feed("BEGIN:VCALENDAR\n", repeated("BEGIN:X-A\n", mebibyte), 20 * mebibyte);
  CHECK(cost.most_bytes < most);
}

TEST_CASE("text that is wrong in every line is read in bounded memory") {
  const Cost cost = feed(
      "",
      repeated("what is \xFF this, a letter of a hundred bytes or more?\x01 and so on and on\n",
               mebibyte),
      20 * mebibyte);
  CHECK(cost.most_bytes < most);
}

TEST_CASE("properties of the calendar without end are not held") {
  const Cost cost = feed("BEGIN:VCALENDAR\n", repeated("X-A;X-B=1:2\n", mebibyte), 20 * mebibyte);
  CHECK(cost.most_bytes < most);
}

TEST_CASE("100 MB of events are read one after the other in bounded memory") {
  const std::string event =
      "BEGIN:VEVENT\r\nUID:1\r\nDESCRIPTION:" + std::string(500, 'x') + "\r\nEND:VEVENT\r\n";
  const Cost cost = feed("BEGIN:VCALENDAR\r\n", repeated(event, mebibyte));
  CHECK(cost.most_bytes < most);
  CHECK(cost.components > 180'000);
}

}  // namespace
}  // namespace kalends::ical
