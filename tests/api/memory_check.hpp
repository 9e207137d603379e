#pragma once

#include <deque>
#include <memory>
#include <string>

#include <kalends/app/app.hpp>

namespace kalends::test {

/// Holds what a Kalends answers from memory against what is stored. Everything that a test asks
/// about calendars is asked again after each change, of the Kalends under test and of another one
/// that keeps nothing in memory: both must give the same bytes.
class MemoryCheck {
 public:
  MemoryCheck(const app::Config& config, const Clock& clock, Log& log);

  /// To be called with each request, once it is answered.
  void after(app::App& app, const http::Request& request, int status);

 private:
  void look_again(app::App& app);

  app::Config config_;
  const Clock& clock_;
  Log& log_;
  std::unique_ptr<app::App> forgetful_;  // made when it is needed
  std::deque<http::Request> questions_;
};

}  // namespace kalends::test
