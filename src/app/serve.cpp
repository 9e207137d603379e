#include "commands.hpp"
#include "demo.hpp"
#include "temporary_directory.hpp"

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <kalends/app/app.hpp>
#include <kalends/calendar/zone_record.hpp>
#include <kalends/db/file_lock.hpp>

namespace kalends::app {
namespace {

constexpr int no_more_to_watch = SIGUSR1;
constexpr int signals_to_stop[] = {SIGINT, SIGTERM, no_more_to_watch};

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int each : signals_to_stop) sigaddset(&set, each);
  return set;
}

/// Stops the server when the process is told to end. Signals are blocked in all threads made after
/// it, and waited for by one of its own, so that nothing runs inside a signal handler.
class StopOnSignal {
 public:
  StopOnSignal() : set_(stop_signals()) {
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    // A client that hangs up is no reason to end.
    signal(SIGPIPE, SIG_IGN);
  }
  ~StopOnSignal() {
    if (!thread_.joinable()) return;
    // Wakes the thread if no signal did.
    pthread_kill(thread_.native_handle(), no_more_to_watch);
    thread_.join();
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  void watch(net::Server& server, Log& log) {
    thread_ = std::thread([this, &server, &log] {
      int caught = 0;
      sigwait(&set_, &caught);
      if (caught == no_more_to_watch) return;
      log.write(LogLevel::info, "stopping", {{"signal", caught}});
      server.stop();
    });
  }

 private:
  sigset_t set_;
  std::thread thread_;
};

/// A socket is a descriptor, and the usual 1024 of them are few: takes as many as there may be.
void take_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void say_listening(const std::string& address) {
  fmt::print("listening on {}\n", address);
  std::fflush(stdout);
}

void check_zones() {
  if (Zone::find("Europe/Berlin")) return;
  throw std::runtime_error("this machine has no time zones: install the package tzdata");
}

/// Views of series are right at once; what was derived and stored is not.
void warn_of_zones(App& app, Log& log) {
  const auto outdated = calendar::outdated_zones(*app.database().open_reader());
  if (outdated.empty()) return;
  log.write(LogLevel::warning, "zones_changed",
            {{"zones", outdated.size()},
             {"first", outdated.front().name},
             {"advice", "stop, run `kalends zones check`, then `kalends zones apply`"}});
}

int serve(const Config& config, bool demo) {
  StopOnSignal stop;
  take_descriptors();
  const SystemClock clock;
  Log log(STDERR_FILENO, config.log.level, clock);
  check_zones();
  const db::FileLock alone(config.database);
  App app(config, clock, log);
  const auto [from, to] = app.database().migrated();
  if (from != to) log.write(LogLevel::info, "migrated", {{"from", from}, {"to", to}});
  warn_of_zones(app, log);
  if (demo) fill_demo(app, clock);
  net::Server& server = app.listen();
  const std::string address = "http://" + server.address();
  say_listening(address);
  if (demo) explain_demo(address, clock);
  log.write(LogLevel::info, "serving",
            {{"database", config.database}, {"version", KALENDS_VERSION}});
  stop.watch(server, log);
  app.serve();
  log.write(LogLevel::info, "stopped");
  return 0;
}

}  // namespace

int run(const Serve& command) {
  if (!command.demo) return serve(command.config, false);
  const TemporaryDirectory directory("kalends-demo");
  Config config = command.config;
  config.database = directory.path() / "demo.db";
  return serve(config, true);
}

}  // namespace kalends::app
