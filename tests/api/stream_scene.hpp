#pragma once

#include "world.hpp"

namespace kalends::test {

struct Scene {
  explicit Scene(const app::Config& config = World::config()) : world(config) {}
  /// Bob is told this many times.
  void tell(int times) {
    for (int i = 0; i < times; ++i) world.meeting(ann, {bob});
  }
  World world;
  Person ann = world.person("Ann");
  Person bob = world.person("Bob");
};

/// What a socket reads when its bell has rung: it pulls on while it is told that there is more.
inline std::vector<json::value> read(http::Stream& stream) {
  std::vector<json::value> out;
  for (bool more = true; more;) {
    const http::Pull pull = stream.pull();
    CHECK(pull.close_code == 0);
    for (const std::string& frame : pull.frames) out.push_back(json::parse(frame));
    more = pull.more;
  }
  return out;
}

/// "hello 3", "notification 4"
inline std::vector<std::string> words(const std::vector<json::value>& frames) {
  std::vector<std::string> out;
  out.reserve(frames.size());
  for (const auto& frame : frames) {
    out.push_back(std::string(frame.at("type").as_string()) + " " +
                  std::to_string(frame.at("seq").as_int64()));
  }
  return out;
}

using Words = std::vector<std::string>;

}  // namespace kalends::test
