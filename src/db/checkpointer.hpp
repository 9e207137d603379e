#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include <kalends/db/connection.hpp>

namespace kalends::db {

/// Moves committed pages from the log into the file on a thread and a connection of its own, while
/// the writer goes on writing.
class Checkpointer {
 public:
  /// Without a connection it only counts.
  explicit Checkpointer(std::unique_ptr<Connection> connection);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  /// Whether nothing is being moved. Stays so until the writer's next word.
  bool idle() const;
  /// The writer's word after each commit that wrote: how many pages the log holds now, and whether
  /// this was idle when that commit began. True when the log is long and almost all of it is moved:
  /// then the writer is to move the rest before it goes on, so that the log begins anew.
  bool committed(std::int64_t pages, bool was_idle);
  /// What the writer moved itself.
  void finished(LogState log);
  /// False once the disk failed: then the file may lack what was moved, and only the log has it.
  bool safe() const;
  /// How long the log was after the last commit.
  std::int64_t log_pages() const;

 private:
  void run();
  bool next_pass();

  std::unique_ptr<Connection> connection_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  LogState log_;           // as far as is known: after the last commit, and the last pass
  std::int64_t seen_ = 0;  // pages in the log when the last pass was asked for
  bool moving_ = false;    // a pass was asked for, and is not over
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kalends::db
