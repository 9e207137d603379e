#include "reading.hpp"

#include <doctest/doctest.h>

namespace kalends::ical {
namespace {

struct Parsed {
  std::optional<Property> property;
  std::string remarks;
};

Parsed parse(std::string text) {
  Remarks remarks;
  auto property = parse_property({7, std::move(text)}, remarks);
  return {std::move(property), texts(remarks.take())};
}

/// `NAME;PARAMETER=[value][value]:value`, and what was said about it.
std::string shown(std::string text) {
  const Parsed parsed = parse(std::move(text));
  if (!parsed.property) return parsed.remarks;
  std::string out = parsed.property->name;
  for (const Parameter& parameter : parsed.property->parameters) {
    out += ';' + parameter.name + '=';
    for (const std::string& value : parameter.values) out += '[' + value + ']';
  }
  return out + ':' + parsed.property->value + (parsed.remarks.empty() ? "" : " ?");
}

TEST_CASE("a line is a name, parameters and a value") {
  CHECK(shown("SUMMARY:Lunch: with; all, of \"you\"") == "SUMMARY:Lunch: with; all, of \"you\"");
  CHECK(shown("dtstart;tzid=Europe/Berlin:20260330T090000") ==
        "DTSTART;TZID=[Europe/Berlin]:20260330T090000");
  CHECK(shown("ATTENDEE;CN=\"Doe, Jane: a; b\";RSVP=TRUE:mailto:jane@example.org") ==
        "ATTENDEE;CN=[Doe, Jane: a; b];RSVP=[TRUE]:mailto:jane@example.org");
  CHECK(shown("ATTENDEE;MEMBER=\"mailto:a@b.example\",\"mailto:c@b.example\":x") ==
        "ATTENDEE;MEMBER=[mailto:a@b.example][mailto:c@b.example]:x");
  CHECK(shown("X-EMPTY;X-P=;X-Q=\"\":") == "X-EMPTY;X-P=[];X-Q=[]:");
}

TEST_CASE("parameters are found in any case") {
  const auto property = parse("DTSTART;TzId=Europe/Berlin;VALUE=DATE-TIME:x").property;
  REQUIRE(property);
  CHECK(property->parameter("tzid") == "Europe/Berlin");
  CHECK(property->find("value") != nullptr);
  CHECK(property->find("CN") == nullptr);
  CHECK(property->parameter("CN").empty());
}

TEST_CASE("carets in parameters mean what RFC 6868 says") {
  CHECK(shown("A;CN=George Herman ^'Babe^' Ruth:x") == "A;CN=[George Herman \"Babe\" Ruth]:x");
  CHECK(shown("A;X=\"a^nb^^c^d^\":x") == "A;X=[a\nb^c^d^]:x");
}

TEST_CASE("Outlook's zone names without quotes are understood and reported") {
  CHECK(shown("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern:20260330T090000") ==
        "DTSTART;TZID=[(UTC+01:00) Amsterdam, Berlin, Bern]:20260330T090000 ?");
  CHECK(shown("DTSTART;TZID=(GMT-05.00) Eastern Time (US & Canada):20260330T090000") ==
        "DTSTART;TZID=[(GMT-05.00) Eastern Time (US & Canada)]:20260330T090000");
}

TEST_CASE("names of people without quotes are understood and reported") {
  CHECK(shown("ATTENDEE;CN=Doe, Jane:mailto:jane@example.org") ==
        "ATTENDEE;CN=[Doe, Jane]:mailto:jane@example.org ?");
  CHECK(shown("ORGANIZER;CN=Team: Berlin:MAILTO:team@example.org") ==
        "ORGANIZER;CN=[Team: Berlin]:MAILTO:team@example.org ?");
  CHECK(shown("ATTENDEE;CN=\"Jane:mailto:jane@example.org") ==
        "ATTENDEE;CN=[\"Jane]:mailto:jane@example.org ?");
  CHECK(shown("ATTENDEE;CN=\"Jane\" Doe;RSVP=TRUE:x") == "ATTENDEE;CN=[Jane Doe];RSVP=[TRUE]:x ?");
}

TEST_CASE("white space around names and parameters without a value are forgiven and reported") {
  CHECK(shown("  SUMMARY :x") == "SUMMARY:x ?");
  CHECK(shown("DTSTART; TZID = Europe/Berlin:x") == "DTSTART;TZID=[ Europe/Berlin]:x");
  CHECK(shown("DTSTART;VALUE;TZID=Europe/Berlin:x") == "DTSTART;TZID=[Europe/Berlin]:x ?");
  CHECK(shown("X_MY.NAME:x") == "X-MY-NAME:x ?");
}

TEST_CASE("what is no property is left out with a remark") {
  CHECK(shown("just some words") == "left out 7: the line is no property|");
  CHECK(shown(":value") == "left out 7: the line is no property|");
  CHECK(shown("two words:value") == "left out 7: the line is no property|");
  CHECK(shown("SUMMARY;LANGUAGE=de") == "left out 7: the line has no value|");
  CHECK(shown("ATTENDEE;CN=\"a:b\"") == "left out 7: the line has no value|");
}

TEST_CASE("a line of nothing but separators is read in a moment and holds little") {
  const auto semicolons = parse("A" + std::string(200'000, ';') + ":x");
  REQUIRE(semicolons.property);
  CHECK(semicolons.property->parameters.empty());
  std::string many = "A";
  for (int i = 0; i < 20'000; ++i) many += ";X-P=1";
  CHECK(parse(many + ":x").property->parameters.size() == 100);
  CHECK(parse("A;X-P=" + std::string(200'000, ',') + ":x").property->parameters[0].values.size() ==
        1000);
  CHECK(parse("A;CN=" + std::string(200'000, ':') + ":mailto:x").property->value == "mailto:x");
}

}  // namespace
}  // namespace kalends::ical
