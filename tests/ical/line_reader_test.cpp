#include "reading.hpp"

#include <doctest/doctest.h>

namespace kalends::ical {
namespace {

std::string lines_of(std::string_view text) { return texts(read_lines(text).values); }

TEST_CASE("lines end with CRLF, with LF or with CR, and the last one without an end") {
  CHECK(lines_of("A:1\r\nB:2\r\n") == "A:1|B:2|");
  CHECK(lines_of("A:1\nB:2") == "A:1|B:2|");
  CHECK(lines_of("A:1\rB:2\r") == "A:1|B:2|");
  CHECK(lines_of("A:1\n\rB:2\r\n\r\n\nC:3\r\r\nD:4") == "A:1|B:2|C:3|D:4|");
  CHECK(lines_of("").empty());
}

TEST_CASE("a line goes on after a line end and one space or tab") {
  CHECK(lines_of("SUMMARY:Fol\r\n ded\r\n\tup\r\nB:2\r\n") == "SUMMARY:Foldedup|B:2|");
  CHECK(lines_of("SUMMARY:two\n  words\n") == "SUMMARY:two words|");
  CHECK(lines_of("SUMMARY:a\r b\r\tc\r") == "SUMMARY:abc|");
  CHECK(lines_of("A:1\r\n ") == "A:1|");
}

TEST_CASE("folding may have cut a character in two") {
  const auto read = read_lines("SUMMARY:Caf\xC3\r\n \xA9 \xF0\x9F\r\n \x98\x80\r\n");
  CHECK(texts(read.values) == "SUMMARY:Caf\xC3\xA9 \xF0\x9F\x98\x80|");
  CHECK(read.remarks.empty());
}

TEST_CASE("chunks of any size give the same lines") {
  const std::string text =
      "\xEF\xBB\xBF"
      "BEGIN:VCALENDAR\r\nSUMMARY:Gr\xC3\r\n \xBC\xC3\x9F"
      "e\r\n\r\nX-A:1\rX-B:2\n\tmore\r\nX-C:\xFC";
  const auto whole = read_lines(text);
  CHECK(texts(whole.values) ==
        "BEGIN:VCALENDAR|SUMMARY:Gr\xC3\xBC\xC3\x9F"
        "e|X-A:1|X-B:2more|X-C:\xC3\xBC|");
  for (std::size_t chunk = 1; chunk <= text.size(); ++chunk) {
    const auto read = read_lines(text, chunk);
    CHECK(texts(read.values) == texts(whole.values));
    CHECK(texts(read.remarks) == texts(whole.remarks));
  }
}

TEST_CASE("a line says where it begins") {
  const auto read = read_lines("A:1\r\n 2\r\n 3\r\n\r\nB:2\nC:3");
  REQUIRE(read.values.size() == 3);
  CHECK(read.values[0].number == 1);
  CHECK(read.values[1].number == 5);
  CHECK(read.values[2].number == 6);
}

TEST_CASE("a byte order mark is no part of a line, also where two files were put together") {
  CHECK(lines_of("\xEF\xBB\xBF"
                 "BEGIN:VCALENDAR\n\xEF\xBB\xBF"
                 "BEGIN:VCALENDAR\n") == "BEGIN:VCALENDAR|BEGIN:VCALENDAR|");
}

TEST_CASE("bytes that are no UTF-8 are read as Windows-1252, and what is UTF-8 stays") {
  const auto read = read_lines("SUMMARY:M\xFCller \x80 5 \x96 \xC3\xBC\nB:2\n");
  CHECK(texts(read.values) == "SUMMARY:M\xC3\xBCller \xE2\x82\xAC 5 \xE2\x80\x93 \xC3\xBC|B:2|");
  CHECK(texts(read.remarks) == "repaired 1: not UTF-8: read as Windows-1252|");
  // Overlong, a surrogate, beyond Unicode, cut off: all no UTF-8.
  for (const std::string_view bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    CHECK(read_lines(bad).remarks.size() == 1);
  }
}

TEST_CASE("control characters are left out, and said so") {
  const auto read = read_lines(std::string("A:1\0002\x01\x7F\t3\xC2\x85\xE2\x80\xA8", 14));
  CHECK(texts(read.values) == "A:12\t3 |");
  CHECK(texts(read.remarks) == "repaired 1: control characters were left out|");
}

TEST_CASE("a line that is too long is left out, and the rest goes on") {
  const std::string much(LineReader::longest_line - 2, 'x');
  CHECK(read_lines("A:" + much + "\nB:2\n").values.size() == 2);
  const auto read = read_lines("C:3\nA:x" + much + "\nB:2\n");
  CHECK(texts(read.values) == "C:3|B:2|");
  CHECK(texts(read.remarks) == "left out 2: the line is longer than 262144 bytes|");
  // Also when it is long only unfolded.
  std::string folded = "A:";
  while (folded.size() < 2 * LineReader::longest_line) folded += "\r\n " + std::string(70, 'y');
  CHECK(texts(read_lines(folded + "\r\nB:2").values) == "B:2|");
}

TEST_CASE("of many remarks a bounded number is kept and the others are counted") {
  Remarks remarks;
  for (std::size_t i = 0; i < Remarks::most + 5; ++i) remarks.repaired(i, "odd");
  CHECK(remarks.not_kept() == 5);
  CHECK(remarks.take().size() == Remarks::most);
  CHECK(remarks.take().empty());
}

}  // namespace
}  // namespace kalends::ical
