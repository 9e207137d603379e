#include "backup_schedule.hpp"

#include "backup.hpp"
#include "backup_folder.hpp"

#include <algorithm>
#include <filesystem>

#include <sys/resource.h>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::minutes between_looks{1};
constexpr std::chrono::minutes before_trying_again{10};

/// What ends a backup when the server ends.
struct Stopped {};

/// Of this thread alone, as Linux has it. Where that is not allowed, it goes on as it is.
void give_way_to_others() { ::setpriority(PRIO_PROCESS, 0, 10); }

/// The last folder of the path is made, and nothing above it: that may be a disk that is away.
void make_folder(const std::string& folder) {
  if (fs::create_directory(folder)) fs::permissions(folder, fs::perms::owner_all);
}

}  // namespace

BackupSchedule::BackupSchedule(const Config& config, const Clock& clock, Log& log)
    : config_(config.backup), database_(config.database), clock_(clock), log_(log) {}

BackupSchedule::~BackupSchedule() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void BackupSchedule::start() {
  if (!config_.folder.empty()) thread_ = std::thread([this] { run(); });
}

void BackupSchedule::run() {
  give_way_to_others();
  try {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      look();
      lock.lock();
      wake_.wait_for(lock, between_looks, [this] { return stopping_; });
    }
  } catch (const Stopped&) {
    return;
  }
}

void BackupSchedule::look() {
  if (config_.folder.empty()) return;
  const Instant now = clock_.now();
  const std::chrono::hours pause{config_.every_hours};
  if (!next_) {
    remember_last(now);
    next_ = last_ == 0 ? now : Instant{std::chrono::seconds{last_}} + pause;
  }
  // A clock that was set back does not put it off for longer.
  next_ = std::min(*next_, now + pause);
  if (now < *next_) return;
  try {
    make(now);
  } catch (const std::exception& error) {
    failures_ += 1;
    next_ = now + before_trying_again;
    log_.write(LogLevel::error, "backup_failed",
               {{"why", error.what()}, {"again_in_minutes", before_trying_again.count()}});
    return;
  }
  next_ = now + pause;
  remove_old(now);
}

void BackupSchedule::remember_last(Instant now) {
  const auto newest = newest_backup(config_.folder, database_, now);
  if (newest) last_ = newest->time_since_epoch().count();
}

void BackupSchedule::make(Instant now) {
  const auto begin = std::chrono::steady_clock::now();
  make_folder(config_.folder);
  // Before, not after: what is left of some may be what there is no room for another for.
  remove_broken_off(config_.folder, database_);
  const std::string file = backup_file(config_.folder, database_, now);
  const CopyContents made = back_up(database_, file, DatabaseCopy::Existing::replace,
                                    [this](std::int64_t, std::int64_t) { go_on_or_throw(); });
  last_ = now.time_since_epoch().count();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  log_.write(LogLevel::info, "backed_up",
             {{"file", file}, {"bytes", made.bytes}, {"seconds", took.count()}});
}

void BackupSchedule::remove_old(Instant made) {
  try {
    remove_old_backups(config_.folder, database_, config_.keep, made);
  } catch (const std::exception& error) {
    log_.write(LogLevel::warning, "old_backups_stay", {{"why", error.what()}});
  }
}

void BackupSchedule::go_on_or_throw() {
  const std::lock_guard lock(mutex_);
  if (stopping_) throw Stopped();
}

std::optional<std::chrono::seconds> BackupSchedule::age() const {
  const Instant last{std::chrono::seconds{last_.load()}};
  if (last == Instant{}) return std::nullopt;
  return std::max(clock_.now() - last, std::chrono::seconds{0});
}

}  // namespace kalends::app
