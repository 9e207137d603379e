#include "crowd.hpp"
#include "support/temp_dir.hpp"

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

TEST_CASE("a file and its log, copied while they are written, open elsewhere with all there was") {
  const std::uint64_t seed = std::random_device()();
  MESSAGE("seed ", seed);
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  KalendsServer server(path);
  Crowd crowd(server.port(), seed, Crowd::Load::heavy);
  const Instant now = SystemClock().now();
  const std::string target =
      fmt::format("/api/v1/users/me/calendar?limit=1000&from={}&to={}", format_utc(now),
                  format_utc(now + std::chrono::hours(24 * 100)));
  int copied = 0;
  int begun_anew = 0;
  crowd.write(server.port(), 20, [&] {
    Client client(server.port(), crowd.person(0).token);
    for (; copied < rounds(8) && begun_anew < 100 + copied;) {
      CHECK(crowd.acknowledged().reaches(crowd.acknowledged().number() + 10));
      const Reply made = client.get(target);
      REQUIRE(made.status == 200);
      const std::string there = directory.file(fmt::format("copy-{}.db", copied));
      if (!copy(path, there)) {
        ++begun_anew;
        continue;
      }
      {
        KalendsServer other(there);
        for (const json::value& item : made["items"].as_array()) {
          const std::string id(item.at("meetingId").as_string());
          CHECK(Client(other.port(), crowd.person(0).token).get("/api/v1/meetings/" + id).status ==
                200);
        }
        other.process().signal(SIGTERM);
        CHECK(other.process().wait().status == 0);
      }
      check_file(there);
      std::filesystem::remove(there);
      tell(fmt::format("copy {}", ++copied));
    }
    server.process().signal(SIGKILL);
  });
  CHECK(copied == rounds(8));
  MESSAGE(copied, " copies, and ", begun_anew, " times the log began anew meanwhile");
}

}  // namespace
}  // namespace kalends::test
