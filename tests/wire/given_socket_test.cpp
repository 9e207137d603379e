#include "support/listening_socket.hpp"
#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <system_error>
#include <vector>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

net::ServerSettings with(int socket, unsigned loops) {
  net::ServerSettings settings = TestServer::settings();
  settings.listening_sockets = {socket};
  settings.threads = loops;
  return settings;
}

TEST_CASE("a server takes its clients from a socket that it was given") {
  const ListeningSocket socket;
  TestServer server(with(socket.descriptor(), 2));
  CHECK(server.port() == socket.port());
  CHECK(server.server().address() == "127.0.0.1:" + std::to_string(socket.port()));
  std::vector<WireClient> clients;
  for (int i = 0; i < 20; ++i) clients.emplace_back(socket.port());
  for (WireClient& client : clients) CHECK(client.get("/hello").status == 200);
}

TEST_CASE("who comes while no server has the given socket waits for the next one") {
  const ListeningSocket socket;
  {
    TestServer first(with(socket.descriptor(), 2));
    WireClient client(socket.port());
    CHECK(client.get("/hello").status == 200);
    client.finish();
    first.stop();
  }
  WireClient between(socket.port());
  between.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
  CHECK_FALSE(between.readable(std::chrono::milliseconds{50}));
  TestServer second(with(socket.descriptor(), 2));
  CHECK(between.answer().status == 200);
}

TEST_CASE("what was given and is no descriptor is refused") {
  CHECK_THROWS_AS(TestServer(with(1'000'000, 1)), std::system_error);
}

}  // namespace
}  // namespace kalends::test
