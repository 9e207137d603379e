// Serves a WebSocket echo through the program's own network code, so that suites for RFC 6455 can
// be run against our framing: kalends_echo [PORT]. Ends by SIGTERM or SIGINT.
#include "echo.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <thread>

#include <signal.h>
#include <unistd.h>

#include <kalends/net/server.hpp>

namespace {

using namespace kalends;

sigset_t ends() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

void serve(int port) {
  const sigset_t set = ends();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  const SystemClock clock;
  Log log(STDERR_FILENO, LogLevel::warning, clock);
  net::ServerSettings settings;
  settings.port = static_cast<std::uint16_t>(port);
  net::Server server(
      settings, [] { return std::make_unique<test::EchoHandler>(); }, log);
  std::printf("ws://127.0.0.1:%u/\n", static_cast<unsigned>(server.port()));
  std::fflush(stdout);
  std::thread ending([&] {
    int caught = 0;
    sigwait(&set, &caught);
    server.stop();
  });
  server.run();
  ending.join();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    serve(argc > 1 ? std::atoi(argv[1]) : 0);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "kalends_echo: %s\n", error.what());
    return 1;
  }
}
