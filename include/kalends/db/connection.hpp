#pragma once

#include <array>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include <kalends/db/changes.hpp>
#include <kalends/db/sql.hpp>

namespace kalends::db {

/// The database cannot do this now (locked, full, broken): nothing was stored, and it is worth
/// trying again later.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct CachedStatement;

/// The rows of a running statement, one at a time. Ends the statement when it goes. Text that
/// `view` gave is good until the next `next`.
class Rows {
 public:
  explicit Rows(CachedStatement& statement);
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  bool next();
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string_view view(int column) const;

  template <class T>
  T get(int column) const;

  /// Every row that is left, read by `read(const Rows&)`.
  template <class Read>
  auto all(Read read) {
    std::vector<std::invoke_result_t<Read, const Rows&>> out;
    while (next()) out.push_back(read(*this));
    return out;
  }
  /// The first row, if there is one.
  template <class Read>
  auto first(Read read) {
    using T = std::invoke_result_t<Read, const Rows&>;
    return next() ? std::optional<T>(read(*this)) : std::nullopt;
  }

 private:
  CachedStatement* statement_;
};

enum class Mode { reader, writer };

/// The write-ahead log: what was committed and does not stand in the file yet.
struct LogState {
  std::int64_t pages = 0;
  std::int64_t moved = 0;  // of these, into the file
  bool safe = true;        // false: the disk failed, and the log must be kept as it is
};

/// One connection with its prepared statements, used by one thread at a time. Throws `Unavailable`
/// when the database cannot serve.
class Connection {
 public:
  /// `changes`: of the writer of this file, for a connection that only reads.
  Connection(const std::string& path, Mode mode, const Changes* changes = nullptr);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  template <class... Arguments>
  Rows query(Sql<Arguments...> sql, const Arguments&... arguments) {
    const std::array<Value, sizeof...(Arguments)> values{to_value(arguments)...};
    return start(sql.text(), values);
  }
  /// Runs a statement that gives no rows; how many rows it changed.
  template <class... Arguments>
  std::int64_t execute(Sql<Arguments...> sql, const Arguments&... arguments) {
    const std::array<Value, sizeof...(Arguments)> values{to_value(arguments)...};
    return run(sql.text(), values);
  }
  /// Many statements at once, from a text of ours (migrations).
  void script(const std::string& sql);
  /// False after SQLite rolled a whole transaction back by itself (disk full, I/O error).
  bool in_transaction() const;

  /// What is read from here on is at least as new as this moment, and may be kept in memory with
  /// it. Within a snapshot: the moment it was begun at. What the writer reads, which may be undone,
  /// is never still true.
  Moment moment() const;
  bool still_true(Moment read_at, Subject subject) const {
    return changes_ != nullptr && !changes_->changed_since(read_at, subject);
  }

  /// From now on a commit moves nothing out of the log, however long that is.
  void keep_log();
  /// How many pages are in the log after the commits since this was asked last; nothing when none
  /// of them wrote anything.
  std::optional<std::int64_t> take_log_pages();
  /// Moves what is in the log into the file, but for what readers still need as it is there. Waits
  /// for nobody.
  LogState move_log();

 private:
  friend class Snapshot;
  struct Inside;
  Rows start(const char* sql, std::span<const Value> values);
  std::int64_t run(const char* sql, std::span<const Value> values);
  CachedStatement& prepared(const char* sql);
  void end_transaction() noexcept;

  std::unique_ptr<Inside> inside_;
  const Changes* changes_;
  std::optional<Moment> snapshot_at_;
};

/// All queries made while it lives see one state of the database. Within another one it is that
/// one.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
  bool mine_;
};

template <class T>
struct ColumnReader {
  static T read(const Rows& rows, int column) { return static_cast<T>(rows.integer(column)); }
};
template <>
struct ColumnReader<std::string> {
  static std::string read(const Rows& rows, int column) { return std::string(rows.view(column)); }
};
template <class ClockType>
struct ColumnReader<std::chrono::time_point<ClockType, std::chrono::seconds>> {
  static auto read(const Rows& rows, int column) {
    return std::chrono::time_point<ClockType, std::chrono::seconds>{
        std::chrono::seconds{rows.integer(column)}};
  }
};
template <class Tag>
struct ColumnReader<Id<Tag>> {
  static Id<Tag> read(const Rows& rows, int column) { return {rows.integer(column)}; }
};
template <class T>
struct ColumnReader<std::optional<T>> {
  static std::optional<T> read(const Rows& rows, int column) {
    if (rows.is_null(column)) return std::nullopt;
    return ColumnReader<T>::read(rows, column);
  }
};

template <class T>
T Rows::get(int column) const {
  return ColumnReader<T>::read(*this, column);
}

}  // namespace kalends::db
