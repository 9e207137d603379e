#include "test_certificate.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

namespace kalends::test {
namespace {

template <auto function>
struct By {
  void operator()(auto* object) const { function(object); }
};
using Key = std::unique_ptr<EVP_PKEY, By<EVP_PKEY_free>>;
using Own = std::unique_ptr<X509, By<X509_free>>;
using File = std::unique_ptr<FILE, By<std::fclose>>;

void must(bool good, const char* what) {
  if (!good) throw std::runtime_error(std::string("a certificate for the test: ") + what);
}

/// Beside the file and then in its place, as a careful program renews it.
template <class Write>
void put(const std::string& file, const Write& write) {
  const std::string made = file + ".new";
  {
    const File out(std::fopen(made.c_str(), "we"));
    must(out != nullptr && ::chmod(made.c_str(), 0600) == 0 && write(out.get()) == 1, "a file");
  }
  std::filesystem::rename(made, file);
}

void add(X509* certificate, int kind, const char* value) {
  const std::unique_ptr<X509_EXTENSION, By<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
  must(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, value);
}

Own signed_by(EVP_PKEY* key, const TestCertificate::Form& form) {
  Own own(X509_new());
  X509_set_version(own.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(own.get()), 1);
  const auto seconds = [](std::chrono::hours hours) {
    return static_cast<long>(std::chrono::seconds(hours).count());
  };
  X509_gmtime_adj(X509_getm_notBefore(own.get()), seconds(form.begins_in));
  X509_gmtime_adj(X509_getm_notAfter(own.get()), seconds(form.ends_in));
  X509_set_pubkey(own.get(), key);
  X509_NAME* const name = X509_get_subject_name(own.get());
  const auto* const text = reinterpret_cast<const unsigned char*>(form.name.c_str());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0);
  X509_set_issuer_name(own.get(), name);
  add(own.get(), NID_basic_constraints, "critical,CA:TRUE");
  add(own.get(), NID_subject_alt_name,
      ("DNS:" + form.name + ",DNS:localhost,IP:127.0.0.1").c_str());
  must(X509_sign(own.get(), key, EVP_sha256()) > 0, "its signature");
  return own;
}

}  // namespace

TestCertificate::TestCertificate(const std::string& base, const Form& form)
    : file_(base + ".pem"), key_(base + ".key") {
  const Key key(form.rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"));
  must(key != nullptr, "its key");
  const Own own = signed_by(key.get(), form);
  put(file_, [&](FILE* out) { return PEM_write_X509(out, own.get()); });
  put(key_, [&](FILE* out) {
    const bool open = form.password.empty();
    const auto* const secret = reinterpret_cast<const unsigned char*>(form.password.c_str());
    return PEM_write_PrivateKey(out, key.get(), open ? nullptr : EVP_aes_128_cbc(),
                                open ? nullptr : secret, static_cast<int>(form.password.size()),
                                nullptr, nullptr);
  });
}

}  // namespace kalends::test
