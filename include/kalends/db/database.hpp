#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <kalends/base/error.hpp>
#include <kalends/base/histogram.hpp>
#include <kalends/db/changes.hpp>
#include <kalends/db/connection.hpp>
#include <kalends/db/migration.hpp>

namespace kalends::db {

/// What one writing job does, as part of a commit that it may share with others.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}

  Connection& db() { return connection_; }

  /// Runs on the writer's thread once this is stored for good; never when it is rolled back. It
  /// must be quick, must not throw, and must not write.
  void after_commit(std::function<void()> tell) { after_commit_.push_back(std::move(tell)); }

  /// What is stored about this is not what it was: nobody shows it from memory any more once this
  /// is committed.
  void touch(Subject subject) { touched_.push_back(subject); }

 private:
  friend class Writer;
  Connection& connection_;
  std::vector<Subject> touched_;
  std::vector<std::function<void()>> after_commit_;
};

struct WriterFigures {
  std::int64_t commits = 0;
  std::int64_t jobs = 0;
  std::int64_t failures = 0;  // commits that failed; their jobs were told so
  std::int64_t waiting = 0;
  std::int64_t log_pages = 0;  // after the last commit
  bool log_kept = false;       // nothing of the log gets into the file any more: the disk failed
  Spread batches;              // jobs of each commit that was stored
  Spread commit_times;         // microseconds of each, from its BEGIN until it was on the disk
};

class Writer;

/// Who moves what was committed out of the log into the file. A server does, and it alone: two
/// programs that do so at once can lose pages (docs/decisions/0014). A command that may run beside
/// it leaves that to whoever closes the file last.
enum class MovesLog { yes, no };

/// The database file: one writer, and as many readers as are asked for.
class Database {
 public:
  /// Opens or makes the file and brings its schema up to date. Throws `SchemaTooNew`,
  /// `Unavailable`.
  explicit Database(std::string path, MovesLog moves_log = MovesLog::yes);
  ~Database();

  /// A connection that only reads, for one thread.
  std::unique_ptr<Connection> open_reader() const;

  /// Runs `work(Transaction&)`, which returns a Result, and returns that once it is on the disk. A
  /// job that returns an error or throws is undone alone. Blocks; any thread but the writer's own.
  /// Throws `Unavailable` when it could not be stored: then nothing was.
  template <class Work>
  auto write(Work&& work) {
    std::optional<std::invoke_result_t<Work&, Transaction&>> result;
    submit([&](Transaction& transaction) {
      result.emplace(work(transaction));
      return result->has_value();
    });
    return std::move(*result);
  }

  /// Notes that everything may have changed when another process wrote to the file. To be called
  /// once a second; as `write`.
  void look_for_others();

  WriterFigures figures() const;
  const std::string& path() const { return path_; }
  MigrationReport migrated() const { return migrated_; }

 private:
  /// `work` says whether to keep what it did.
  void submit(const std::function<bool(Transaction&)>& work);

  std::string path_;
  MigrationReport migrated_;
  std::optional<std::int64_t> data_version_;  // the writer's thread
  std::unique_ptr<Writer> writer_;
};

}  // namespace kalends::db
