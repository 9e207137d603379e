#include "conformance.hpp"

namespace kalends::test {
namespace {

constexpr int protocol_error = 1002;

CaseFrame text(std::string payload) { return {text_frame, std::move(payload)}; }
CaseFrame binary(std::string payload) { return {binary_frame, std::move(payload)}; }
CaseFrame ping(std::string payload) { return {ping_frame, std::move(payload)}; }
CaseFrame pong(std::string payload) { return {pong_frame, std::move(payload)}; }

void add_lengths(std::vector<Case>& cases) {
  const std::size_t sizes[] = {0, 125, 126, 127, 128, 65'535, 65'536};
  int number = 1;
  for (const std::size_t size : sizes) {
    const std::string payload(size, '*');
    const std::string place = std::to_string(number++);
    cases.push_back({"1.1." + place, {text(payload)}, {text(payload)}});
    const std::string bytes(size, '\xfe');
    cases.push_back({"1.2." + place, {binary(bytes)}, {binary(bytes)}});
  }
}

void add_pings(std::vector<Case>& cases) {
  const std::string most(125, '\xfe');
  const std::string bytes("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8);
  cases.push_back({"2.1", {ping("")}, {pong("")}});
  cases.push_back({"2.2", {ping("Hello, world!")}, {pong("Hello, world!")}});
  cases.push_back({"2.3", {ping(bytes)}, {pong(bytes)}});
  cases.push_back({"2.4, 2.6", {ping(most)}, {pong(most)}});
  cases.push_back({"2.5", {ping(std::string(126, '\xfe'))}, {}, protocol_error});
  cases.push_back({"2.7", {pong("")}, {}});
  cases.push_back({"2.8", {pong("unsolicited pong payload")}, {}});
  cases.push_back({"2.9", {pong("unsolicited"), ping("ping")}, {pong("ping")}});
  Case many{"2.10, 2.11", {}, {}};
  for (int i = 0; i < 10; ++i) {
    many.said.push_back(ping("payload-" + std::to_string(i)));
    many.heard.push_back(pong("payload-" + std::to_string(i)));
  }
  cases.push_back(many);
}

void add_reserved_bits(std::vector<Case>& cases) {
  const std::string hello = "Hello, world!";
  cases.push_back({"3.1", {{text_frame, hello, true, 1}}, {}, protocol_error});
  for (int bits = 2; bits <= 4; ++bits) {
    cases.push_back({"3." + std::to_string(bits),
                     {text(hello), {text_frame, hello, true, bits}, ping("")},
                     {text(hello)},
                     protocol_error});
  }
  cases.push_back({"3.5", {{binary_frame, hello, true, 5}}, {}, protocol_error});
  cases.push_back({"3.6", {{ping_frame, hello, true, 6}}, {}, protocol_error});
  cases.push_back({"3.7", {{close_frame, "", true, 7}}, {}, protocol_error});
}

void add_reserved_kinds(std::vector<Case>& cases) {
  const std::string hello = "Hello, world!";
  for (int place = 1; place <= 5; ++place) {
    for (const int group : {1, 2}) {
      const int kind = (group == 1 ? 2 : 10) + place;
      const std::string payload = place % 2 == 0 ? "reserved opcode payload" : "";
      Case reserved{"4." + std::to_string(group) + "." + std::to_string(place), {}, {}};
      reserved.fails_with = protocol_error;
      if (place > 2) {
        reserved.said.push_back(text(hello));
        reserved.heard.push_back(text(hello));
      }
      reserved.said.push_back({kind, payload});
      reserved.said.push_back(ping(""));
      cases.push_back(reserved);
    }
  }
}

}  // namespace

std::vector<Case> framing_cases() {
  std::vector<Case> cases;
  add_lengths(cases);
  add_pings(cases);
  add_reserved_bits(cases);
  add_reserved_kinds(cases);
  return cases;
}

std::vector<Case> part_cases() {
  const CaseFrame first{text_frame, "fragment1", false};
  const CaseFrame last{continuation_frame, "fragment2"};
  const CaseFrame lost{continuation_frame, "non-continuation payload"};
  const CaseFrame lost_part{continuation_frame, "non-continuation payload", false};
  const CaseFrame hello = text("Hello, world!");
  const CaseFrame whole = text("fragment1fragment2");
  const CaseFrame part{continuation_frame, "fragment", false};
  std::vector<Case> cases = {
      {"5.1", {{ping_frame, "fragment1", false}, last}, {}, protocol_error},
      {"5.2", {{pong_frame, "fragment1", false}, last}, {}, protocol_error},
      {"5.3 to 5.5", {first, last}, {whole}},
      {"5.6 to 5.8", {first, ping("ping"), last}, {pong("ping"), whole}},
      {"5.9 to 5.11", {lost, hello}, {}, protocol_error},
      {"5.12 to 5.14", {lost_part, hello}, {}, protocol_error},
      {"5.15", {first, last, lost_part, hello}, {whole}, protocol_error},
      {"5.16", {lost_part, first, last, lost_part, first, last}, {}, protocol_error},
      {"5.17", {lost, first, last, lost, first, last}, {}, protocol_error},
      {"5.18", {first, {text_frame, "fragment2"}}, {}, protocol_error},
  };
  Case pings{"5.19, 5.20", {{text_frame, "fragment", false}, part}, {}};
  pings.said.push_back(ping("pongme 1!"));
  pings.said.insert(pings.said.end(), {part, part});
  pings.said.push_back(ping("pongme 2!"));
  pings.said.push_back({continuation_frame, "fragment"});
  pings.heard = {pong("pongme 1!"), pong("pongme 2!"),
                 text("fragmentfragmentfragmentfragmentfragment")};
  cases.push_back(pings);
  return cases;
}

}  // namespace kalends::test
