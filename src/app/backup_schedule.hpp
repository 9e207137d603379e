#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <kalends/app/config.hpp>
#include <kalends/base/clock.hpp>
#include <kalends/base/log.hpp>

namespace kalends::app {

/// Makes backups of a server's database into a folder, on a thread of its own that gives way to all
/// others, and removes the oldest once there is a new one that was found good. What fails is tried
/// again in ten minutes. Where no folder is set it does nothing.
class BackupSchedule {
 public:
  /// The clock and the log must outlive it.
  BackupSchedule(const Config& config, const Clock& clock, Log& log);
  /// Breaks off the backup that is being made.
  ~BackupSchedule();
  BackupSchedule(const BackupSchedule&) = delete;
  BackupSchedule& operator=(const BackupSchedule&) = delete;

  /// From here on it is looked once a minute whether a backup is due.
  void start();

  /// Makes a backup if one is due. One thread at a time, and not after `start`.
  void look();

  /// How old the newest good backup is, as far as it was looked. Any thread.
  std::optional<std::chrono::seconds> age() const;
  /// How often making one failed. Any thread.
  std::int64_t failures() const { return failures_.load(); }

 private:
  void run();
  void remember_last(Instant now);
  void make(Instant now);
  void remove_old(Instant made);
  void go_on_or_throw();

  BackupConfig config_;
  std::string database_;
  const Clock& clock_;
  Log& log_;
  std::optional<Instant> next_;  // when one is due
  std::atomic<Instant::rep> last_ = 0;
  std::atomic<std::int64_t> failures_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kalends::app
