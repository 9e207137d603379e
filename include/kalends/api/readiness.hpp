#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace kalends::api {

/// Whether the database can be read and written. To know that is to write, and anybody may ask: so
/// there is one look at a time, however many ask, and each is answered by one that began after they
/// asked. Any thread.
class Readiness {
 public:
  struct State {
    std::optional<std::string> no_read;  // why it cannot
    std::optional<std::string> no_write;
  };
  using Look = std::function<State()>;

  /// Throws what `look` throws; others who wait take their turn then.
  State find(const Look& look);

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  std::int64_t looks_ = 0;  // begun
  std::int64_t done_ = 0;   // the newest of them that has ended well
  bool looking_ = false;
  State state_;
};

}  // namespace kalends::api
