#include "client.hpp"
#include "kalends.hpp"
#include "support/listening_socket.hpp"
#include "support/temp_dir.hpp"

#include <atomic>
#include <csignal>
#include <future>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

/// Started as systemd starts it: the socket is descriptor 3, and meant for this process. Descriptor
/// 4 is no socket, whatever the test itself has there.
Process activated(const std::string& database, int socket, const std::string& count = "1") {
  const std::string script = "exec 3<&" + std::to_string(socket) +
                             " 4</dev/null; export LISTEN_FDS=" + count +
                             " LISTEN_PID=$$; exec \"$@\"";
  return Process("/bin/bash", {"-c", script, "-", KALENDS_BINARY, "serve", "--database", database,
                               "--registration-mode", "open", "--password-memory-kib", "8",
                               "--password-passes", "1", "--log-level", "warning"});
}

/// Asks on new connections until told to end; how many were answered 200.
int ask_on(std::uint16_t port, const std::atomic<bool>& enough) {
  int answered = 0;
  while (!enough) {
    WireClient client(port);
    if (client.get("/healthz").status != 200) return -1;
    ++answered;
  }
  return answered;
}

TEST_CASE("a server that is restarted on a socket of its starter's refuses nobody meanwhile") {
  const TempDir directory;
  const ListeningSocket socket;
  const std::string database = directory.file("kalends.db");
  std::atomic<bool> enough = false;
  std::future<int> asking;
  for (int start = 0; start < 4; ++start) {
    Process server = activated(database, socket.descriptor());
    CHECK(port_in(server.line()) == socket.port());
    if (start == 0) {
      asking = std::async(std::launch::async, [&] { return ask_on(socket.port(), enough); });
    }
    if (start == 3) {
      enough = true;
      CHECK(asking.get() > 0);
    }
    server.signal(SIGTERM);
    CHECK(server.wait().status == 0);
  }
}

TEST_CASE("sockets that cannot be used are refused in plain words") {
  const TempDir directory;
  const ListeningSocket socket;
  Process two = activated(directory.file("kalends.db"), socket.descriptor(), "2");
  const Outcome outcome = two.wait();
  CHECK(outcome.status == 1);
  CHECK(outcome.err.find("not only with such that listen") != std::string::npos);
}

}  // namespace
}  // namespace kalends::test
