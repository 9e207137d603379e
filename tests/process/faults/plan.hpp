#pragma once

#include <atomic>
#include <cstdint>

namespace kalends::test::faults {

/// The files of a database, by how their names end.
enum class File : int { database, log, index, other };  // .db, -wal, -shm
enum class Call : int { open, read, write, sync, truncate };

inline constexpr int files = 3;
inline constexpr int calls = 5;
inline constexpr int forever = -1;

/// What shall happen to one kind of call on one file.
struct Rule {
  std::atomic<int> error;   // errno; 0: it is done
  std::atomic<int> after;   // so many still go well
  std::atomic<int> times;   // so many then fail
  std::atomic<int> delay;   // milliseconds that each takes longer
  std::atomic<int> called;  // so far
  std::atomic<int> failed;  // of these, through this
};

/// Lies in a file that the test and the program under test share as memory; all zeros are a machine
/// in which nothing fails.
struct Plan {
  Rule rules[files][calls];
  std::atomic<std::int64_t> clock_ahead;  // seconds that the wall clock shows too much

  Rule& rule(File file, Call call) { return rules[static_cast<int>(file)][static_cast<int>(call)]; }
};

static_assert(std::atomic<int>::is_always_lock_free &&
              std::atomic<std::int64_t>::is_always_lock_free);

}  // namespace kalends::test::faults
