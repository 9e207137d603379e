#include "conformance.hpp"

namespace kalends::test {
namespace {

constexpr int protocol_error = 1002;

CaseFrame close(std::string payload) { return {close_frame, std::move(payload)}; }
CaseFrame close(int code) { return close(WireSocket::close_payload(code)); }

}  // namespace

std::vector<Case> close_cases() {
  const CaseFrame hello{text_frame, "Hello World!"};
  const CaseFrame first{text_frame, "fragment1", false};
  const CaseFrame last{continuation_frame, "fragment2"};
  const CaseFrame ping{ping_frame, ""};
  const CaseFrame large{text_frame, std::string(256 * 1024, 'B')};
  std::vector<Case> cases = {
      {"7.1.1", {hello, close(1000)}, {hello}, 1000},
      {"7.1.2", {close(1000), close(1000)}, {}, 1000},
      {"7.1.3", {close(1000), ping}, {}, 1000},
      {"7.1.4", {close(1000), hello}, {}, 1000},
      {"7.1.5", {first, close(1000), last}, {}, 1000},
      {"7.1.6", {large, hello, close(1000), ping}, {large, hello}, 1000, {Chop::nowhere}},
      {"7.3.1", {close("")}, {}, 1000},
      {"7.3.2", {close("a")}, {}, protocol_error},
      {"7.3.3", {close(1000)}, {}, 1000},
      {"7.3.4", {close(WireSocket::close_payload(1000) + "Hello World!")}, {}, 1000},
      {"7.3.5", {close(WireSocket::close_payload(1000) + std::string(123, '*'))}, {}, 1000},
      {"7.3.6",
       {close(WireSocket::close_payload(1000) + std::string(124, '*'))},
       {},
       protocol_error},
      {"7.5.1",
       {close(WireSocket::close_payload(1000) +
              "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80"
              "edited")},
       {},
       protocol_error},
  };
  int number = 1;
  for (const int valid :
       {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999}) {
    cases.push_back({"7.7." + std::to_string(number++), {close(valid)}, {}, valid});
  }
  number = 1;
  for (const int invalid : {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999}) {
    cases.push_back({"7.9." + std::to_string(number++), {close(invalid)}, {}, protocol_error});
  }
  return cases;
}

}  // namespace kalends::test
