#pragma once

#include <cstdint>

namespace kalends::test::faults {

enum class Event : std::uint32_t { wrote, truncated, removed, synced, lost };

/// One entry of the journal: what was done to a file, in the order it was done in. What was written
/// stands behind it.
struct Entry {
  Event event;
  std::uint32_t file;
  std::uint64_t at;    // wrote: where in the file. truncated: to how many bytes. synced, lost: all
                       // that stands in the journal before this place
  std::uint64_t size;  // bytes behind this entry
};

}  // namespace kalends::test::faults
