#include "machine.hpp"

#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>

namespace kalends::test {

Machine::Machine(std::uint64_t seed) {
  // Made whole before anything fails.
  KalendsServer server(path());
  stop(server);
  disk_.emplace(path(), seed);
}

KalendsServer Machine::start() {
  journals_.push_back(directory_.file("journal-" + std::to_string(++starts_)));
  return KalendsServer(path(),
                       {"--log-level", "error", "--notifications-keep", "100000",
                        "--limits-attachment-quota-bytes", "10000000000"},
                       {"", faults_.environment(journals_.back())});
}

void Machine::kill(KalendsServer& server) {
  server.process().signal(SIGKILL);
  CHECK(server.process().wait().status == 128 + SIGKILL);
}

void Machine::stop(KalendsServer& server) {
  server.process().signal(SIGTERM);
  CHECK(server.process().wait().status == 0);
}

void Machine::cut_power() {
  for (const std::string& journal : journals_) {
    disk_->play(journal);
    std::filesystem::remove(journal);
  }
  journals_.clear();
  disk_->cut_power();
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path() + end);
  ++lives_;
  disk_->save(path());
}

}  // namespace kalends::test
