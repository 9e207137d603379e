#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace kalends::ical {

/// Something in a text that is not as it should be, for the person who brought it.
struct Remark {
  enum class Kind {
    repaired,  // read as it was probably meant
    left_out,  // not taken
  };
  Kind kind = Kind::repaired;
  std::size_t line = 0;  // from 1
  std::string text;      // "the parameter TZID wants quotes"
};

/// Remarks on a text that may be wrong in every line: a bounded number is kept, the rest counted.
class Remarks {
 public:
  static constexpr std::size_t most = 1000;

  void repaired(std::size_t line, std::string text);
  void left_out(std::size_t line, std::string text);
  /// Those since the last time. At most `most` are held in between.
  std::vector<Remark> take();
  /// How many there were in all that `take` never gave, for there were too many at once.
  std::size_t not_kept() const { return not_kept_; }

 private:
  void add(Remark remark);

  std::vector<Remark> list_;
  std::size_t not_kept_ = 0;
};

}  // namespace kalends::ical
