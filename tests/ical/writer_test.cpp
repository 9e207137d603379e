#include "reading.hpp"

#include <doctest/doctest.h>

#include <kalends/ical/writer.hpp>

namespace kalends::ical {
namespace {

std::string written(const Property& property) {
  std::string out;
  Writer(out).property(property);
  return out;
}

std::string written_text(std::string_view name, std::string_view value) {
  std::string out;
  Writer(out).text(name, value);
  return out;
}

/// The longest line, in octets without its end. Every line ends with CRLF.
std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::size_t begin = 0;
  for (std::size_t end = text.find("\r\n"); end != std::string::npos;
       end = text.find("\r\n", begin)) {
    longest = std::max(longest, end - begin);
    begin = end + 2;
  }
  REQUIRE(begin == text.size());
  return longest;
}

TEST_CASE("components are written with everything in them") {
  Component alarm{"VALARM", {{"TRIGGER", {}, "-PT5M"}}, {}};
  Component event{"VEVENT", {{"UID", {}, "1"}}, {alarm, alarm}};
  std::string out;
  Writer(out).component(event);
  CHECK(out ==
        "BEGIN:VEVENT\r\nUID:1\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"
        "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n");
}

TEST_CASE("lines are folded at 75 octets") {
  const std::string out = written_text("SUMMARY", std::string(200, 'x'));
  CHECK(longest_line(out) == 75);
  CHECK(out == "SUMMARY:" + std::string(67, 'x') + "\r\n " + std::string(74, 'x') + "\r\n " +
                   std::string(59, 'x') + "\r\n");
  CHECK(written_text("SUMMARY", std::string(67, 'x')) ==
        "SUMMARY:" + std::string(67, 'x') + "\r\n");
}

TEST_CASE("folding never cuts a character in two") {
  for (const std::string_view character : {"\xC3\xBC", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
    for (std::size_t shift = 0; shift < 8; ++shift) {
      std::string text(shift, 'x');
      for (int i = 0; i < 100; ++i) text += character;
      const std::string out = written_text("SUMMARY", text);
      CHECK(longest_line(out) <= 75);
      CHECK(longest_line(out) > 70);
      for (std::size_t at = out.find("\r\n "); at != std::string::npos;
           at = out.find("\r\n ", at + 1)) {
        CHECK((static_cast<unsigned char>(out[at + 3]) & 0xC0) != 0x80);
      }
      const auto read = read_lines(out);
      REQUIRE(read.values.size() == 1);
      CHECK(read.values[0].text == "SUMMARY:" + text);
      CHECK(read.remarks.empty());
    }
  }
}

TEST_CASE("no value, parameter or name can add a property") {
  const std::string attack = "x\r\nATTENDEE:mailto:eve@example.org\nX\rY";
  const std::vector<std::string> outputs{
      written({"SUMMARY", {}, attack}),
      written({"ATTENDEE", {{"CN", {attack}}}, "mailto:a@b.example"}),
      written({attack, {}, "x"}),
      written({"X-A", {{attack, {"x"}}}, "x"}),
      written_text("SUMMARY", attack),
  };
  for (const std::string& out : outputs) {
    CHECK_MESSAGE(read_lines(out).values.size() == 1, out);
  }
  CHECK(outputs[0] == "SUMMARY:x\\nATTENDEE:mailto:eve@example.org\\nX\\nY\r\n");
  std::string out;
  Writer writer(out);
  writer.begin("VEVENT\r\nX-EVIL:1");
  writer.end();
  CHECK(out == "BEGIN:VEVENTX-EVIL1\r\nEND:VEVENTX-EVIL1\r\n");
}

TEST_CASE("parameters are quoted and escaped as RFC 6868 says") {
  CHECK(
      written({"A", {{"CN", {"Doe, Jane"}}, {"X", {"a;b", "plain"}}, {"X-L", {"c", "d"}}}, "x"}) ==
      "A;CN=\"Doe, Jane\";X=\"a;b\",\"plain\";X-L=c,d:x\r\n");
  CHECK(written({"A", {{"CN", {"Babe \"Ruth\"\r\n^n: me"}}}, "x"}) ==
        "A;CN=\"Babe ^'Ruth^'^n^^n: me\":x\r\n");
  CHECK(written({"A", {{"CN", {""}}, {"X", {}}, {"?", {"x"}}}, "x"}) == "A;CN=\"\":x\r\n");
}

TEST_CASE("what the reader forgives is not mistaken for it when it was meant") {
  for (const std::string_view line :
       {"DTSTART;TZID=\"a (b\":c) d", "ATTENDEE;CN=\"a\":b:mailto:c@d.example"}) {
    Remarks remarks;
    const auto property = parse_property({1, std::string(line)}, remarks);
    REQUIRE(property);
    CHECK(written(*property) == std::string(line) + "\r\n");
  }
}

TEST_CASE("control characters and what is no UTF-8 do not come out") {
  CHECK(written({"A",
                 {{"X", {std::string("a\0b\x1B", 4)}}},
                 "c\x07\x7F\t\xC2\x85"
                 "d\xFC"}) ==
        "A;X=ab:c\t"
        "d\xC3\xBC\r\n");
}

TEST_CASE("what was read and written is read alike") {
  const std::string text =
      "BEGIN:VEVENT\nATTENDEE;CN=\"Doe, ^'Jane^'^n^^: x\";MEMBER=\"mailto:a@b.c\",\"d\":mailto:x\n"
      "DESCRIPTION:a\\nb\\, c\\; \\\\ Gr\xC3\xBC\xC3\x9F"
      "e " +
      std::string(100, '-') +
      "\nX-NONE;X-P=\" a \":\nX_ODD:1\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\n";
  const auto first = read_in_calendar(text);
  REQUIRE(first.values.size() == 1);
  std::string out;
  Writer(out).component(first.values[0]);
  const auto second = read_components("BEGIN:VCALENDAR\r\n" + out + "END:VCALENDAR\r\n");
  REQUIRE(second.values.size() == 1);
  CHECK(second.remarks.empty());
  CHECK(second.values[0].properties == first.values[0].properties);
  CHECK(second.values[0].components.size() == 1);
}

}  // namespace
}  // namespace kalends::ical
