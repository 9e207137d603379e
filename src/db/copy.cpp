#include <algorithm>
#include <exception>
#include <memory>

#include <sqlite3.h>

#include <kalends/db/copy.hpp>

namespace kalends::db {
namespace {

constexpr int pages_a_step = 1024;
constexpr int instructions_between_looks = 100'000;

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

/// A file, and a handle on it that no other thread has.
class File {
 public:
  File(const std::string& name, int flags) : name_(name) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) fail();
    sqlite3_busy_timeout(handle, 5000);
    run("PRAGMA cache_size = -2048");
  }

  void run(const char* sql, int (*row)(void*, int, char**, char**) = nullptr, void* to = nullptr) {
    if (sqlite3_exec(get(), sql, row, to, nullptr) != SQLITE_OK) fail();
  }
  std::string text(const char* sql) {
    std::string out;
    const auto keep = [](void* into, int, char** values, char**) {
      *static_cast<std::string*>(into) = values[0] == nullptr ? "" : values[0];
      return 0;
    };
    run(sql, keep, &out);
    return out;
  }
  [[noreturn]] void fail() const { fail(sqlite3_errmsg(get())); }
  [[noreturn]] void fail(const char* why) const { throw Unavailable(name_ + ": " + why); }
  sqlite3* get() const { return handle_.get(); }

 private:
  std::string name_;
  std::unique_ptr<sqlite3, Close> handle_;
};

void copy_pages(const File& source, File& target, std::int64_t page, const CopyProgress& progress) {
  const std::unique_ptr<sqlite3_backup, Close> backup(
      sqlite3_backup_init(target.get(), "main", source.get(), "main"));
  if (!backup) target.fail();
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup.get(), pages_a_step);
    const std::int64_t all = sqlite3_backup_pagecount(backup.get());
    progress(page * (all - sqlite3_backup_remaining(backup.get())), page * all);
  }
  // Of which of the two is not told; that the target is full is the likeliest.
  if (code != SQLITE_DONE) target.fail(sqlite3_errstr(code));
}

/// What `look` throws must not pass through SQLite, which is C.
struct Looking {
  const std::function<void()>& look;
  std::exception_ptr thrown;

  static int now(void* self) {
    auto& looking = *static_cast<Looking*>(self);
    try {
      looking.look();
      return 0;
    } catch (...) {
      looking.thrown = std::current_exception();
      return 1;
    }
  }
};

}  // namespace

void copy_database(const std::string& from, const std::string& to, const CopyProgress& progress) {
  {
    File source(from, SQLITE_OPEN_READONLY);
    File target(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // Until it is whole it is worth nothing, so nothing is done to keep it whole.
    target.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    // Without a transaction around all of it SQLite begins anew whenever somebody writes.
    source.run("BEGIN; SELECT COUNT(*) FROM sqlite_schema");
    copy_pages(source, target, std::stoll(source.text("PRAGMA page_size")), progress);
  }
  // The header says that there is a log, as in a server's file: without one the copy can be read
  // where nothing can be written.
  File copy(to, SQLITE_OPEN_READWRITE);
  if (copy.text("PRAGMA journal_mode = DELETE") != "delete") copy.fail();
}

std::vector<std::string> find_damage(const std::string& file, const std::function<void()>& look) {
  File database(file, SQLITE_OPEN_READONLY);
  Looking looking{look, nullptr};
  sqlite3_progress_handler(database.get(), instructions_between_looks, Looking::now, &looking);
  std::vector<std::string> found;
  const auto keep = [](void* into, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(values[0]);
    return 0;
  };
  try {
    database.run("PRAGMA integrity_check(10)", keep, &found);
  } catch (const Unavailable& error) {
    if (looking.thrown) std::rethrow_exception(looking.thrown);
    // So damaged that it cannot even be looked through.
    found.emplace_back(error.what());
  }
  if (found == std::vector<std::string>{"ok"}) found.clear();
  return found;
}

bool has_tables(Connection& connection, std::initializer_list<const char*> names) {
  return std::all_of(names.begin(), names.end(), [&](const char* name) {
    return connection
        .query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
               std::string_view(name))
        .next();
  });
}

}  // namespace kalends::db
