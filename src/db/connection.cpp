#include <chrono>
#include <thread>
#include <unordered_map>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <kalends/db/connection.hpp>

namespace kalends::db {

struct CachedStatement {
  CachedStatement(SQLite::Database& database, const char* sql) : statement(database, sql) {}
  SQLite::Statement statement;
  bool running = false;
};

namespace {

constexpr std::chrono::milliseconds longest_wait{5'000};
constexpr std::chrono::milliseconds between_tries{10};

/// The extended codes of SQLite that mean "not now": everything else that it throws is a bug of
/// ours.
[[noreturn]] void rethrow(const SQLite::Exception& error) {
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_NOMEM:
      throw Unavailable(error.what());
    default:
      throw std::logic_error(std::string("SQL: ") + error.what());
  }
}

template <class Work>
auto translated(Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    rethrow(error);
  }
}

struct Binder {
  SQLite::Statement& statement;
  int index;

  void operator()(std::monostate) const { statement.bind(index); }
  void operator()(std::int64_t number) const { statement.bind(index, number); }
  void operator()(std::string_view text) const { statement.bind(index, std::string(text)); }
  void operator()(Blob blob) const {
    // No bytes at all are still a value: SQLite takes a null pointer for NULL.
    const char* data = blob.bytes.empty() ? "" : blob.bytes.data();
    statement.bindNoCopy(index, data, static_cast<int>(blob.bytes.size()));
  }
};

void bind(SQLite::Statement& statement, std::span<const Value> values) {
  int index = 0;
  for (const Value& value : values) std::visit(Binder{statement, ++index}, value);
}

/// Of several that open a new file at once one does it, and SQLite refuses the others without
/// asking them to wait.
void begin_log(SQLite::Database& database) {
  const auto end = std::chrono::steady_clock::now() + longest_wait;
  int code = SQLITE_BUSY;
  while (code == SQLITE_BUSY && std::chrono::steady_clock::now() < end) {
    code = database.tryExec("PRAGMA journal_mode = WAL");
    if (code == SQLITE_BUSY) std::this_thread::sleep_for(between_tries);
  }
  if (code != SQLITE_OK) throw SQLite::Exception(database.getHandle(), code);
}

void set_up(SQLite::Database& database, Mode mode) {
  database.setBusyTimeout(static_cast<int>(longest_wait.count()));
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA temp_store = MEMORY");
  if (mode == Mode::reader) {
    database.exec("PRAGMA query_only = ON; PRAGMA cache_size = -8192");
    return;
  }
  // A file without leave to write is opened all the same, and each write would fail.
  if (sqlite3_db_readonly(database.getHandle(), "main") == 1) {
    throw Unavailable("the file cannot be written");
  }
  begin_log(database);
  // NORMAL loses acknowledged writes when the power goes; group commit wins the speed back.
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA secure_delete = OFF; PRAGMA cache_size = -32768");
  database.exec("PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864");
}

int open_flags(Mode mode) {
  // Each connection belongs to one thread, so SQLite's own mutexes would be waste.
  const int access =
      mode == Mode::writer ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
  return access | SQLite::OPEN_NOMUTEX;
}

int bring_to_disk(sqlite3* database) {
  sqlite3_file* file = nullptr;
  const int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK || file->pMethods == nullptr) return SQLITE_IOERR_FSYNC;
  return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

}  // namespace

struct Connection::Inside {
  Inside(const std::string& path, Mode mode) : database(path, open_flags(mode)) {
    set_up(database, mode);
  }
  SQLite::Database database;
  // A statement is a literal: its address names it, and it never goes away.
  std::unordered_map<const char*, CachedStatement> statements;
  std::optional<std::int64_t> log_pages;
};

Connection::Connection(const std::string& path, Mode mode, const Changes* changes)
    : changes_(changes) {
  try {
    inside_ = translated([&] { return std::make_unique<Inside>(path, mode); });
  } catch (const Unavailable& error) {
    throw Unavailable(path + ": " + error.what());
  }
}

Connection::~Connection() = default;

CachedStatement& Connection::prepared(const char* sql) {
  const auto found = inside_->statements.find(sql);
  if (found != inside_->statements.end()) return found->second;
  return inside_->statements.try_emplace(sql, inside_->database, sql).first->second;
}

Rows Connection::start(const char* sql, std::span<const Value> values) {
  return translated([&] {
    CachedStatement& cached = prepared(sql);
    if (cached.running) throw std::logic_error(std::string("statement used twice at once: ") + sql);
    bind(cached.statement, values);
    return Rows(cached);
  });
}

std::int64_t Connection::run(const char* sql, std::span<const Value> values) {
  Rows rows = start(sql, values);
  while (rows.next()) {
  }
  return inside_->database.getChanges();
}

void Connection::script(const std::string& sql) {
  translated([&] { inside_->database.exec(sql); });
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(inside_->database.getHandle()) == 0;
}

/// Nothing was written, so there is nothing to lose; but what is read next must not be old.
void Connection::end_transaction() noexcept {
  if (in_transaction())
    sqlite3_exec(inside_->database.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Moment Connection::moment() const {
  if (changes_ == nullptr) return -1;  // before all changes
  return snapshot_at_.value_or(changes_->now());
}

void Connection::keep_log() {
  // This takes the place of the hook that moves the log in a commit.
  const auto remember = [](void* inside, sqlite3*, const char*, int pages) {
    static_cast<Inside*>(inside)->log_pages = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(inside_->database.getHandle(), remember, inside_.get());
}

std::optional<std::int64_t> Connection::take_log_pages() {
  return std::exchange(inside_->log_pages, std::nullopt);
}

LogState Connection::move_log() {
  sqlite3* const handle = inside_->database.getHandle();
  int pages = 0;
  int moved = 0;
  int code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
  // SQLite waits for the disk only when nobody wrote meanwhile. Who moves the last of the log would
  // then wait for all of it: some 150 ms were seen.
  if (code == SQLITE_OK) code = bring_to_disk(handle);
  // An error of the disk is told once, and then what it lost looks stored: only the log has it.
  if ((code & 0xff) == SQLITE_IOERR) return {pages, moved, false};
  if (code != SQLITE_OK) throw Unavailable(sqlite3_errstr(code));
  return {pages, moved};
}

Rows::Rows(CachedStatement& statement) : statement_(&statement) { statement.running = true; }

Rows::Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}

Rows::~Rows() {
  if (statement_ == nullptr) return;
  statement_->running = false;
  statement_->statement.tryReset();
}

bool Rows::next() {
  return translated([&] { return statement_->statement.executeStep(); });
}

bool Rows::is_null(int column) const { return statement_->statement.getColumn(column).isNull(); }

std::int64_t Rows::integer(int column) const {
  return statement_->statement.getColumn(column).getInt64();
}

std::string_view Rows::view(int column) const {
  const auto value = statement_->statement.getColumn(column);
  // The text lives in the statement, not in this column object.
  const auto* data = static_cast<const char*>(value.getBlob());
  return {data, data == nullptr ? 0 : static_cast<std::size_t>(value.getBytes())};
}

Snapshot::Snapshot(Connection& connection)
    : connection_(connection), mine_(!connection.in_transaction()) {
  if (!mine_) return;
  connection_.snapshot_at_ = connection_.moment();
  connection_.execute("BEGIN");
}

Snapshot::~Snapshot() {
  if (!mine_) return;
  connection_.snapshot_at_.reset();
  try {
    connection_.execute("COMMIT");
  } catch (const std::exception&) {
    connection_.end_transaction();
  }
}

}  // namespace kalends::db
