#include "writer.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <kalends/db/uncertain.hpp>

namespace kalends::db {
namespace {

constexpr std::size_t most_in_a_batch = 256;
constexpr std::size_t most_waiting = 4096;

constexpr std::array<std::int64_t, 9> batch_bounds{1, 2, 4, 8, 16, 32, 64, 128, 256};
// Microseconds: from a fast disk to one that is about to fail.
constexpr std::array<std::int64_t, 11> time_bounds{
    250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 500'000, 2'500'000, 10'000'000};

void roll_back(Connection& connection) {
  if (connection.in_transaction()) connection.execute("ROLLBACK");
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> of_checkpointer,
               std::unique_ptr<LogKeeper> keeper)
    : keeper_(std::move(keeper)),
      connection_(std::move(connection)),
      checkpointer_(std::move(of_checkpointer)),
      batches_(batch_bounds),
      commit_times_(time_bounds) {
  connection_->keep_log();
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
  // Whoever closes the file last moves all of the log and removes it, but not past the keeper.
  if (checkpointer_.safe()) keeper_.reset();
}

void Writer::submit(const std::function<bool(Transaction&)>& work) {
  Job job{work, {}, {}, {}, {}};
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= most_waiting) throw Unavailable("too many writes are waiting");
    queue_.push_back(&job);
  }
  wake_.notify_one();
  job.done.wait();
  if (job.failure) std::rethrow_exception(job.failure);
}

WriterFigures Writer::figures() const {
  const std::lock_guard lock(mutex_);
  WriterFigures figures = figures_;
  figures.waiting = static_cast<std::int64_t>(queue_.size());
  figures.log_pages = checkpointer_.log_pages();
  figures.log_kept = !checkpointer_.safe();
  figures.batches = batches_.spread();
  figures.commit_times = commit_times_.spread();
  return figures;
}

void Writer::run() {
  for (;;) {
    const std::vector<Job*> batch = next_batch();
    if (batch.empty()) return;
    bool stored = true;
    const bool nothing_moves = checkpointer_.idle();
    try {
      commit(batch);
    } catch (...) {
      stored = false;
      fail(batch, std::current_exception());
    }
    {
      const std::lock_guard lock(mutex_);
      (stored ? figures_.commits : figures_.failures) += 1;
      figures_.jobs += static_cast<std::int64_t>(batch.size());
    }
    note_changes(batch);
    // Commit, then tell; and tell before the answers, so that whoever has one can rely on it.
    for (Job* job : batch) {
      for (const auto& tell : job->after_commit) tell();
    }
    for (Job* job : batch) job->done.set();
    tidy_log(nothing_moves);
  }
}

std::vector<Writer::Job*> Writer::next_batch() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  const auto size = static_cast<std::ptrdiff_t>(std::min(queue_.size(), most_in_a_batch));
  std::vector<Job*> batch(queue_.begin(), queue_.begin() + size);
  queue_.erase(queue_.begin(), queue_.begin() + size);
  return batch;
}

/// What is written to a file without a name is gone as soon as nobody has it open.
void Writer::look_for_file() const {
  if (!keeper_ || !keeper_->file_is_gone()) return;
  throw Unavailable("its file was deleted, moved or replaced while the server has it open");
}

void Writer::commit(const std::vector<Job*>& batch) {
  look_for_file();
  if (in_doubt_) take_place();
  const auto begin = std::chrono::steady_clock::now();
  connection_->execute("BEGIN IMMEDIATE");
  for (Job* job : batch) perform(*job);
  in_doubt_ = true;
  try {
    connection_->execute("COMMIT");
    in_doubt_ = false;
  } catch (const Unavailable& error) {
    undo(error.what());
  }
  const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - begin;
  batches_.add(static_cast<std::int64_t>(batch.size()));
  commit_times_.add(took.count() / 1000);
}

/// Of a commit that failed all may stand in the log, and a new start would take it for stored.
void Writer::undo(const std::string& why) {
  try {
    roll_back(*connection_);
    take_place();
  } catch (const Unavailable&) {
    throw Uncertain(why);
  }
  throw Unavailable(why);
}

/// The next commit stands in the log where the one stood that failed. Until one succeeds, that
/// changes nothing, nobody's work is begun. A row that is overwritten with what it holds would
/// change no page, and nothing would be written.
void Writer::take_place() {
  connection_->execute("BEGIN IMMEDIATE");
  connection_->execute(
      "INSERT INTO write_probe (id, at) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET at = at + 1");
  connection_->execute("COMMIT");
  in_doubt_ = false;
}

/// A job that gives up is undone alone; only when SQLite gave up the whole transaction do all fail.
void Writer::perform(Job& job) {
  Transaction transaction(*connection_);
  connection_->execute("SAVEPOINT job");
  bool keep = false;
  try {
    keep = job.work(transaction);
  } catch (...) {
    job.failure = std::current_exception();
    if (!connection_->in_transaction()) throw;
  }
  if (keep) {
    job.after_commit = std::move(transaction.after_commit_);
    job.touched = std::move(transaction.touched_);
  } else {
    connection_->execute("ROLLBACK TO job");
  }
  connection_->execute("RELEASE job");
}

/// Of a commit that failed too: nobody knows what is there of it.
void Writer::note_changes(const std::vector<Job*>& batch) {
  std::vector<Subject> touched;
  for (const Job* job : batch) {
    touched.insert(touched.end(), job->touched.begin(), job->touched.end());
  }
  changes_.note(touched);
}

void Writer::tidy_log(bool nothing_moved) {
  const auto pages = connection_->take_log_pages();
  if (!pages || !checkpointer_.committed(*pages, nothing_moved)) return;
  try {
    checkpointer_.finished(connection_->move_log());
  } catch (const Unavailable&) {
    // It is as long as it was, and the next commit asks again.
    return;
  }
}

void Writer::fail(const std::vector<Job*>& batch, const std::exception_ptr& failure) {
  for (Job* job : batch) {
    job->failure = failure;
    job->after_commit.clear();
  }
  try {
    roll_back(*connection_);
  } catch (const std::exception&) {
    // The next BEGIN fails as this did, and says so to those who wait for it.
    return;
  }
}

}  // namespace kalends::db
