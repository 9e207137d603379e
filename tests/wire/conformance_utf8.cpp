#include "conformance.hpp"

namespace kalends::test {
namespace {

constexpr int bad_payload = 1007;
const std::string kosme = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";

CaseFrame text(std::string payload) { return {text_frame, std::move(payload)}; }

/// Cases of one group, each a whole message; good ones come back.
class Group {
 public:
  Group(std::vector<Case>& cases, std::string number) : cases_(cases), number_(std::move(number)) {}

  Group& good(const std::vector<std::string>& messages) {
    for (const std::string& each : messages) add(each, 0);
    return *this;
  }
  Group& bad(const std::vector<std::string>& messages) {
    for (const std::string& each : messages) add(each, bad_payload);
    return *this;
  }

 private:
  void add(const std::string& message, int fails_with) {
    std::vector<CaseFrame> heard;
    if (fails_with == 0) heard.push_back(text(message));
    cases_.push_back({number_ + "." + std::to_string(++last_), {text(message)}, heard, fails_with});
  }

  std::vector<Case>& cases_;
  std::string number_;
  int last_ = 0;
};

/// Each byte of [from, to] with a blank behind.
std::string lonely(int from, int to) {
  std::string out;
  for (int byte = from; byte <= to; ++byte) out += {static_cast<char>(byte), ' '};
  return out;
}

std::string bytes(int from, int to) {
  std::string out;
  for (int byte = from; byte <= to; ++byte) out += static_cast<char>(byte);
  return out;
}

void add_whole(std::vector<Case>& cases) {
  const std::string hello = "Hello-\u00b5@\u00df\u00f6\u00e4\u00fc\u00e0\u00e1-UTF-8!!";
  const CaseFrame empty{text_frame, "", false};
  const CaseFrame empty_more{continuation_frame, "", false};
  cases.push_back({"6.1.1", {text("")}, {text("")}});
  cases.push_back({"6.1.2", {empty, empty_more, {continuation_frame, ""}}, {text("")}});
  cases.push_back({"6.1.3",
                   {empty, {continuation_frame, "middle", false}, {continuation_frame, ""}},
                   {text("middle")}});
  cases.push_back({"6.2.1", {text(hello)}, {text(hello)}});
  cases.push_back(
      {"6.2.2",
       {{text_frame, hello.substr(0, 12), false}, {continuation_frame, hello.substr(12)}},
       {text(hello)}});
  for (const std::string& message : {hello, kosme}) {
    Case in_octets{
        message == hello ? "6.2.3" : "6.2.4", {{text_frame, "", false}}, {text(message)}};
    for (const char octet : message) {
      in_octets.said.push_back({continuation_frame, std::string(1, octet), false});
    }
    in_octets.said.push_back({continuation_frame, ""});
    cases.push_back(in_octets);
  }
  const std::string wrong = kosme + "\xed\xa0\x80" + "edited";
  cases.push_back({"6.3.1", {text(wrong)}, {}, bad_payload});
  Case in_octets{"6.3.2", {{text_frame, "", false}}, {}, bad_payload};
  for (const char octet : wrong) {
    in_octets.said.push_back({continuation_frame, std::string(1, octet), false});
  }
  in_octets.said.push_back({continuation_frame, ""});
  cases.push_back(in_octets);
}

/// Every beginning of five Greek letters: good where it ends with one.
void add_beginnings(std::vector<Case>& cases) {
  Group group(cases, "6.6");
  for (std::size_t length = 1; length <= kosme.size(); ++length) {
    const std::string beginning = kosme.substr(0, length);
    const bool whole = length == kosme.size() || (kosme[length] & 0xc0) != 0x80;
    whole ? group.good({beginning}) : group.bad({beginning});
  }
}

/// U+nFFFE and U+nFFFF of every plane: no characters, but good.
std::vector<std::string> ends_of_planes() {
  std::vector<std::string> out = {"\xef\xbf\xbe", "\xef\xbf\xbf"};
  for (unsigned plane = 1; plane <= 16; ++plane) {
    for (const unsigned end : {0xbeU, 0xbfU}) {
      const unsigned point = plane << 16U | 0xffc0U;
      out.push_back({static_cast<char>(0xf0U | point >> 18U),
                     static_cast<char>(0x80U | (point >> 12U & 0x3fU)), '\xbf',
                     static_cast<char>(end)});
    }
  }
  return out;
}

void add_sequences(std::vector<Case>& cases) {
  Group(cases, "6.5").good({kosme, kosme + "\xe2\x82\xac", "\xe2\x82\xac" + kosme});
  add_beginnings(cases);
  Group(cases, "6.7").good({std::string(1, '\0'), "\xc2\x80", "\xe0\xa0\x80", "\xf0\x90\x80\x80"});
  Group(cases, "6.8").bad({"\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80"});
  Group(cases, "6.9").good({"\x7f", "\xdf\xbf", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf"});
  Group(cases, "6.10")
      .bad({"\xf7\xbf\xbf\xbf", "\xfb\xbf\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf\xbf"});
  Group(cases, "6.11")
      .good({"\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbd", "\xf4\x8f\xbf\xbf"})
      .bad({"\xf4\x90\x80\x80"});
  Group(cases, "6.12")
      .bad({"\x80", "\xbf", "\x80\xbf", "\x80\xbf\x80", "\x80\xbf\x80\xbf", "\x80\xbf\x80\xbf\x80",
            "\x80\xbf\x80\xbf\x80\xbf", bytes(0x80, 0xbf)});
  Group(cases, "6.13")
      .bad({lonely(0xc0, 0xdf), lonely(0xe0, 0xef), lonely(0xf0, 0xf7), lonely(0xf8, 0xfb),
            lonely(0xfc, 0xfd)});
  const std::vector<std::string> cut = {
      "\xc0", "\xe0\x80", "\xf0\x80\x80", "\xf8\x80\x80\x80", "\xfc\x80\x80\x80\x80",
      "\xdf", "\xef\xbf", "\xf7\xbf\xbf", "\xfb\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf"};
  Group(cases, "6.14").bad(cut);
  std::string all;
  for (const std::string& each : cut) all += each;
  Group(cases, "6.15").bad({all});
  Group(cases, "6.16").bad({"\xfe", "\xff", "\xfe\xfe\xff\xff"});
}

void add_overlong_and_surrogates(std::vector<Case>& cases) {
  Group(cases, "6.17")
      .bad({"\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xf8\x80\x80\x80\xaf",
            "\xfc\x80\x80\x80\x80\xaf"});
  Group(cases, "6.18")
      .bad({"\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf8\x87\xbf\xbf\xbf",
            "\xfc\x83\xbf\xbf\xbf\xbf"});
  Group(cases, "6.19")
      .bad({"\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xf8\x80\x80\x80\x80",
            "\xfc\x80\x80\x80\x80\x80"});
  const std::vector<std::string> high = {"\xed\xa0\x80", "\xed\xad\xbf", "\xed\xae\x80",
                                         "\xed\xaf\xbf"};
  const std::vector<std::string> low = {"\xed\xb0\x80", "\xed\xbe\x80", "\xed\xbf\xbf"};
  Group(cases, "6.20").bad(high).bad(low);
  Group pairs(cases, "6.21");
  for (const std::string& first : high) pairs.bad({first + low.front(), first + low.back()});
  Group(cases, "6.22").good(ends_of_planes());
  Group(cases, "6.23")
      .good({"\xef\xbf\xb9", "\xef\xbf\xba", "\xef\xbf\xbb", "\xef\xbf\xbc", "\xef\xbf\xbd",
             "\xef\xbf\xbe", "\xef\xbf\xbf"});
}

}  // namespace

std::vector<Case> utf8_cases() {
  std::vector<Case> cases;
  add_whole(cases);
  add_sequences(cases);
  add_overlong_and_surrogates(cases);
  return cases;
}

}  // namespace kalends::test
