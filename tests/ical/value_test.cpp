#include <doctest/doctest.h>

#include <kalends/ical/value.hpp>

namespace kalends::ical {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

LocalTime local(std::string_view text) { return kalends::parse_time(text)->local; }

/// The value read and written again, or `-`.
std::string time_again(std::string_view text) {
  const auto time = parse_date_time(text);
  return time ? format_date_time(*time) : "-";
}

std::string duration_again(std::string_view text) {
  const auto duration = parse_duration(text);
  return duration ? format_duration(*duration) : "-";
}

std::string offset_again(std::string_view text) {
  const auto offset = parse_utc_offset(text);
  return offset ? format_utc_offset(*offset) : "-";
}

TEST_CASE("dates and times are read as RFC 5545 writes them") {
  CHECK(parse_date("20260330") == std::chrono::floor<days>(local("2026-03-30")));
  CHECK(parse_date_time("20260330T090005") == DateTime{local("2026-03-30T09:00:05"), false, false});
  CHECK(parse_date_time("20260330T090000Z") == DateTime{local("2026-03-30T09:00"), true, false});
  CHECK(parse_date_time("20260330") == DateTime{local("2026-03-30"), false, true});
  CHECK(parse_date_time(" 20260330t0900z ") == DateTime{local("2026-03-30T09:00"), true, false});
  CHECK(time_again("16010101T020000") == "16010101T020000");
  CHECK(time_again("20161231T235960Z") == "20161231T235959Z");
  CHECK(time_again("20240229") == "20240229");
}

TEST_CASE("dates and times that do not exist are none") {
  for (const std::string_view bad :
       {"", "2026", "20260230", "20261301", "00000101", "2026-03-30", "20260330T", "20260330T09",
        "20260330T250000", "20260330T096000", "20260330T090061", "20260330T090000+0100",
        "20260330X090000", "20260330T090000ZZ", "20260330T0900000", "202603300T90000"}) {
    CHECK_MESSAGE(time_again(bad) == "-", bad);
  }
  CHECK_FALSE(parse_date("20260330T090000"));
  CHECK_FALSE(parse_date("20230229"));
}

TEST_CASE("lengths keep their days apart from their hours") {
  CHECK(parse_duration("P1DT2H")->days == days{1});
  CHECK(parse_duration("P1DT2H")->exact == hours{2});
  CHECK(parse_duration("PT24H")->days == days{0});
  CHECK(parse_duration("-PT15M")->exact == -minutes{15});
  CHECK(parse_duration("-P1DT1S")->days == -days{1});
  CHECK(parse_duration("P2W")->days == days{14});
  CHECK(parse_duration("+p1w2d")->days == days{9});
}

TEST_CASE("lengths are written as RFC 5545 wants them") {
  CHECK(duration_again("P14D") == "P2W");
  CHECK(duration_again("P15DT5H0M20S") == "P15DT5H0M20S");
  CHECK(duration_again("PT1H0M5S") == "PT1H0M5S");
  CHECK(duration_again("PT3600S") == "PT1H");
  CHECK(duration_again("PT26H") == "PT26H");
  CHECK(duration_again("-PT15M") == "-PT15M");
  CHECK(duration_again("-P7D") == "-P1W");
  CHECK(duration_again("P0D") == "PT0S");
  CHECK(format_duration({days{1}, -hours{1}}) == "PT23H");
  CHECK(format_duration({-days{1}, hours{25}}) == "PT1H");
}

TEST_CASE("lengths that are none, or longer than a century, are refused") {
  for (const std::string_view bad :
       {"", "P", "PT", "-P", "1D", "P1", "P1H", "PT1D", "PT1H2", "P1DT", "PT-5M", "P1.5D",
        "P36601D", "P999999999W", "PT9999999999S", "P1D1"}) {
    CHECK_MESSAGE(duration_again(bad) == "-", bad);
  }
}

TEST_CASE("periods have an end or a length") {
  const auto explicit_end = parse_period("19970101T180000Z/19970102T070000Z");
  REQUIRE(explicit_end);
  CHECK(explicit_end->end == parse_date_time("19970102T070000Z"));
  CHECK(format_period(*explicit_end) == "19970101T180000Z/19970102T070000Z");
  const auto length = parse_period("19970101T180000/PT5H30M");
  REQUIRE(length);
  CHECK(length->length.exact == hours{5} + minutes{30});
  CHECK(format_period(*length) == "19970101T180000/PT5H30M");
  for (const std::string_view bad :
       {"19970101T180000Z", "19970101T180000Z/", "19970101T180000Z/-PT5H", "19970101/19970102",
        "19970101T180000Z/19970101T170000Z", "19970101T180000Z/19970102T070000"}) {
    CHECK_MESSAGE(!parse_period(bad).has_value(), bad);
  }
}

TEST_CASE("offsets from UTC may have seconds") {
  CHECK(parse_utc_offset("+0100") == hours{1});
  CHECK(parse_utc_offset("-0330") == -hours{3} - minutes{30});
  CHECK(parse_utc_offset("+001932") == minutes{19} + seconds{32});
  CHECK(offset_again("-001500") == "-0015");
  CHECK(offset_again("+001932") == "+001932");
  CHECK(offset_again("-0000") == "+0000");
  for (const std::string_view bad : {"", "0100", "+1", "+01:00", "+2400", "+0160", "+01000"}) {
    CHECK_MESSAGE(offset_again(bad) == "-", bad);
  }
}

TEST_CASE("text is escaped and comes back as it was") {
  CHECK(escape("a,b;c\\d\ne\r\nf\rg") == "a\\,b\\;c\\\\d\\ne\\nf\\ng");
  CHECK(unescape("a\\,b\\;c\\\\d\\ne\\Nf") == "a,b;c\\d\ne\nf");
  CHECK(unescape("C:\\temp\\") == "C:\\temp\\");
  CHECK(unescape("\\\\n") == "\\n");
  for (const std::string_view text : {"", "\\", "\\n", "a\\,b", "\n;,\\\\",
                                      "Gr\xC3\xBC\xC3\x9F"
                                      "e"}) {
    CHECK(unescape(escape(text)) == text);
  }
}

TEST_CASE("lists are split at commas that are not escaped") {
  using List = std::vector<std::string_view>;
  CHECK(split_list("a,b\\,c,d") == List{"a", "b\\,c", "d"});
  CHECK(split_list("a\\\\,b") == List{"a\\\\", "b"});
  CHECK(split_list("") == List{""});
  CHECK(split_list("a,,\\") == List{"a", "", "\\"});
}

}  // namespace
}  // namespace kalends::ical
