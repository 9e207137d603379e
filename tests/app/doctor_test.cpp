#include "doctor.hpp"

#include <doctest/doctest.h>

#include <kalends/base/time.hpp>

using namespace kalends;
using namespace kalends::app;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
constexpr std::int64_t mib = 1 << 20;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Verdict of_stream(const std::string& status_line, const std::string& beyond = "") {
  return judge_stream({status_line, beyond}).verdict;
}

}  // namespace

TEST_CASE(
    "a certificate that ends within two weeks is warned of, and one that is over is a problem") {
  using std::chrono::days;
  const auto judged = [](Instant begins, Instant ends) {
    return judge_certificate(begins, ends, now).verdict;
  };
  CHECK(judged(now, now + days(14)) == Verdict::ok);
  CHECK(judged(now, now + days(14) - minutes(1)) == Verdict::warning);
  CHECK(judged(now - days(90), now) == Verdict::problem);
  CHECK(judged(now + minutes(1), now + days(90)) == Verdict::problem);
  CHECK(holds(judge_certificate(now, now + days(20), now).says, "in 20 days"));
}

TEST_CASE("a clock is wrong when it is behind what was stored, or in no year of ours") {
  CHECK(judge_clock(now, now - hours{1}).verdict == Verdict::ok);
  CHECK(judge_clock(now, now + minutes{4}).verdict == Verdict::ok);
  const Finding slow = judge_clock(now, now + hours{1});
  CHECK(slow.verdict == Verdict::problem);
  CHECK(holds(slow.says, "2026-11-22T01:00:00Z"));
  CHECK(judge_clock(Instant{}, Instant{}).verdict == Verdict::problem);
  CHECK(judge_clock(latest_instant, now).verdict == Verdict::problem);
}

TEST_CASE("a disk is too full when a log does not fit, and a warning when a copy does not") {
  CHECK(judge_space(10'000 * mib, 600 * mib).verdict == Verdict::ok);
  CHECK(judge_space(500 * mib, 600 * mib).verdict == Verdict::warning);
  CHECK(judge_space(100 * mib, 1 * mib).verdict == Verdict::problem);
  CHECK(judge_log(64 * mib).verdict == Verdict::ok);
  CHECK(judge_log(300 * mib).verdict == Verdict::warning);
}

TEST_CASE("an older schema is a warning, and a newer one a problem") {
  CHECK(judge_schema(10, 10).verdict == Verdict::ok);
  CHECK(judge_schema(9, 10).verdict == Verdict::warning);
  CHECK(judge_schema(11, 10).verdict == Verdict::problem);
}

TEST_CASE("zones that are missing are named, and those with other rules") {
  CHECK(judge_zones({}, {}).verdict == Verdict::ok);
  const Finding missing = judge_zones({"Mars/Base", "Moon/Sea"}, {"Moon/Sea"});
  CHECK(missing.verdict == Verdict::problem);
  CHECK(holds(missing.says, "Mars/Base, Moon/Sea"));
  const Finding outdated = judge_zones({}, {"Europe/Berlin"});
  CHECK(outdated.verdict == Verdict::warning);
  CHECK(holds(outdated.advice, "kalends zones check"));
}

TEST_CASE("backups are judged by the time between two of them") {
  CHECK(judge_backups({"", 24, 7}, std::nullopt, now).verdict == Verdict::warning);
  CHECK(judge_backups({"b", 24, 7}, std::nullopt, now).verdict == Verdict::problem);
  CHECK(judge_backups({"b", 24, 7}, now - hours{30}, now).verdict == Verdict::ok);
  const Finding old = judge_backups({"b", 24, 7}, now - hours{50}, now);
  CHECK(old.verdict == Verdict::problem);
  CHECK(holds(old.says, "50 hours"));
}

TEST_CASE("a WebSocket is open when its greeting comes, and what is between is told apart") {
  CHECK(of_stream("HTTP/1.1 101 Switching Protocols", "\x81\x20") == Verdict::ok);
  const Finding buffered = judge_stream({"HTTP/1.1 101 Switching Protocols", ""});
  CHECK(buffered.verdict == Verdict::problem);
  CHECK(holds(buffered.advice, "buffering"));
  CHECK(holds(judge_stream({"HTTP/1.1 401 Unauthorized", ""}).says, "nobody of this database"));
  CHECK(holds(judge_stream({"HTTP/1.1 426 Upgrade Required", ""}).advice, "Upgrade"));
  CHECK(of_stream("HTTP/1.1 502 Bad Gateway") == Verdict::problem);
}

TEST_CASE("a finding is a line, and its advice another") {
  CHECK(text_of({Verdict::ok, "clock", "it is late", ""}) == "ok       clock      it is late\n");
  CHECK(text_of({Verdict::warning, "disk", "it is full", "Make room."}) ==
        "warning  disk       it is full\n                    Make room.\n");
}

TEST_CASE("an address that cannot be asked is a finding") {
  std::vector<Finding> findings;
  const Tell tell = [&](const Finding& each) { findings.push_back(each); };
  examine_address("calendar.example", "", tell);
  examine_address("https://127.0.0.1:1", "", tell);
  examine_address("http://127.0.0.1:1", "", tell);
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].verdict == Verdict::problem);
  CHECK(findings[1].verdict == Verdict::problem);
  CHECK(findings[2].verdict == Verdict::problem);
  for (const Finding& each : findings) CHECK_FALSE(each.advice.empty());
}
