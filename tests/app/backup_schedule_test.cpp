#include "backup_schedule.hpp"

#include "backup_folder.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include <kalends/db/database.hpp>

using namespace kalends;
using namespace kalends::app;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr Instant begin{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

/// A database, a folder for its backups, and a clock.
struct Cellar {
  Cellar() {
    config.database = directory.file("kalends.db");
    config.backup = {directory.file("backups"), 24, 3};
    const db::Database made(config.database);
  }
  std::vector<KeptBackup> all() const { return backups_in(config.backup.folder, config.database); }

  test::TempDir directory;
  Config config;
  test::FakeClock clock{begin};
  Log log{STDERR_FILENO, LogLevel::off, clock};
};

}  // namespace

TEST_CASE("a backup is made when there is none, and then one each time that it is due") {
  Cellar cellar;
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  CHECK_FALSE(schedule.age());
  schedule.look();
  REQUIRE(cellar.all().size() == 1);
  CHECK(cellar.all()[0].at == begin);
  cellar.clock.advance(hours{24} - std::chrono::seconds{1});
  schedule.look();
  CHECK(cellar.all().size() == 1);
  CHECK(schedule.age() == hours{24} - std::chrono::seconds{1});
  cellar.clock.advance(std::chrono::seconds{1});
  schedule.look();
  CHECK(cellar.all().size() == 2);
  CHECK(schedule.age() == hours{0});
  CHECK(schedule.failures() == 0);
  for (const KeptBackup& each : cellar.all()) {
    CHECK(db::schema_version(*db::Database(each.file).open_reader()) ==
          static_cast<int>(db::embedded_migrations().size()));
  }
}

TEST_CASE("as many are kept as are wanted") {
  Cellar cellar;
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  for (int day = 0; day < 5; ++day) {
    schedule.look();
    cellar.clock.advance(hours{24});
  }
  REQUIRE(cellar.all().size() == 3);
  CHECK(cellar.all().front().at == begin + hours{48});
}

TEST_CASE("the rest of one that was broken off goes before the next is made, though that fails") {
  Cellar cellar;
  std::filesystem::create_directory(cellar.config.backup.folder);
  const std::string rest =
      backup_file(cellar.config.backup.folder, cellar.config.database, begin - hours{1}) +
      ".aB3dE6.part";
  std::ofstream(rest) << "x";
  std::filesystem::remove(cellar.config.database);
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  schedule.look();
  CHECK(schedule.failures() == 1);
  CHECK_FALSE(std::filesystem::exists(rest));
}

TEST_CASE("a server that starts again goes on where it was") {
  Cellar cellar;
  BackupSchedule(cellar.config, cellar.clock, cellar.log).look();
  cellar.clock.advance(hours{10});
  BackupSchedule again(cellar.config, cellar.clock, cellar.log);
  again.look();
  CHECK(cellar.all().size() == 1);
  CHECK(again.age() == hours{10});
  cellar.clock.advance(hours{14});
  again.look();
  CHECK(cellar.all().size() == 2);
}

TEST_CASE("what fails is counted and tried again, and nothing that was good is removed for it") {
  Cellar cellar;
  cellar.config.backup.keep = 1;
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  schedule.look();
  // A file where the folder was: whoever the tests run as, nothing can be made in it.
  const std::string away = cellar.directory.file("away");
  std::filesystem::rename(cellar.config.backup.folder, away);
  std::ofstream(cellar.config.backup.folder) << "x";
  cellar.clock.advance(hours{24});
  schedule.look();
  CHECK(schedule.failures() == 1);
  CHECK(schedule.age() == hours{24});
  cellar.clock.advance(minutes{9});
  schedule.look();
  CHECK(schedule.failures() == 1);
  std::filesystem::remove(cellar.config.backup.folder);
  std::filesystem::rename(away, cellar.config.backup.folder);
  CHECK(cellar.all().size() == 1);
  cellar.clock.advance(minutes{1});
  schedule.look();
  CHECK(schedule.failures() == 1);
  REQUIRE(cellar.all().size() == 1);
  CHECK(cellar.all()[0].at == begin + hours{24} + minutes{10});
}

TEST_CASE("a damaged database gives no backup, and the good one stays") {
  Cellar cellar;
  cellar.config.backup.keep = 1;
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  schedule.look();
  {
    std::fstream file(cellar.config.database, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3 * 4096);
    file << std::string(std::size_t{8} * 4096, '\xee');
  }
  cellar.clock.advance(hours{24});
  schedule.look();
  CHECK(schedule.failures() == 1);
  REQUIRE(cellar.all().size() == 1);
  CHECK(cellar.all()[0].at == begin);
  // Nor is anything left of the one that failed.
  using Files = std::filesystem::directory_iterator;
  CHECK(std::distance(Files(cellar.config.backup.folder), Files()) == 1);
}

TEST_CASE("a clock that is set back puts the next backup off by no more than the usual time") {
  Cellar cellar;
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  schedule.look();
  cellar.clock.set(begin - hours{1000});
  schedule.look();
  CHECK(cellar.all().size() == 1);
  CHECK(schedule.age() == hours{0});
  cellar.clock.advance(hours{24});
  schedule.look();
  CHECK(cellar.all().size() == 2);
  BackupSchedule again(cellar.config, cellar.clock, cellar.log);
  cellar.clock.advance(hours{24});
  again.look();
  CHECK(cellar.all().size() == 3);
}

TEST_CASE("without a folder none is made") {
  Cellar cellar;
  cellar.config.backup.folder.clear();
  BackupSchedule schedule(cellar.config, cellar.clock, cellar.log);
  schedule.start();
  schedule.look();
  CHECK_FALSE(schedule.age());
  CHECK(schedule.failures() == 0);
}
