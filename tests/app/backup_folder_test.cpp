#include "backup_folder.hpp"

#include "support/temp_dir.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>

using namespace kalends;
using namespace kalends::app;
using kalends::test::TempDir;

namespace {

Instant day(int number) {
  return std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::days{number};
}

void make(const std::string& file) { std::ofstream(file) << "x"; }

std::set<std::string> names_in(const TempDir& dir) {
  std::set<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator(dir.path())) {
    names.insert(each.path().filename());
  }
  return names;
}

}  // namespace

TEST_CASE("a backup's name says when it was made, and sorts by it") {
  const Instant at = day(0) + std::chrono::hours{9} + std::chrono::seconds{7};
  CHECK(backup_file("b", "/var/lib/kalends.db", at) == "b/kalends-20260301T090007Z.db");
  CHECK(backup_file("b", "x.db", day(0)) < backup_file("b", "x.db", day(40)));
}

TEST_CASE("backups are found by their names, the oldest first, and nothing else is taken for one") {
  const TempDir dir;
  for (const int n : {2, 0, 1}) make(backup_file(dir.path(), "kalends.db", day(n)));
  for (const char* name :
       {"kalends-20260301T090007Z.db-wal", "kalends-20261301T090007Z.db", "kalends-2026.db",
        "other-20260301T090007Z.db", "kalends-20260301T090007Z", "kalends.db",
        "kalends-20260301T090060Z.db", "kalends-20260230T090000Z.db"}) {
    make(dir.file(name));
  }
  const auto found = backups_in(dir.path(), "kalends.db");
  REQUIRE(found.size() == 3);
  for (int n = 0; n < 3; ++n) {
    CHECK(found[static_cast<std::size_t>(n)].at == day(n));
    CHECK(std::filesystem::exists(found[static_cast<std::size_t>(n)].file));
  }
  CHECK(backups_in(dir.file("none"), "kalends.db").empty());
}

TEST_CASE("the oldest go, never the one that was just made, nor what is none of them") {
  const TempDir dir;
  for (const int n : {0, 1, 2, 3}) make(backup_file(dir.path(), "kalends.db", day(n)));
  make(dir.file("letter.txt"));
  remove_old_backups(dir.path(), "kalends.db", 2, day(3));
  CHECK(names_in(dir) == std::set<std::string>{"kalends-20260303T000000Z.db",
                                               "kalends-20260304T000000Z.db", "letter.txt"});
  remove_old_backups(dir.path(), "kalends.db", 1, day(3));
  CHECK(names_in(dir) == std::set<std::string>{"kalends-20260304T000000Z.db", "letter.txt"});
}

TEST_CASE("those of a clock that went ahead take no place of true ones, and do not count as new") {
  const TempDir dir;
  for (const int n : {0, 1, 900, 901}) make(backup_file(dir.path(), "kalends.db", day(n)));
  CHECK(newest_backup(dir.path(), "kalends.db", day(2)) == day(1));
  CHECK_FALSE(newest_backup(dir.path(), "kalends.db", day(-1)));
  remove_old_backups(dir.path(), "kalends.db", 3, day(1));
  CHECK(names_in(dir) == std::set<std::string>{"kalends-20260301T000000Z.db",
                                               "kalends-20260302T000000Z.db",
                                               "kalends-20280818T000000Z.db"});
}

TEST_CASE("what is left of backups that were broken off goes, and nothing else") {
  const TempDir dir;
  const std::string one = backup_file(dir.path(), "kalends.db", day(1));
  for (const char* rest : {"", ".aB3dE6.part", ".aB3dE6.part-wal", ".aB3dE7.part-journal"}) {
    make(one + rest);
  }
  for (const char* other : {"mine.part", "mine.aB3dE6.part", ".part", "kalends-part.db"}) {
    make(dir.file(other));
  }
  remove_broken_off(dir.path(), "kalends.db");
  CHECK(names_in(dir) == std::set<std::string>{"kalends-20260302T000000Z.db", "mine.part",
                                               "mine.aB3dE6.part", ".part", "kalends-part.db"});
}
