#include "reading.hpp"

#include <doctest/doctest.h>

namespace kalends::ical {
namespace {

/// `VEVENT(UID=1 VALARM(TRIGGER=x))`
std::string shown(const Component& component) {
  std::string out = component.name + '(';
  for (const Property& property : component.properties) {
    out += property.name + '=' + property.value + ' ';
  }
  for (const Component& inner : component.components) out += shown(inner) + ' ';
  if (out.back() == ' ') out.pop_back();
  return out + ')';
}

std::string shown(const std::vector<Component>& components) {
  std::string out;
  for (const Component& component : components) out += shown(component);
  return out;
}

TEST_CASE("children of a calendar come with everything in them") {
  const auto read = read_in_calendar(
      "METHOD:PUBLISH\n"
      "BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nSUMMARY:a\nEND:VEVENT\n"
      "BEGIN:VTODO\nUID:2\nEND:VTODO\n");
  CHECK(shown(read.values) == "VEVENT(UID=1 SUMMARY=a VALARM(TRIGGER=-PT5M))VTODO(UID=2)");
  CHECK(read.remarks.empty());
  CHECK(read.values[0].line == 3);
  CHECK(read.values[0].components[0].line == 5);
  CHECK(read.values[0].value("summary") == "a");
  CHECK(read.values[0].find("DTSTART") == nullptr);
}

TEST_CASE("a child comes as soon as it ends, with what the calendar says about itself") {
  ComponentReader reader;
  reader.feed("BEGIN:VCALENDAR\r\nX-WR-CALNAME:Work\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nX");
  const auto event = reader.next();
  REQUIRE(event);
  CHECK(shown(*event) == "VEVENT(UID=1)");
  REQUIRE(reader.calendar().size() == 1);
  CHECK(reader.calendar()[0].value == "Work");
  CHECK_FALSE(reader.next());
}

TEST_CASE("several calendars may follow each other, each with its own properties") {
  ComponentReader reader;
  reader.feed(
      "BEGIN:VCALENDAR\nMETHOD:PUBLISH\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR\n");
  REQUIRE(reader.next());
  CHECK(reader.calendar().size() == 1);
  CHECK(reader.calendars() == 1);
  CHECK(reader.next()->value("UID") == "2");
  CHECK(reader.calendar().empty());
  CHECK(reader.calendars() == 2);
  CHECK(reader.take_remarks().empty());
}

TEST_CASE("names are compared without case, spaces around them do not matter") {
  const auto read =
      read_components("begin:vcalendar\nBegin: vEvent \nuid:1\nEND:VEVENT\nend:VCALENDAR\n");
  CHECK(shown(read.values) == "VEVENT(UID=1)");
  CHECK(read.remarks.empty());
}

TEST_CASE("an event without END is left out and the next one is taken") {
  const auto read = read_in_calendar("BEGIN:VEVENT\nUID:1\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n");
  CHECK(shown(read.values) == "VEVENT(UID=2)");
  CHECK(texts(read.remarks) == "left out 2: VEVENT has no END before line 4|");
}

TEST_CASE("an alarm without END is left out and its event is taken") {
  const auto read = read_in_calendar("BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nTRIGGER:x\nEND:VEVENT\n");
  CHECK(shown(read.values) == "VEVENT(UID=1)");
  CHECK(texts(read.remarks) == "left out 4: VALARM has no END before line 6|");
}

TEST_CASE("an END that ends nothing is left out") {
  const auto read = read_in_calendar("END:VEVENT\nBEGIN:VEVENT\nEND:VALARM\nUID:1\nEND:VEVENT\n");
  CHECK(shown(read.values) == "VEVENT(UID=1)");
  CHECK(texts(read.remarks) ==
        "left out 2: END:VEVENT ends nothing|left out 4: END:VALARM ends nothing|");
}

TEST_CASE("events without a calendar around them are taken") {
  const auto read = read_components("BEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\n");
  CHECK(shown(read.values) == "VEVENT(UID=1)VEVENT()");
  CHECK(texts(read.remarks) ==
        "repaired 1: BEGIN:VCALENDAR was missing|repaired 5: END:VCALENDAR was missing|");
}

TEST_CASE("of a file that was cut off the whole events are taken") {
  const auto read = read_components(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMM");
  CHECK(shown(read.values) == "VEVENT(UID=1)");
  CHECK(texts(read.remarks) ==
        "left out 7: the line is no property|left out 5: VEVENT has no END before line 8|"
        "repaired 7: END:VCALENDAR was missing|");
}

TEST_CASE("a calendar that begins in an event ends that event") {
  const auto read = read_components(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"
      "END:VCALENDAR\nEND:VCALENDAR\n");
  CHECK(shown(read.values) == "VEVENT(UID=2)");
  CHECK(texts(read.remarks) ==
        "left out 2: VEVENT has no END before line 4|repaired 4: END:VCALENDAR was missing|"
        "left out 9: END:VCALENDAR ends nothing|");
}

TEST_CASE("text that is no calendar is said to be none") {
  CHECK(texts(read_components("<html>\n").remarks) ==
        "left out 1: the line is no property|left out 1: there is no calendar in it|");
  CHECK(texts(read_components("").remarks) == "left out 0: there is no calendar in it|");
  CHECK(texts(read_components("UID:1\nBEGIN:\n").remarks) ==
        "left out 1: UID stands outside of a calendar|left out 2: BEGIN has no name|"
        "left out 2: there is no calendar in it|");
}

TEST_CASE("components too deep in each other are left out, what is around them is taken") {
  std::string begins;
  std::string ends;
  for (int i = 0; i < 1000; ++i) {
    begins += "BEGIN:X-IN\nX-A:1\n";
    ends += "END:X-IN\n";
  }
  const auto read = read_in_calendar("BEGIN:VEVENT\nUID:1\n" + begins + ends +
                                     "SUMMARY:a\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n");
  REQUIRE(read.values.size() == 2);
  CHECK(read.values[0].value("SUMMARY") == "a");
  std::size_t depth = 1;
  for (const Component* at = &read.values[0]; !at->components.empty(); ++depth) {
    at = &at->components[0];
  }
  CHECK(depth == ComponentReader::deepest);
  CHECK(texts(read.remarks) == "left out 18: X-IN stands in more than 8 components|");
}

TEST_CASE("a component of too many properties is left out and the next one is taken") {
  std::string many = "BEGIN:VEVENT\nUID:big\nBEGIN:VALARM\n";
  for (std::size_t i = 0; i < ComponentReader::most_properties; ++i) many += "X-A:1\n";
  const auto read =
      read_in_calendar(many + "END:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n");
  CHECK(shown(read.values) == "VEVENT(UID=2)");
  CHECK(texts(read.remarks) ==
        "left out 2: VEVENT is larger than 1048576 bytes or 20000 properties|");
}

TEST_CASE("a component of too many bytes is left out and the next one is taken") {
  std::string big = "BEGIN:VEVENT\n";
  for (int i = 0; i < 5; ++i) big += "X-A:" + std::string(250'000, 'x') + "\n";
  const auto read = read_in_calendar(big + "END:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n");
  CHECK(shown(read.values) == "VEVENT(UID=2)");
  CHECK(read.remarks.size() == 1);
}

TEST_CASE("chunks of any size give the same components") {
  const std::string text =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Gr\xC3\r\n \xBC\xC3\x9F"
      "e\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  for (std::size_t chunk = 1; chunk < text.size(); ++chunk) {
    const auto read = read_components(text, chunk);
    CHECK(shown(read.values) ==
          "VEVENT(UID=1 SUMMARY=Gr\xC3\xBC\xC3\x9F"
          "e)");
    CHECK(read.remarks.empty());
  }
}

}  // namespace
}  // namespace kalends::ical
