#pragma once

#include "support/fake_clock.hpp"
#include "support/openapi.hpp"
#include "support/temp_dir.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <kalends/app/app.hpp>

namespace kalends::test {

/// A whole Kalends in process, with two people, a meeting, a series and a file, to which one
/// request after the other is put. Each answer must be one that the OpenAPI document knows, and
/// none that is a fault of ours; what is refused must not have been stored. Ends the process where
/// that does not hold.
class Scene {
 public:
  Scene();

  /// As it was made, if anything was stored since.
  void restore();

  /// `who`: "a" the organizer, "b" the guest, anything else nobody. `$a $b $m $s $f $c` in target,
  /// fields and body are the ids of the two, the meeting, the series and the file, and a cursor.
  void put(http::Request request, std::string_view who);

 private:
  http::Response answer(http::Request request, std::string_view who);
  std::string value(std::string_view who, http::Method method, const std::string& target,
                    const std::string& body, const char* key);
  void open();
  void fill();
  std::int64_t stored();
  std::string with_names(std::string_view text) const;

  FakeClock clock_;
  TempDir directory_;
  Log log_;
  OpenApi document_;
  std::unique_ptr<app::App> app_;
  std::unique_ptr<db::Connection> look_;
  std::vector<std::pair<std::string, std::string>> tokens_;  // of whom, which
  std::vector<std::pair<char, std::string>> names_;          // for what, which id
  std::int64_t stored_at_first_ = 0;
};

}  // namespace kalends::test
