#include "support/process.hpp"

#include <filesystem>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

// Sanitizers come as shared libraries; what is given to people is built without them.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST_CASE("the program is one file: only parts of glibc stay outside") {
  const Outcome outcome = Process("/usr/bin/ldd", {KALENDS_BINARY}).wait();
  REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
  const std::set<std::string> allowed = {"linux-vdso.so.1", "libc.so.6", "libm.so.6"};
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) {
    std::string library;
    std::istringstream(line) >> library;
    const std::string name = std::filesystem::path(library).filename();
    CHECK_MESSAGE((allowed.count(name) == 1 || name.starts_with("ld-linux")), line);
  }
}

#endif

}  // namespace
}  // namespace kalends::test
