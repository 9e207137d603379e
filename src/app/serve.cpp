#include "commands.hpp"
#include "demo.hpp"
#include "signals.hpp"
#include "successor.hpp"
#include "supervisor.hpp"
#include "temporary_directory.hpp"

#include <cstdio>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <kalends/app/app.hpp>
#include <kalends/calendar/zone_record.hpp>
#include <kalends/db/file_lock.hpp>
#include <kalends/db/migration.hpp>
#include <kalends/net/certificate.hpp>

namespace kalends::app {
namespace {

/// Where there is a certificate, a hang-up means to read it again; elsewhere it ends the server, as
/// the end of a terminal should.
std::vector<int> signals_for(const Config& config) {
  std::vector<int> numbers{SIGINT, SIGTERM, SIGUSR2};
  if (!config.server.tls.certificate.empty()) numbers.push_back(SIGHUP);
  return numbers;
}

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

/// Does what signals tell the server.
class Orders {
 public:
  Orders(App& app, net::Server& server, const Successor& successor, Log& log)
      : app_(app), server_(server), successor_(successor), log_(log) {}

  /// False when no more is taken: the server ends.
  bool take(int signal, std::vector<int>& handed_over) {
    if (signal == SIGHUP) app_.renew_certificate();
    if (signal == SIGHUP || (signal == SIGUSR2 && !prepare(handed_over))) return true;
    log_.write(LogLevel::info, "stopping", {{"signal", signal}});
    // A process that is handed over does not stop, and systemd would kill what says so and goes on.
    if (signal != SIGUSR2) tell_supervisor("STOPPING=1");
    server_.stop();
    return false;
  }

 private:
  /// While it still serves: nothing is lost when the program there is none that could.
  bool prepare(std::vector<int>& handed_over) {
    std::optional<std::string> why = successor_.obstacle();
    try {
      if (!why) handed_over = server_.copy_listening_sockets();
    } catch (const std::system_error& error) {
      why = error.what();
    }
    const LogField program{"program", successor_.path()};
    if (why) {
      log_.write(LogLevel::error, "not_handed_over", {program, {"why", *why}});
    } else {
      log_.write(LogLevel::info, "handing_over", {program});
    }
    return !why;
  }

  App& app_;
  net::Server& server_;
  const Successor& successor_;
  Log& log_;
};

/// Until it is told to end. `handed_over`: the sockets it listened with, when the program is to be
/// replaced.
void serve(const Config& config, bool demo, const Successor& successor,
           std::vector<int>& handed_over) {
  const Signals signals(signals_for(config));
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
  const std::string address = (app.speaks_tls() ? "https://" : "http://") + server.address();
  say_listening(address);
  tell_supervisor("READY=1");
  if (demo) explain_demo(address, clock);
  log.write(LogLevel::info, "serving",
            {{"database", config.database}, {"version", KALENDS_VERSION}});
  Orders orders(app, server, successor, log);
  const SignalWatch watch(signals, [&](int signal) { return orders.take(signal, handed_over); });
  app.serve();
  log.write(LogLevel::info, "stopped");
}

void serve_demo(Config config, const Successor& successor, std::vector<int>& handed_over) {
  const TemporaryDirectory directory("kalends-demo");
  config.database = directory.path() / "demo.db";
  serve(config, true, successor, handed_over);
}

/// Throws what would keep it from serving; changes nothing.
int check(const Config& config) {
  check_zones();
  if (!config.server.tls.certificate.empty()) {
    const net::Certificate readable(config.server.tls.certificate, config.server.tls.key);
  }
  if (!std::filesystem::exists(config.database)) return 0;
  db::Connection reader(config.database, db::Mode::reader);
  db::check_schema(reader, db::embedded_migrations());
  return 0;
}

}  // namespace

int run(const Serve& command) {
  if (command.check) return check(command.config);
  const Successor successor;
  std::vector<int> handed_over;
  if (command.demo) {
    serve_demo(command.config, successor, handed_over);
  } else {
    serve(command.config, false, successor, handed_over);
  }
  if (!handed_over.empty() && !asked_to_end()) successor.become(handed_over);
  return 0;
}

}  // namespace kalends::app
