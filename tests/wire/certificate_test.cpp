#include "support/temp_dir.hpp"
#include "support/test_certificate.hpp"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include <kalends/net/certificate.hpp>

namespace kalends::test {
namespace {

using std::chrono::hours;

std::string fault_of(const std::string& certificate, const std::string& key) {
  try {
    net::Certificate(certificate, key);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

TEST_CASE("a certificate is taken with its key, of either kind, also when its time is over") {
  const TempDir directory;
  for (const bool rsa : {false, true}) {
    const TestCertificate made(directory.file("one"), {.rsa = rsa});
    const net::Certificate certificate(made.file(), made.key());
    const auto left = certificate.ends() - SystemClock().now();
    CHECK(left > hours(999));
    CHECK(left <= hours(1000));
  }
  const TestCertificate over(directory.file("two"), {.begins_in = hours(-9), .ends_in = hours(-1)});
  CHECK(net::Certificate(over.file(), over.key()).ends() < SystemClock().now());
}

TEST_CASE("what cannot be used is named, with what is wrong with it") {
  const TempDir directory;
  const TestCertificate one(directory.file("one"));
  const TestCertificate other(directory.file("other"));
  const TestCertificate rsa(directory.file("rsa"), {.rsa = true});
  const TestCertificate secret(directory.file("secret"), {.password = "a password"});
  const std::string missing = directory.file("missing");
  const std::string garbage = directory.file("garbage");
  std::ofstream(garbage) << "-----BEGIN CERTIFICATE-----\nMIIB\n";
  CHECK(fault_of(missing, one.key()) == missing + ": No such file or directory");
  CHECK(fault_of(one.file(), missing) == missing + ": No such file or directory");
  CHECK(
      fault_of(garbage, one.key()).starts_with(garbage + ": it cannot be used as a certificate: "));
  CHECK(fault_of(one.file(), garbage).starts_with(garbage + ": it cannot be used as a key: "));
  CHECK(fault_of(secret.file(), secret.key())
            .starts_with(secret.key() + ": it cannot be used as a key: "));
  const std::string stranger = ": this key does not belong to the certificate in " + one.file();
  CHECK(fault_of(one.file(), other.key()) == other.key() + stranger);
  CHECK(fault_of(one.file(), rsa.key()) == rsa.key() + stranger);
  CHECK(fault_of(one.key(), one.file())
            .starts_with(one.key() + ": it cannot be used as a certificate: "));
}

}  // namespace
}  // namespace kalends::test
