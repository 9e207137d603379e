#include "crowd.hpp"
#include "machine.hpp"

#include <cerrno>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

/// Four people write to a machine, and something goes wrong with it again and again.
struct Scene {
  explicit Scene(Crowd::Load load = Crowd::Load::light)
      : seed(std::random_device()()), dice(seed), machine(dice()) {
    MESSAGE("seed ", seed);
    KalendsServer server = machine.start();
    crowd.emplace(server.port(), dice(), load);
    Machine::kill(server);
    machine.cut_power();
  }

  /// After some answers, while they still write, `harm` does something and ends the server.
  void run(int most_answers, const std::function<void(KalendsServer&)>& harm) {
    KalendsServer server = machine.start();
    crowd->check_recent(server.port());
    crowd->write(server.port(), some(most_answers), [&] {
      CHECK_FALSE(server.process().ends_within(milliseconds(some(20))));
      harm(server);
    });
  }

  void run_and_kill(int most_answers) { run(most_answers, Machine::kill); }

  void run_and_cut_power(int most_answers) {
    run(most_answers, Machine::kill);
    machine.cut_power();
  }

  /// The next syncs of this file; returns when the first has failed.
  void fail_once_more(File file, int times) {
    Faults& faults = machine.faults();
    const int before = faults.failed(file, Call::sync);
    faults.fail(file, Call::sync, EIO, times);
    while (faults.failed(file, Call::sync) == before) {
      REQUIRE(crowd->acknowledged().reaches(crowd->acknowledged().number() + 1));
    }
  }

  int some(int below) { return static_cast<int>(dice() % static_cast<unsigned>(below)); }

  void check_everything() {
    machine.faults().heal();
    KalendsServer server = machine.start();
    crowd->check_everything(server.port());
    Machine::stop(server);
    check_file(machine.path());
    MESSAGE(summary());
  }

  std::string summary() {
    return fmt::format("{} writes acknowledged, {} refused for the moment, {} calls failed",
                       crowd->acknowledged().number(), crowd->refused().number(),
                       machine.faults().failed());
  }

  std::uint64_t seed;
  std::mt19937_64 dice;
  Machine machine;
  std::optional<Crowd> crowd;
};

TEST_CASE("what was acknowledged survives power cuts at any moment, with sectors torn") {
  Scene scene(Crowd::Load::heavy);
  CAPTURE(scene.seed);
  for (int round = 0; round < rounds(10); ++round) {
    CAPTURE(round);
    scene.run_and_cut_power(120);
    tell(fmt::format("power cut {}: {}", round + 1, scene.summary()));
  }
  CHECK(scene.crowd->refused().number() == 0);
  scene.check_everything();
}

TEST_CASE("what a server found after a kill, and answered with, is there after a power cut") {
  Scene scene;
  CAPTURE(scene.seed);
  for (int round = 0; round < rounds(5); ++round) {
    CAPTURE(round);
    scene.run_and_kill(60);
    scene.run_and_cut_power(4);
    tell(fmt::format("kill, then power cut {}: {}", round + 1, scene.summary()));
  }
  scene.check_everything();
}

TEST_CASE("a commit that the disk failed is not acknowledged, and harms none that follow") {
  Scene scene;
  CAPTURE(scene.seed);
  Tally& acknowledged = scene.crowd->acknowledged();
  for (int round = 0; round < rounds(8); ++round) {
    CAPTURE(round);
    scene.run(40, [&](KalendsServer& server) {
      scene.fail_once_more(File::log, 1 + scene.some(4));
      CHECK(acknowledged.reaches(acknowledged.number() + scene.some(40)));
      Machine::kill(server);
    });
    scene.machine.cut_power();
    tell(fmt::format("failed sync {}: {}", round + 1, scene.summary()));
  }
  CHECK(scene.crowd->refused().number() > 0);
  scene.check_everything();
}

TEST_CASE("what a failed commit left in the log betrays nobody after the next start") {
  Scene scene;
  CAPTURE(scene.seed);
  Faults& faults = scene.machine.faults();
  Tally& refused = scene.crowd->refused();
  for (int round = 0; round < rounds(6); ++round) {
    CAPTURE(round);
    scene.run(40, [&](KalendsServer& server) {
      faults.fail(File::log, Call::sync, EIO);
      CHECK(refused.reaches(refused.number() + 1 + scene.some(10)));
      Machine::kill(server);
    });
    faults.heal();
    scene.run_and_cut_power(40);
    tell(fmt::format("failed sync, kill, power cut {}: {}", round + 1, scene.summary()));
  }
  scene.check_everything();
}

TEST_CASE("when the file does not get to the disk, nothing is lost of what the log has") {
  Scene scene(Crowd::Load::heavy);
  CAPTURE(scene.seed);
  Tally& acknowledged = scene.crowd->acknowledged();
  for (int round = 0; round < rounds(4); ++round) {
    CAPTURE(round);
    scene.run(20, [&](KalendsServer& server) {
      scene.fail_once_more(File::database, 1);
      CHECK(acknowledged.reaches(acknowledged.number() + scene.some(40)));
      // In order, which is when a log is moved whole and removed; or not.
      round % 2 == 0 ? Machine::stop(server) : Machine::kill(server);
    });
    scene.machine.cut_power();
    tell(fmt::format("failed sync of the file {}: {}", round + 1, scene.summary()));
  }
  scene.check_everything();
}

}  // namespace
}  // namespace kalends::test
