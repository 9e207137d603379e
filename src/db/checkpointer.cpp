#include "checkpointer.hpp"

namespace kalends::db {
namespace {

// Many pages at once: one that was written often since is moved once.
constexpr std::int64_t pages_a_pass = 4000;
// From here on the log is to begin anew; it is then moved in small steps, so that what is left for
// the writer is little.
constexpr std::int64_t long_log = 12'000;
constexpr std::int64_t small_rest = 1000;

}  // namespace

Checkpointer::Checkpointer(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {
  if (connection_) thread_ = std::thread([this] { run(); });
}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Checkpointer::idle() const {
  const std::lock_guard lock(mutex_);
  return !moving_;
}

// A log begins anew in a commit that finds all of it moved. Before SQLite 3.51.3 a pass of another
// connection that begins at that moment takes the new log for the old one, and pages are lost
// (sqlite.org/wal.html, "WAL-reset bug"). So a pass begins only when something is left to be moved
// and nobody else can move it: after a commit that wrote to the log while no pass was running, from
// its beginning on. Then all can only be moved when the pass has done its work.
bool Checkpointer::committed(std::int64_t pages, bool was_idle) {
  {
    const std::lock_guard lock(mutex_);
    if (pages < log_.pages) log_.moved = seen_ = 0;
    log_.pages = pages;
    if (!was_idle || !connection_) return false;
    const bool is_long = pages >= long_log;
    if (is_long && pages - log_.moved <= small_rest) return true;
    if (pages - seen_ < (is_long ? small_rest : pages_a_pass)) return false;
    seen_ = pages;
    moving_ = true;
  }
  wake_.notify_one();
  return false;
}

void Checkpointer::finished(LogState log) {
  const std::lock_guard lock(mutex_);
  log_ = log;
  if (!log.safe) moving_ = true;
}

bool Checkpointer::safe() const {
  const std::lock_guard lock(mutex_);
  return log_.safe;
}

std::int64_t Checkpointer::log_pages() const {
  const std::lock_guard lock(mutex_);
  return log_.pages;
}

void Checkpointer::run() {
  while (next_pass()) {
    LogState log;
    try {
      log = connection_->move_log();
    } catch (const Unavailable&) {
      // Nothing is lost: it stays in the log, and the next pass tries again.
    }
    const std::lock_guard lock(mutex_);
    // Never idle again: nothing is moved, and the log never begins anew, until a new start has read
    // all of it again.
    if (!log.safe) log_.safe = false;
    if (!log_.safe) return;
    moving_ = false;
    // The log may have begun anew since, when all of it was moved.
    if (log.pages <= log_.pages) log_.moved = log.moved;
  }
}

bool Checkpointer::next_pass() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || (moving_ && log_.safe); });
  return !stopping_;
}

}  // namespace kalends::db
