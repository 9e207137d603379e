#pragma once

#include "faults/plan.hpp"
#include "support/process.hpp"
#include "support/temp_dir.hpp"

#include <string>

#include <kalends/base/clock.hpp>

namespace kalends::test {

using faults::Call;
using faults::File;

/// Lets system calls of a program fail and its clock be wrong, one that is started with
/// `environment`. While it runs.
class Faults {
 public:
  Faults();
  ~Faults();
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;

  /// `journal`: a file that gets what is written and synced; "" for none.
  std::map<std::string, std::string> environment(const std::string& journal = "") const;

  /// After so many that go well, so many fail.
  void fail(File file, Call call, int error, int times = faults::forever, int after = 0);
  void slow(File file, Call call, std::chrono::milliseconds each);
  /// Sets the wall clock of the program, which goes on from there.
  void set_clock(Instant at);
  /// What that clock shows.
  Instant clock() const;
  /// Nothing fails any more, and nothing is slow.
  void heal();
  /// How many calls failed so far; of one kind, or all.
  int failed(File file, Call call) const { return plan_->rule(file, call).failed; }
  int failed() const;
  int called(File file, Call call) const { return plan_->rule(file, call).called; }

 private:
  TempDir directory_;
  faults::Plan* plan_;
};

}  // namespace kalends::test
