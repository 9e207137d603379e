#include "client.hpp"
#include "crowd.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>

#include <kalends/db/connection.hpp>

namespace kalends::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::steady_clock;

const Words roomy = {"--log-level",     "info", "--limits-attachment-quota-bytes", "100000000000",
                     "--limits-writes", "0"};

/// What one figure is; -1 when it is not there.
std::int64_t figure(Client& client, const std::string& name) {
  const std::string all = client.get("/metrics").wire.body;
  const auto at = all.find("\nkalends_" + name + " ");
  return at == std::string::npos ? -1 : std::stoll(all.substr(all.find(' ', at + 1)));
}

/// How long writes took, one after the other.
struct Latencies {
  std::vector<std::int64_t> all;

  std::int64_t at(double share) {
    std::sort(all.begin(), all.end());
    return all.empty() ? 0
                       : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  }
  std::string text() {
    return std::to_string(all.size()) + " writes, half within " + std::to_string(at(0.5)) +
           " us, 99 of 100 within " + std::to_string(at(0.99)) + " us, all within " +
           std::to_string(at(1)) + " us";
  }
};

class Writing {
 public:
  Writing(std::uint16_t port, const std::string& token) : client_(port, token) {}

  void write(Latencies& latencies) {
    const auto begin = steady_clock::now();
    const Reply made = client_.post("/api/v1/meetings", {{"title", std::to_string(written_)},
                                                         {"start", "2031-05-06T07:08:09Z"},
                                                         {"duration", "PT1H"}});
    REQUIRE_MESSAGE(made.status == 201, made.wire.body);
    ++written_;
    const auto took = std::chrono::duration_cast<microseconds>(steady_clock::now() - begin);
    latencies.all.push_back(took.count());
    longest_log_ = std::max(longest_log_, figure(client_, "log_pages"));
  }
  bool has_backup() { return figure(client_, "last_backup_age_seconds") >= 0; }
  int written() const { return written_; }
  std::int64_t longest_log() const { return longest_log_; }

 private:
  Client client_;
  int written_ = 0;
  std::int64_t longest_log_ = 0;
};

/// So many files of 2 MB, in one meeting of Ann's.
Person fill(const std::string& path, int files) {
  KalendsServer server(path, roomy);
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Client client(server.port(), ann.token);
  const std::string meeting =
      client
          .post("/api/v1/meetings",
                {{"title", "Files"}, {"start", "2030-05-06T07:08:09Z"}, {"duration", "PT1H"}})
          .string("id");
  const std::string target = "/api/v1/meetings/" + meeting + "/attachments?name=";
  const std::string content(2'000'000, 'x');
  for (int n = 0; n < files; ++n) {
    const Reply added =
        client.ask({"POST", target + std::to_string(n), "application/octet-stream", content, ""});
    REQUIRE(added.status == 201);
  }
  server.process().signal(SIGTERM);
  REQUIRE(server.process().wait(std::chrono::minutes(2)).status == 0);
  return ann;
}

TEST_CASE("while a server makes its backup it writes on, and the backup is one moment of it") {
  const TempDir directory;
  const std::string path = directory.file("kalends.db");
  const std::string folder = directory.file("backups");
  const Person ann = fill(path, rounds(30));
  Words words = roomy;
  words.insert(words.end(), {"--backup-folder", folder});
  Latencies during;
  Latencies after;
  {
    KalendsServer server(path, words);
    Writing writing(server.port(), ann.token);
    while (!writing.has_backup()) writing.write(during);
    const std::int64_t log_during = writing.longest_log();
    for (std::size_t n = 0; n < std::max<std::size_t>(during.all.size(), 50); ++n) {
      writing.write(after);
    }
    MESSAGE((fs::file_size(path) >> 20U), " MiB; during the backup: ", during.text(),
            "; the log had ", log_during, " pages at most");
    MESSAGE("after it: ", after.text(), "; the log had ", writing.longest_log(), " pages at most");
    server.process().signal(SIGTERM);
    const Outcome outcome = server.process().wait();
    CHECK(outcome.status == 0);
    CHECK(outcome.err.find("event=backed_up") != std::string::npos);
    CHECK(writing.longest_log() < 16'000);
  }
  std::vector<fs::path> made;
  for (const auto& each : fs::directory_iterator(folder)) made.push_back(each.path());
  REQUIRE(made.size() == 1);
  check_file(made.front());
  db::Connection backup(made.front(), db::Mode::reader);
  const auto titles = backup.query("SELECT title FROM meetings WHERE title <> 'Files' ORDER BY id")
                          .all([](const db::Rows& row) { return row.get<std::string>(0); });
  CHECK(titles.size() <= during.all.size());
  for (std::size_t n = 0; n < titles.size(); ++n) CHECK(titles[n] == std::to_string(n));
}

}  // namespace
}  // namespace kalends::test
