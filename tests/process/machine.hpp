#pragma once

#include "disk.hpp"
#include "faults.hpp"
#include "kalends.hpp"

#include <optional>

namespace kalends::test {

/// A machine with a disk that may fail and power that may go, and a server's database on it.
class Machine {
 public:
  /// A new database.
  explicit Machine(std::uint64_t seed);

  /// A server on the database as it stands; one at a time.
  KalendsServer start();
  /// Ends it at once; the system keeps what it was given.
  static void kill(KalendsServer& server);
  /// Ends it in order.
  static void stop(KalendsServer& server);
  /// When the server has ended: forgets what was not synced then. From now on `path` is what a
  /// disk would have had.
  void cut_power();

  Faults& faults() { return faults_; }
  std::string path() const { return life() + ".db"; }

 private:
  std::string life() const { return directory_.file("life-" + std::to_string(lives_)); }

  TempDir directory_;
  Faults faults_;
  int lives_ = 0;
  int starts_ = 0;
  std::vector<std::string> journals_;  // since the power was last cut
  std::optional<Disk> disk_;
};

}  // namespace kalends::test
