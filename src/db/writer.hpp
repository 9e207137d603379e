#pragma once

#include "checkpointer.hpp"
#include "log_keeper.hpp"
#include "signal.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <kalends/db/database.hpp>

namespace kalends::db {

/// The one thread that writes. It commits everything that is waiting at once (group commit): while
/// one commit is on its way to the disk, the next one gathers.
class Writer {
 public:
  /// `of_checkpointer` and `keeper`: none where somebody else moves the log.
  Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> of_checkpointer,
         std::unique_ptr<LogKeeper> keeper);
  ~Writer();

  /// Blocks until `work` is stored, undone or failed; rethrows what it threw.
  void submit(const std::function<bool(Transaction&)>& work);
  WriterFigures figures() const;
  const Changes& changes() const { return changes_; }

 private:
  struct Job {
    const std::function<bool(Transaction&)>& work;
    std::exception_ptr failure;
    std::vector<Subject> touched;
    std::vector<std::function<void()>> after_commit;
    Signal done;
  };

  void run();
  std::vector<Job*> next_batch();
  void look_for_file() const;
  void commit(const std::vector<Job*>& batch);
  void undo(const std::string& why);
  void take_place();
  void perform(Job& job);
  void note_changes(const std::vector<Job*>& batch);
  void tidy_log(bool nothing_moved);
  void fail(const std::vector<Job*>& batch, const std::exception_ptr& failure);

  std::unique_ptr<LogKeeper> keeper_;
  std::unique_ptr<Connection> connection_;
  Checkpointer checkpointer_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  bool in_doubt_ = false;  // a commit failed, and may stand in the log; the writer's thread
  WriterFigures figures_;
  Histogram batches_;
  Histogram commit_times_;
  Changes changes_;
  std::thread thread_;
};

}  // namespace kalends::db
