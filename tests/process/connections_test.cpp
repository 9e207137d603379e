#include "client.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>
#include <sys/resource.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;

/// Very many connections from one address that say nothing.
class Idle {
 public:
  Idle(std::uint16_t port, int count, const std::string& from) {
    for (int n = 0; n < count; ++n) all_.emplace_back(port, WireClient::Options{.from = from});
  }

  /// How many of them the server has closed: it says nothing to them either.
  std::ptrdiff_t closed() {
    return std::count_if(all_.begin(), all_.end(),
                         [](WireClient& each) { return each.readable(milliseconds(0)); });
  }

 private:
  std::vector<WireClient> all_;
};

/// As many descriptors for this program as there may be, as long as this lives.
class ManyDescriptors {
 public:
  ManyDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit all = before_;
    all.rlim_cur = all.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &all);
  }
  ~ManyDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  ManyDescriptors(const ManyDescriptors&) = delete;
  ManyDescriptors& operator=(const ManyDescriptors&) = delete;

  bool are_enough() const { return before_.rlim_max >= 12'000; }

 private:
  rlimit before_{};
};

std::int64_t figure(const KalendsServer& server, const Person& ann, const std::string& name) {
  const std::string all = Client(server.port(), ann.token).get("/metrics").wire.body;
  const auto at = all.find("\nkalends_" + name + " ");
  REQUIRE(at != std::string::npos);
  return std::stoll(all.substr(all.find(' ', at + 1)));
}

/// Waits until so many connections are open, with the one that asks.
void wait_for(KalendsServer& server, const Person& ann, std::int64_t connections) {
  while (figure(server, ann, "connections") != connections) {
    REQUIRE_FALSE(server.process().ends_within(milliseconds(5)));
  }
}

TEST_CASE("ten thousand idle connections from one address keep nobody else from being served") {
  const ManyDescriptors descriptors;
  if (!descriptors.are_enough()) {
    MESSAGE("not so many descriptors may be had here: nothing was tested");
    return;
  }
  const TempDir directory;
  KalendsServer server(directory.file("kalends.db"), {"--limits-connections-address", "9000"});
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  Idle crowd(server.port(), 10'000, "127.0.0.2");
  while (figure(server, ann, "connections_refused_total") < 1000) {
    REQUIRE_FALSE(server.process().ends_within(milliseconds(5)));
  }
  while (crowd.closed() < 1000) REQUIRE_FALSE(server.process().ends_within(milliseconds(5)));
  CHECK(crowd.closed() == 1000);
  CHECK(figure(server, ann, "connections_refused_total") == 1000);
  CHECK(figure(server, ann, "connections") >= 9000);
  const auto begin = std::chrono::steady_clock::now();
  for (int n = 0; n < 20; ++n) CHECK(Client(server.port()).get("/healthz").status == 200);
  const auto took = std::chrono::steady_clock::now() - begin;
  MESSAGE("20 new connections meanwhile: ", std::chrono::duration_cast<milliseconds>(took).count(),
          " ms");
  const std::string log = server.process().err();
  const auto told = log.find("event=connections.refused address=127.0.0.2");
  CHECK(told != std::string::npos);
  CHECK(log.find("event=connections.refused", told + 1) == std::string::npos);
}

TEST_CASE("an address that goes makes room for itself, and of a trusted proxy none is counted") {
  const TempDir directory;
  KalendsServer server(directory.file("kalends.db"), {"--limits-connections-address", "4",
                                                      "--server-trusted-proxies", "127.0.0.3"});
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  const auto refused = [&] { return figure(server, ann, "connections_refused_total"); };
  {
    Idle four(server.port(), 4, "127.0.0.2");
    wait_for(server, ann, 4 + 1);
    Idle fifth(server.port(), 1, "127.0.0.2");
    while (fifth.closed() == 0) REQUIRE_FALSE(server.process().ends_within(milliseconds(5)));
    CHECK(four.closed() == 0);
    CHECK(refused() == 1);
    Idle proxy(server.port(), 20, "127.0.0.3");
    wait_for(server, ann, 4 + 20 + 1);
    CHECK(proxy.closed() == 0);
  }
  wait_for(server, ann, 1);
  Idle again(server.port(), 4, "127.0.0.2");
  wait_for(server, ann, 4 + 1);
  CHECK(again.closed() == 0);
  CHECK(refused() == 1);
}

TEST_CASE("a WebSocket counts for its address as long as it is open, and then no more") {
  const TempDir directory;
  KalendsServer server(directory.file("kalends.db"), {"--limits-connections-address", "3"});
  const Person ann = register_person(server.port(), "ann", "Europe/Berlin");
  const WireClient::Options patient{.patience = std::chrono::seconds(60), .from = "127.0.0.2"};
  const std::string bearer = "Authorization: Bearer " + ann.token + "\r\n";
  for (int round = 0; round < 5; ++round) {
    wait_for(server, ann, 1);
    WireSocket first(server.port(), patient);
    WireSocket second(server.port(), patient);
    REQUIRE(first.open("/api/v1/stream", bearer).status == 101);
    REQUIRE(second.open("/api/v1/stream", bearer).status == 101);
    WireClient third(server.port(), patient);
    CHECK(third.get("/healthz").status == 200);
    WireClient fourth(server.port(), patient);
    CHECK(fourth.ends());
    for (WireSocket* each : {&first, &second}) {
      each->send_close(1000);
      CHECK(each->close_code() == 1000);
      CHECK(each->client().ends());
    }
  }
}

}  // namespace
}  // namespace kalends::test
