#include "kalends.hpp"
#include "support/temp_dir.hpp"
#include "support/wire_client.hpp"

#include <algorithm>
#include <csignal>
#include <stdexcept>

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kalends::test {
namespace {

/// The end at which a supervisor such as systemd listens.
class Supervisor {
 public:
  /// At this file, or at a name that is none if it begins with '@'.
  explicit Supervisor(const std::string& name) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(name.size() < sizeof address.sun_path);
    name.copy(address.sun_path, name.size());
    if (name.front() == '@') address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  }
  ~Supervisor() { ::close(socket_); }
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// What is said within thirty seconds.
  std::string hear() const {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 30'000) != 1) throw std::runtime_error("nothing was said");
    char text[256];
    const auto size = ::recv(socket_, text, sizeof text, 0);
    return {text, static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
  }
  bool heard_nothing() const {
    pollfd waiting{socket_, POLLIN, 0};
    return ::poll(&waiting, 1, 0) == 0;
  }

 private:
  int socket_;
};

Process serve(const std::string& database, const std::string& supervisor) {
  return {KALENDS_BINARY,
          {"serve", "--database", database, "--listen", "127.0.0.1:0"},
          Process::Options{"", {{"NOTIFY_SOCKET", supervisor}}}};
}

TEST_CASE("a supervisor is told when the server serves, and when it stops") {
  const TempDir directory;
  for (const auto& name : {directory.file("notify"), "@" + directory.file("notify")}) {
    const Supervisor supervisor(name);
    Process server = serve(directory.file("kalends.db"), name);
    CHECK(supervisor.hear() == "READY=1");
    server.signal(SIGTERM);
    CHECK(supervisor.hear() == "STOPPING=1");
    CHECK(server.wait().status == 0);
  }
}

TEST_CASE("a server that is handed over has not stopped, for its supervisor") {
  const TempDir directory;
  const std::string name = directory.file("notify");
  const Supervisor supervisor(name);
  Process server = serve(directory.file("kalends.db"), name);
  CHECK(supervisor.hear() == "READY=1");
  server.signal(SIGUSR2);
  CHECK(supervisor.hear() == "READY=1");
  server.signal(SIGTERM);
  CHECK(supervisor.hear() == "STOPPING=1");
  CHECK(server.wait().status == 0);
}

TEST_CASE(
    "a start that fails says nothing to a supervisor, and one that does not listen harms nobody") {
  const TempDir directory;
  const std::string name = directory.file("notify");
  Process deaf = serve(directory.file("kalends.db"), name);
  // It answers when it has told its supervisor, had there been one.
  CHECK(WireClient(port_in(deaf.line())).get("/healthz").status == 200);
  const Supervisor supervisor(name);
  CHECK(serve(directory.file("kalends.db"), name).wait().status == 1);  // it is taken
  CHECK(supervisor.heard_nothing());
}

}  // namespace
}  // namespace kalends::test
