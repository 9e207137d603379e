#include "kalends.hpp"
#include "support/temp_dir.hpp"
#include "support/test_certificate.hpp"
#include "support/wire_client.hpp"

#include <csignal>
#include <filesystem>
#include <thread>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The real server with a certificate.
struct House {
  TempDir directory;
  std::string base = directory.file("server");
  TestCertificate certificate{base};
  std::string database = directory.file("kalends.db");
  Process server{KALENDS_BINARY,
                 with({"serve", "--database", database, "--listen", "127.0.0.1:0"})};
  std::uint16_t port = port_in(server.line(), "https");

  Words with(Words words) const {
    for (const std::string& each : {std::string("--server-tls-certificate"), certificate.file(),
                                    std::string("--server-tls-key"), certificate.key()}) {
      words.push_back(each);
    }
    return words;
  }
  WireClient client() const {
    return WireClient(port, {.patience = seconds(30), .tls = ClientTls::Form{}});
  }
  /// Waits until who comes is shown this name.
  bool shows(const std::string& name) const {
    const auto end = std::chrono::steady_clock::now() + seconds(30);
    while (client().tls().server_name() != name) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::yield();
    }
    return true;
  }
};

TEST_CASE(
    "a server with a certificate speaks TLS, and is told of a new one by SIGHUP or the files") {
  House house;
  WireClient before = house.client();
  CHECK(before.get("/healthz").status == 200);
  SUBCASE("by SIGHUP") {
    const TestCertificate renewed(house.base, {.name = "renewed.example"});
    house.server.signal(SIGHUP);
    CHECK(house.shows("renewed.example"));
  }
  SUBCASE("by the files") {
    const TestCertificate renewed(house.base, {.name = "found.example"});
    CHECK(house.shows("found.example"));
  }
  SUBCASE("but not of a bad one") {
    std::filesystem::remove(house.certificate.key());
    house.server.signal(SIGHUP);
    while (!has(house.server.err(), "tls_certificate_not_renewed")) std::this_thread::yield();
    CHECK(house.client().tls().server_name() == "calendar.example");
  }
  CHECK(before.get("/healthz").status == 200);
  house.server.signal(SIGTERM);
  before.finish();
  CHECK(house.server.wait().status == 0);
}

TEST_CASE("health and doctor ask over TLS, and the doctor trusts no stranger") {
  const House house;
  const std::string place = "127.0.0.1:" + std::to_string(house.port);
  CHECK(kalends(house.with({"health", "--listen", place})).status == 0);
  CHECK(kalends({"health", "--listen", place}).status == 1);
  const Words doctor =
      house.with({"doctor", "--database", house.database, "--address", "https://" + place});
  const Outcome trusted = kalends(doctor, {"", {{"SSL_CERT_FILE", house.certificate.file()}}});
  CHECK_MESSAGE(trusted.status == 0, trusted.out);
  CHECK(has(trusted.out, "ok       tls        the certificate ends in 41 days"));
  CHECK(has(trusted.out, "ok       address    /readyz answers HTTP/1.1 200 OK"));
  const Outcome stranger = kalends(doctor);
  CHECK(stranger.status == 1);
  CHECK(has(stranger.out, "problem  address    https://" + place + ": self-signed certificate"));
}

TEST_CASE("a certificate that cannot be used is refused when the server starts") {
  const TempDir directory;
  const TestCertificate one(directory.file("one"));
  const TestCertificate other(directory.file("other"));
  const auto refusal = [&](const std::string& certificate, const std::string& key) {
    const Outcome outcome =
        kalends({"serve", "--database", directory.file("kalends.db"), "--listen", "127.0.0.1:0",
                 "--server-tls-certificate", certificate, "--server-tls-key", key});
    CHECK(outcome.status > 0);
    CHECK(outcome.out == "");
    return outcome.err;
  };
  CHECK(has(refusal(one.file(), other.key()), "does not belong to the certificate"));
  CHECK(has(refusal(one.file(), directory.file("none")), "No such file"));
  CHECK(has(refusal(one.file(), ""), "server.tls.certificate and server.tls.key belong together"));
  CHECK_FALSE(std::filesystem::exists(directory.file("kalends.db")));
}

TEST_CASE("without a certificate SIGHUP ends the server, as the end of its terminal should") {
  const TempDir directory;
  KalendsServer server(directory.file("kalends.db"));
  server.process().signal(SIGHUP);
  CHECK(server.process().wait().status == 128 + SIGHUP);
}

}  // namespace
}  // namespace kalends::test
