#pragma once

#include "world.hpp"

namespace kalends::test {

/// Another server on the database of this world, with the same clock: what runs after a crash. That
/// of the world may still answer requests, but must not tick any more: as after a kill, what its
/// memory held is lost.
inline std::unique_ptr<app::App> reopened(World& world, app::Config config = World::config()) {
  config.database = world.directory.file("kalends.db");
  return std::make_unique<app::App>(config, world.clock, world.log);
}

/// Lets time pass for this server, in steps that may be coarser than seconds.
inline void pass(World& world, app::App& app, std::chrono::seconds time) {
  const Instant end = world.clock.now() + time;
  while (world.clock.now() < end) {
    world.clock.set(std::min(end, world.clock.now() + std::chrono::minutes{1}));
    app.tick();
  }
}

}  // namespace kalends::test
