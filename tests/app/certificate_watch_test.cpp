#include "certificate_watch.hpp"

#include "doctor.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"
#include "support/test_certificate.hpp"

#include <filesystem>
#include <fstream>
#include <vector>

#include <doctest/doctest.h>
#include <sys/stat.h>

using namespace kalends;
using namespace kalends::app;
using kalends::test::TestCertificate;
using std::chrono::hours;

namespace {

struct Desk {
  test::TempDir directory;
  SystemClock clock;
  std::string base = directory.file("server");
  TlsConfig files{base + ".pem", base + ".key"};

  TestCertificate renew(hours ends_in) const { return TestCertificate(base, {.ends_in = ends_in}); }
};

void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

TEST_CASE("a certificate is read again when its files have changed, and only then") {
  const Desk desk;
  desk.renew(hours(10));
  Log log{2, LogLevel::off, desk.clock};
  CertificateWatch watch(desk.files, desk.clock, log);
  const auto first = watch.current();
  CHECK(watch.look() == nullptr);
  desk.renew(hours(20));
  const auto second = watch.look();
  REQUIRE(second != nullptr);
  CHECK(second->ends() - first->ends() >= hours(9));
  CHECK(watch.current() == second);
  CHECK(watch.look() == nullptr);
  const auto third = watch.renew();
  REQUIRE(third != nullptr);
  CHECK(third != second);
}

TEST_CASE("what cannot be read changes nothing, and what comes after it is taken") {
  const Desk desk;
  desk.renew(hours(10));
  Log log{2, LogLevel::off, desk.clock};
  CertificateWatch watch(desk.files, desk.clock, log);
  const auto first = watch.current();
  const TestCertificate other(desk.directory.file("other"));
  std::filesystem::rename(other.file(), desk.files.certificate);
  CHECK(watch.look() == nullptr);
  CHECK(watch.renew() == nullptr);
  CHECK(watch.current() == first);
  std::filesystem::rename(other.key(), desk.files.key);
  CHECK(watch.look() != nullptr);
  std::filesystem::remove(desk.files.key);
  CHECK(watch.look() == nullptr);
  CHECK(watch.current() != nullptr);
}

TEST_CASE("a server does not begin with what cannot be read") {
  const Desk desk;
  Log log{2, LogLevel::off, desk.clock};
  CHECK_THROWS_AS(CertificateWatch(desk.files, desk.clock, log), std::runtime_error);
}

TEST_CASE("the doctor looks at the certificate, its key, and who may read that") {
  const Desk desk;
  const Instant now = desk.clock.now();
  std::vector<Finding> found;
  const Tell tell = [&](const Finding& finding) { found.push_back(finding); };
  examine_certificate({}, now, tell);
  CHECK(found.empty());
  desk.renew(hours(24 * 100));
  examine_certificate(desk.files, now, tell);
  REQUIRE(found.size() == 1);
  CHECK(found[0].verdict == Verdict::ok);
  ::chmod(desk.files.key.c_str(), 0644);
  examine_certificate(desk.files, now, tell);
  REQUIRE(found.size() == 3);
  CHECK(found[2].verdict == Verdict::warning);
  CHECK(found[2].says.find("read the key") != std::string::npos);
  write(desk.files.key, "no key");
  examine_certificate(desk.files, now, tell);
  CHECK(found[3].verdict == Verdict::problem);
  CHECK(found[3].says.find(desk.files.key) != std::string::npos);
}

}  // namespace
