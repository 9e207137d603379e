#include "crowd.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

/// The head of a log says which one it is: another when it has begun anew.
std::string head_of_log(const std::string& database) {
  std::array<char, 32> head{};
  std::ifstream(database + "-wal", std::ios::binary).read(head.data(), head.size());
  return {head.begin(), head.end()};
}

/// First the file, then its log, which has all that was moved into the file meanwhile, unless it
/// began anew: then this is no copy, and false.
bool copy(const std::string& from, const std::string& to) {
  const std::string before = head_of_log(from);
  const auto over = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(from, to, over);
  std::filesystem::copy_file(from + "-wal", to + "-wal", over);
  return head_of_log(from) == before;
}

void check_copy(const std::string& path, const Person& person, const json::array& items) {
  {
    KalendsServer server(path);
    Client client(server.port(), person.token);
    for (const json::value& item : items) {
      const std::string id(item.at("meetingId").as_string());
      CHECK(client.get("/api/v1/meetings/" + id).status == 200);
    }
    server.process().signal(SIGTERM);
    CHECK(server.process().wait().status == 0);
  }
  check_file(path);
  std::filesystem::remove(path);
}

/// The files of a server that four people write to, copied so often.
void copy_while_written(int times) {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  KalendsServer server(path);
  Crowd crowd(server.port(), std::random_device()(), Crowd::Load::heavy);
  const Instant now = SystemClock().now();
  const std::string target =
      fmt::format("/api/v1/users/me/calendar?limit=1000&from={}&to={}", format_utc(now),
                  format_utc(now + std::chrono::hours(24 * 100)));
  int copied = 0;
  int begun_anew = 0;
  crowd.write(server.port(), 20, [&] {
    Client client(server.port(), crowd.person(0).token);
    while (copied < times && begun_anew < 20) {
      CHECK(crowd.acknowledged().reaches(crowd.acknowledged().number() + 10));
      const Reply made = client.get(target);
      REQUIRE(made.status == 200);
      const std::string there = directory.file(fmt::format("copy-{}.db", copied));
      if (!copy(path, there)) {
        ++begun_anew;
        continue;
      }
      check_copy(there, crowd.person(0), made["items"].as_array());
      tell(fmt::format("copy {}", ++copied));
    }
  });
  CHECK(copied == times);
  MESSAGE(copied, " copies, and ", begun_anew, " times the log began anew meanwhile");
}

TEST_CASE("a file and its log, copied while they are written, open elsewhere with all there was") {
  constexpr int each = 10;  // so that the file stays small
  for (int left = rounds(8); left > 0; left -= each) copy_while_written(std::min(left, each));
}

}  // namespace
}  // namespace kalends::test
