#include "log_keeper.hpp"

#include <algorithm>
#include <vector>

#include <sqlite3.h>

#include <kalends/db/connection.hpp>

namespace kalends::db {
namespace {

constexpr int piece = 1 << 16;  // SQLite takes no more than twice that at once

void check(int code) {
  if (code != SQLITE_OK) throw Unavailable(sqlite3_errstr(code));
}

}  // namespace

LogKeeper::LogKeeper(const std::string& path) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &database_, flags, nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close(database_);
    check(code);
  }
  sqlite3_busy_timeout(database_, 5000);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

LogKeeper::~LogKeeper() { sqlite3_close(database_); }

void LogKeeper::run(const char* sql) {
  check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr));
}

void LogKeeper::renew() {
  // Nobody else writes to it meanwhile.
  run("BEGIN IMMEDIATE");
  try {
    write_again();
  } catch (...) {
    sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
  run("ROLLBACK");
}

bool LogKeeper::file_is_gone() const {
  int moved = 0;
  check(sqlite3_file_control(database_, "main", SQLITE_FCNTL_HAS_MOVED, &moved));
  return moved != 0;
}

void LogKeeper::write_again() {
  sqlite3_file* log = nullptr;
  check(sqlite3_file_control(database_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log));
  if (log->pMethods == nullptr) return;
  sqlite3_int64 size = 0;
  check(log->pMethods->xFileSize(log, &size));
  if (size == 0) return;
  std::vector<char> bytes(piece);
  for (sqlite3_int64 at = 0; at < size; at += piece) {
    const int length = static_cast<int>(std::min<sqlite3_int64>(piece, size - at));
    check(log->pMethods->xRead(log, bytes.data(), length, at));
    check(log->pMethods->xWrite(log, bytes.data(), length, at));
  }
  check(log->pMethods->xSync(log, SQLITE_SYNC_NORMAL));
}

}  // namespace kalends::db
