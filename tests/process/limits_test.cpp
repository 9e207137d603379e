#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kalends::test {
namespace {

using std::chrono::seconds;

std::string of_process(const Process& process, const std::string& name) {
  return "/proc/" + std::to_string(process.id()) + "/" + name;
}

/// What of the processor it has used.
double processor_seconds(const Process& process) {
  std::ostringstream text;
  text << std::ifstream(of_process(process, "stat")).rdbuf();
  std::istringstream fields(text.str().substr(text.str().rfind(')') + 2));
  std::string field;
  for (int n = 0; n < 11; ++n) fields >> field;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

long descriptors(const Process& process) {
  return std::distance(std::filesystem::directory_iterator(of_process(process, "fd")), {});
}

void limit(const Process& process, __rlimit_resource which, rlim_t most) {
  const rlimit wanted{most, most};
  REQUIRE(::prlimit(process.id(), which, &wanted, nullptr) == 0);
}

TEST_CASE("out of descriptors it serves who is there, takes nobody, and does not spin") {
  const TempDir directory;
  KalendsServer server(directory.file("kalends.db"), {"--server-threads", "1"});
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Client client(server.port(), ann.token);
  REQUIRE(client.get("/api/v1/users/me").status == 200);
  const long open = descriptors(server.process());
  limit(server.process(), RLIMIT_NOFILE, static_cast<rlim_t>(open) + 8);
  std::vector<WireClient> crowd;
  for (int n = 0; n < 40; ++n) {
    crowd.emplace_back(server.port());
    crowd.back().send("GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n");
  }
  const auto log_tells = [&] {
    return server.process().err().find("accept.failed") != std::string::npos;
  };
  while (!log_tells()) REQUIRE_FALSE(server.process().ends_within(std::chrono::milliseconds(5)));
  const double before = processor_seconds(server.process());
  CHECK_FALSE(server.process().ends_within(seconds(2)));
  const double used = processor_seconds(server.process()) - before;
  MESSAGE("processor time of 2 s out of descriptors: ", used, " s");
  CHECK(used < 0.5);
  CHECK(client.get("/api/v1/users/me").status == 200);
  // Who is served and goes makes room for who waits.
  for (WireClient& each : crowd) {
    CHECK(each.answer().status == 200);
    each.reset();
  }
  CHECK(Client(server.port()).get("/healthz").status == 200);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool counts_its_memory = false;  // sanitizers take terabytes of addresses
#else
constexpr bool counts_its_memory = true;
#endif

std::int64_t address_space(const Process& process) {
  std::int64_t pages = 0;
  std::ifstream(of_process(process, "statm")) >> pages;
  return pages * ::sysconf(_SC_PAGESIZE);
}

TEST_CASE("without memory it turns away what it cannot do, and lives") {
  if (!counts_its_memory) {
    MESSAGE("not with sanitizers: nothing was tested");
    return;
  }
  const TempDir directory;
  KalendsServer server(directory.file("kalends.db"));
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Client client(server.port(), ann.token);
  REQUIRE(client.get("/api/v1/users/me").status == 200);
  const auto room = std::int64_t{48} << 20;
  limit(server.process(), RLIMIT_AS, static_cast<rlim_t>(address_space(server.process()) + room));
  // Bodies of 10 MB each, all at once, that nobody finishes.
  const std::string part(8'000'000, 'x');
  std::vector<WireClient> crowd;
  int broken = 0;
  for (int n = 0; n < 40; ++n) {
    try {
      WireClient heavy(server.port());
      heavy.send(
          "POST /api/v1/meetings/1/attachments?name=x HTTP/1.1\r\nHost: test\r\n"
          "Authorization: Bearer " +
          ann.token +
          "\r\nContent-Type: application/octet-stream\r\nContent-Length: 10000000\r\n\r\n");
      heavy.send(part);
      crowd.emplace_back(std::move(heavy));
    } catch (const std::exception&) {
      ++broken;
    }
  }
  MESSAGE(broken, " of 40 connections were cut off");
  CHECK(broken > 0);
  CHECK_FALSE(server.process().ends_within(seconds(1)));
  crowd.clear();
  CHECK(Client(server.port(), ann.token).get("/api/v1/users/me").status == 200);
  CHECK(Client(server.port()).get("/readyz").status == 200);
}

}  // namespace
}  // namespace kalends::test
