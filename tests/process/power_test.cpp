#include "crowd.hpp"
#include "machine.hpp"

#include <algorithm>
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

  /// After some answers, while they still write, `harm` does something and ends the server. It
  /// starts on a disk in order: of what was to fail in a round before, something may be left.
  void run(int most_answers, const std::function<void(KalendsServer&)>& harm) {
    machine.faults().heal();
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

/// So many rounds of harm, each ten on a new machine, so that its disk stays small.
void harm_machines(const std::string& what, int all, Crowd::Load load,
                   const std::function<void(Scene&, int)>& harm) {
  for (int done = 0; done < all;) {
    Scene scene(load);
    CAPTURE(scene.seed);
    for (const int last = std::min(all, done + 10); done < last; ++done) {
      CAPTURE(done);
      harm(scene, done);
      tell(fmt::format("{} {}: {}", what, done + 1, scene.summary()));
    }
    scene.check_everything();
  }
}

TEST_CASE("what was acknowledged survives power cuts at any moment, with sectors torn") {
  harm_machines("power cut", rounds(10), Crowd::Load::heavy, [](Scene& scene, int) {
    scene.run_and_cut_power(120);
    CHECK(scene.crowd->refused().number() == 0);
  });
}

TEST_CASE("what a server found after a kill, and answered with, is there after a power cut") {
  harm_machines("kill, then power cut", rounds(5), Crowd::Load::light, [](Scene& scene, int) {
    scene.run_and_kill(60);
    scene.run_and_cut_power(4);
  });
}

TEST_CASE("a commit that the disk failed is not acknowledged, and harms none that follow") {
  int refused = 0;
  harm_machines("failed sync", rounds(8), Crowd::Load::light, [&](Scene& scene, int) {
    Tally& acknowledged = scene.crowd->acknowledged();
    const int before = scene.crowd->refused().number();
    scene.run(40, [&](KalendsServer& server) {
      scene.fail_once_more(File::log, 1 + scene.some(4));
      CHECK(acknowledged.reaches(acknowledged.number() + scene.some(40)));
      Machine::kill(server);
    });
    scene.machine.cut_power();
    refused += scene.crowd->refused().number() - before;
  });
  CHECK(refused > 0);
}

TEST_CASE("what a failed commit left in the log betrays nobody after the next start") {
  harm_machines("failed sync, kill, power cut", rounds(6), Crowd::Load::light,
                [](Scene& scene, int) {
                  Tally& refused = scene.crowd->refused();
                  scene.run(40, [&](KalendsServer& server) {
                    scene.machine.faults().fail(File::log, Call::sync, EIO);
                    CHECK(refused.reaches(refused.number() + 1 + scene.some(10)));
                    Machine::kill(server);
                  });
                  scene.run_and_cut_power(40);
                });
}

TEST_CASE("when the file does not get to the disk, nothing is lost of what the log has") {
  const auto harm = [](Scene& scene, int round) {
    Tally& acknowledged = scene.crowd->acknowledged();
    scene.run(20, [&](KalendsServer& server) {
      scene.fail_once_more(File::database, 1);
      CHECK(acknowledged.reaches(acknowledged.number() + scene.some(40)));
      // In order, which is when a log is moved whole and removed; or not.
      round % 2 == 0 ? Machine::stop(server) : Machine::kill(server);
    });
    scene.machine.cut_power();
  };
  harm_machines("failed sync of the file", rounds(4), Crowd::Load::heavy, harm);
}

}  // namespace
}  // namespace kalends::test
