#include "client.hpp"
#include "kalends.hpp"
#include "load.hpp"
#include "support/temp_dir.hpp"
#include "support/test_certificate.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <thread>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace kalends::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Words serve(const std::string& database, const Words& more) {
  Words words = {"serve",       "--database",          database, "--listen",
                 "127.0.0.1:0", "--registration-mode", "open",   "--password-memory-kib",
                 "8",           "--password-passes",   "1",      "--notifications-keep",
                 "100000",      "--limits-writes",     "0"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// A server whose program can be replaced.
struct House {
  explicit House(const Words& more = {}, std::string spoken = "http")
      : scheme(std::move(spoken)),
        server(installed(), serve(directory.file("kalends.db"), more)),
        port(port_in(server.line(), scheme)) {}

  std::string installed() const {
    std::filesystem::create_symlink(KALENDS_BINARY, program);
    return program;
  }
  /// Puts a script in the place of the program.
  void replace(const std::string& script) const {
    const std::string made = directory.file("new");
    std::ofstream(made) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(made, std::filesystem::perms::owner_all);
    std::filesystem::rename(made, program);
  }
  void hand_over() {
    server.signal(SIGUSR2);
    CHECK(port_in(server.line(), scheme) == port);
  }
  /// By their numbers in the kernel, however many descriptors lead to each.
  std::set<std::string> sockets() const {
    std::set<std::string> all;
    const std::string folder = "/proc/" + std::to_string(server.id()) + "/fd";
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
      const std::string to = std::filesystem::read_symlink(each.path());
      if (to.starts_with("socket:")) all.insert(to);
    }
    return all;
  }

  TempDir directory;
  std::string program = directory.file("kalends");
  std::string scheme;
  Process server;
  std::uint16_t port;
};

/// How long a client waited at most, and what it saw.
struct Seen {
  int answered = 0;
  int closed = 0;  // connections, between two requests
  milliseconds longest{0};
};

/// Asks until the answer is there, again on a new connection where the old one was closed before
/// any of it came; a server that ends one within an answer, or is not there, throws.
template <class Ask>
void ask_patiently(std::optional<Client>& client, std::uint16_t port, const std::string& token,
                   Seen& seen, const Ask& ask) {
  const auto start = steady_clock::now();
  for (bool done = false; !done;) {
    const bool fresh = !client;
    if (fresh) client.emplace(port, token);
    try {
      const Reply reply = ask(*client);
      CHECK_MESSAGE(reply.status / 100 == 2, reply.wire.body);
      done = true;
      if (reply.wire.field("connection") != "close") continue;
      client.reset();
      ++seen.closed;
    } catch (const std::runtime_error& error) {
      const std::string what = error.what();
      const bool closed = what.ends_with("ended early, after: ") || has(what, "reset by peer") ||
                          has(what, "Broken pipe");
      if (fresh || !closed) throw;
      client.reset();
      ++seen.closed;
    }
  }
  ++seen.answered;
  seen.longest =
      std::max(seen.longest, std::chrono::ceil<milliseconds>(steady_clock::now() - start));
}

Seen come_anew(std::uint16_t port, const std::atomic<bool>& enough) {
  Seen seen;
  while (!enough) {
    std::optional<Client> client;
    ask_patiently(client, port, "", seen, [](Client& each) { return each.get("/healthz"); });
  }
  return seen;
}

Seen read_on(std::uint16_t port, const std::string& token, const std::atomic<bool>& enough) {
  Seen seen;
  std::optional<Client> client;
  while (!enough) {
    ask_patiently(client, port, token, seen,
                  [](Client& each) { return each.get("/api/v1/users/me"); });
  }
  return seen;
}

/// Meetings with one guest, each made once however often it is asked for.
Seen invite_on(std::uint16_t port, const std::string& token, const std::string& guest, Tally& made,
               const std::atomic<bool>& enough) {
  Seen seen;
  std::optional<Client> client;
  while (!enough) {
    const json::value meeting = {{"title", "Plan " + std::to_string(seen.answered)},
                                 {"start", "2030-01-02T03:04:05Z"},
                                 {"duration", "PT1H"},
                                 {"attendees", {{{"userId", guest}}}}};
    const Request request{"POST", "/api/v1/meetings", "application/json", json::serialize(meeting),
                          "Idempotency-Key: " + std::to_string(seen.answered) + "\r\n"};
    ask_patiently(client, port, token, seen, [&](Client& each) { return each.ask(request); });
    made.add();
  }
  return seen;
}

/// Hears of so many notifications on sockets that are opened anew, where they were, when they are
/// closed; how often that was. Each comes once and in order.
int listen_on(std::uint16_t port, const Person& person, const std::atomic<int>& expected) {
  int heard = 0;
  int closed = 0;
  for (;; ++closed) {
    WireSocket socket(port, {.patience = std::chrono::seconds(60)});
    const auto answer = socket.open("/api/v1/stream?after=" + std::to_string(heard),
                                    "Authorization: Bearer " + person.token + "\r\n");
    REQUIRE(answer.status == 101);
    for (;;) {
      if (expected >= 0 && heard >= expected) return closed;
      WireFrame frame = socket.frame();
      if (frame.opcode == close_frame) {
        CHECK(frame.close_code() == 1012);
        socket.send(close_frame, frame.payload);
        break;
      }
      const json::value said = json::parse(frame.payload);
      if (said.at("type") != "notification") continue;
      CHECK(said.at("seq") == ++heard);
    }
  }
}

/// Lets the threads of a test end that fails.
struct End {
  ~End() {
    enough = true;
    if (invited < 0) invited = 0;
  }
  std::atomic<bool>& enough;
  std::atomic<int>& invited;
};

TEST_CASE("three hand-overs in a row refuse nobody, lose nothing and tell nothing twice") {
  House house({"--server-threads", "2"});
  const Person ann = register_person(house.port, "ann", "Europe/Berlin");
  const Person bob = register_person(house.port, "bob", "Europe/Berlin");
  std::atomic<bool> enough = false;
  std::atomic<int> invited = -1;
  Tally made;
  const pid_t before = house.server.id();
  const auto begin = [](auto work) { return std::async(std::launch::async, work); };
  auto anew = begin([&] { return come_anew(house.port, enough); });
  auto reading = begin([&] { return read_on(house.port, bob.token, enough); });
  auto inviting = begin([&] { return invite_on(house.port, ann.token, bob.id, made, enough); });
  auto listening = begin([&] { return listen_on(house.port, bob, invited); });
  const End end{enough, invited};
  for (int round = 1; round <= 3; ++round) {
    CHECK(made.reaches(20 * round));
    house.hand_over();
    Client client(house.port, ann.token);
    CHECK(client.get("/readyz").status == 200);
  }
  enough = true;
  const Seen invitations = inviting.get();
  invited = invitations.answered;
  // One more, for whoever waits for the next to come.
  CHECK(Client(house.port, ann.token)
            .post("/api/v1/meetings", {{"title", "The last one"},
                                       {"start", "2030-01-02T03:04:05Z"},
                                       {"duration", "PT1H"},
                                       {"attendees", {{{"userId", bob.id}}}}})
            .status == 201);
  // Each time by each loop at most: who comes back may find the one that has not heard of it yet.
  const int told_to_come_back = listening.get();
  CHECK(told_to_come_back >= 3);
  CHECK(told_to_come_back <= 6);
  const Seen newcomers = anew.get();
  const Seen reads = reading.get();
  CHECK(reads.closed <= 6);
  CHECK(invitations.closed <= 6);
  for (const Seen& each : {newcomers, reads, invitations}) {
    CHECK(each.answered > 0);
    MESSAGE(fmt::format("{} answered, {} closed, waited at most {} ms", each.answered, each.closed,
                        each.longest.count()));
  }
  CHECK(house.server.id() == before);
  CHECK_FALSE(house.server.ends_within(milliseconds(0)));
  house.server.signal(SIGTERM);
  CHECK(house.server.wait().status == 0);
}

TEST_CASE("a program that could not serve does not take over, and nobody notices") {
  House house;
  Client client(house.port);
  CHECK(client.get("/healthz").status == 200);
  house.replace("exit 3");
  house.server.signal(SIGUSR2);
  while (!has(house.server.err(), "not_handed_over")) std::this_thread::yield();
  CHECK(has(house.server.err(), "it ends with status 3"));
  CHECK(client.get("/healthz").status == 200);
  std::filesystem::remove(house.program);
  house.server.signal(SIGUSR2);
  while (!has(house.server.err(), "No such file")) std::this_thread::yield();
  CHECK(client.get("/healthz").status == 200);
  house.server.signal(SIGTERM);
  CHECK(house.server.wait().status == 0);
}

TEST_CASE("the program that is at the path then takes over, with the same arguments") {
  House house({"--log-level", "warning"});
  house.replace(
      "[ \"$#\" -gt 0 ] && for last; do :; done\n"
      "[ \"$last\" = --check ] && exit 0\n"
      "echo \"$LISTEN_FDS of $LISTEN_PID: $*\"");
  house.server.signal(SIGUSR2);
  const std::string line = house.server.line();
  CHECK(has(line, " of " + std::to_string(house.server.id()) + ": serve --database "));
  CHECK(line.ends_with("--log-level warning"));
  CHECK(house.server.wait().status == 0);
}

TEST_CASE("a server that is stopped while it is handed over stops") {
  House house({"--server-threads", "1"});
  WireClient slow(house.port);
  slow.send("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
  CHECK(Client(house.port).get("/healthz").status == 200);
  house.server.signal(SIGUSR2);
  while (!has(house.server.err(), "event=stopping")) std::this_thread::yield();
  house.server.signal(SIGTERM);
  const Outcome outcome = house.server.wait();
  CHECK(outcome.status == 0);
  CHECK_MESSAGE(outcome.out == "", "nothing listens anew");
}

TEST_CASE("a hand-over leaves no connection behind, and its clients go on over TLS") {
  const TempDir directory;
  const TestCertificate certificate(directory.file("server"));
  House house({"--server-tls-certificate", certificate.file(), "--server-tls-key",
               certificate.key(), "--server-threads", "3"},
              "https");
  const WireClient::Options options{.patience = std::chrono::seconds(30), .tls = ClientTls::Form{}};
  for (int round = 0; round < 2; ++round) {
    WireClient before(house.port, options);
    CHECK(before.get("/readyz").status == 200);
    house.hand_over();
    CHECK(house.sockets().size() == 3);  // those that it listens with
    CHECK(before.ends());
    CHECK(before.tls().ended_well());
    CHECK(WireClient(house.port, options).get("/readyz").status == 200);
  }
}

TEST_CASE("whether a server could be started is looked at without starting it") {
  const TempDir directory;
  const std::string database = directory.file("kalends.db");
  CHECK(kalends({"serve", "--check", "--database", database}).status == 0);
  CHECK_FALSE(std::filesystem::exists(database));
  CHECK(kalends({"serve", "--check", "--listen", "nowhere"}).status == 2);
  const Outcome no_key = kalends(
      {"serve", "--check", "--server-tls-certificate", database, "--server-tls-key", database});
  CHECK(no_key.status == 1);
  CHECK(has(no_key.err, database));
}

}  // namespace
}  // namespace kalends::test
