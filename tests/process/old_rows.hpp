#pragma once

#include <span>
#include <string_view>

#include <kalends/db/connection.hpp>

namespace kalends::test {

/// A row as the versions of the schema from `since` up to `until` (0: all later ones) stored it.
struct OldRow {
  int since;
  int until;
  std::string_view table;
  std::string_view columns;
  std::string_view values;

  bool in(int version) const { return since <= version && (until == 0 || version <= until); }
};

/// At least one in every table of every version, and every column has a value in some row. Whoever
/// adds a table or a column adds what belongs into it here.
std::span<const OldRow> old_rows();

inline constexpr std::string_view token_of_ann = "the-token-of-ann";
inline constexpr std::string_view token_of_bob = "the-token-of-bob";
inline constexpr std::string_view feed_of_ann = "the-feed-of-ann";

}  // namespace kalends::test
