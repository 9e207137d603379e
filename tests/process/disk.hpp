#pragma once

#include "faults/journal.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::test {

/// What a disk holds of a database and its log, as against what the system only promised to write.
/// It is told by the journals of the programs that wrote, which may have been killed.
class Disk {
 public:
  /// The files as they stand now are on it.
  Disk(const std::string& database, std::uint64_t seed);

  /// What a program did next.
  void play(const std::string& journal);
  /// The power goes: of what was not synced, some sectors were written and some were not.
  void cut_power();
  void save(const std::string& database) const;

 private:
  struct Pending {
    std::size_t file;
    std::int64_t place;  // in the journal; -1: in an earlier one
    faults::Event event;
    std::uint64_t at;
    std::string data;
  };

  void note(const faults::Entry& entry, std::int64_t place, std::string_view data);
  void settle(std::size_t file, std::int64_t before, double chance);
  void apply(const Pending& what, double chance);

  std::array<std::string, 2> stored_;
  std::vector<Pending> pending_;
  std::mt19937_64 dice_;
};

}  // namespace kalends::test
