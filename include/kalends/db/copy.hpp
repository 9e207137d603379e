#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include <kalends/db/connection.hpp>

namespace kalends::db {

/// Called now and then with the bytes that are done and those in all. What it throws ends the work.
using CopyProgress = std::function<void(std::int64_t, std::int64_t)>;

/// Copies the database `from`, as it is at one moment, into the file `to`, which is empty or not
/// there. Servers and commands go on writing to `from`; what they write meanwhile stays in its log
/// until this is done. The copy is one file without a log; it is not on the disk yet. Throws
/// `Unavailable`.
void copy_database(const std::string& from, const std::string& to, const CopyProgress& progress);

/// What is wrong with the database in this file, in the words of SQLite; empty when nothing is.
/// Reads all of it; `look` is called now and then, and what it throws ends the work. Throws
/// `Unavailable` when it cannot be read at all.
std::vector<std::string> find_damage(const std::string& file, const std::function<void()>& look);

/// Whether a database has tables of all these names: it may be one of some other program.
bool has_tables(Connection& connection, std::initializer_list<const char*> names);

}  // namespace kalends::db
