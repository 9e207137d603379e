#include "writer.hpp"

#include <filesystem>

#include <sqlite3.h>

#include <kalends/db/database.hpp>

namespace kalends::db {
namespace {

/// Counting bytes takes a lock that all threads share; nobody reads the count.
void stop_counting_memory() { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// An empty database in its place would look as if everything were lost.
void refuse_half_restored(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::exists(path, unknown) || unknown) return;
  if (!std::filesystem::exists(path + ".restoring", unknown)) return;
  throw Unavailable(path + ": `kalends restore` was broken off; it must be done again");
}

}  // namespace

Database::Database(std::string path, MovesLog moves_log) : path_(std::move(path)) {
  stop_counting_memory();
  refuse_half_restored(path_);
  auto connection = std::make_unique<Connection>(path_, Mode::writer);
  std::unique_ptr<LogKeeper> keeper;
  std::unique_ptr<Connection> mover;
  if (moves_log == MovesLog::yes) {
    keeper = std::make_unique<LogKeeper>(path_);
    keeper->renew();
    mover = std::make_unique<Connection>(path_, Mode::writer);
  }
  migrated_ = migrate(*connection, embedded_migrations());
  writer_ = std::make_unique<Writer>(std::move(connection), std::move(mover), std::move(keeper));
}

Database::~Database() = default;

std::unique_ptr<Connection> Database::open_reader() const {
  return std::make_unique<Connection>(path_, Mode::reader, &writer_->changes());
}

void Database::submit(const std::function<bool(Transaction&)>& work) { writer_->submit(work); }

void Database::look_for_others() {
  submit([this](Transaction& transaction) {
    // Tells of commits by other connections, and this is the only one of ours that writes.
    const auto version = transaction.db().query("PRAGMA data_version").first([](const Rows& row) {
      return row.integer(0);
    });
    if (version == data_version_) return true;
    transaction.touch(everything);
    // Whoever asks hears of it only when all that is committed with this is.
    transaction.after_commit([this, version] { data_version_ = version; });
    return true;
  });
}

WriterFigures Database::figures() const { return writer_->figures(); }

}  // namespace kalends::db
