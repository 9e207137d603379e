#include "certificate_watch.hpp"
#include "doctor.hpp"

#include <stdexcept>

#include <kalends/net/certificate.hpp>

namespace kalends::app {

void examine_certificate(const TlsConfig& files, Instant now, const Tell& tell) {
  if (files.certificate.empty()) return;
  try {
    const net::Certificate certificate(files.certificate, files.key);
    tell(judge_certificate(certificate.begins(), certificate.ends(), now));
  } catch (const std::runtime_error& error) {
    tell(
        {Verdict::problem, "tls", error.what(),
         "The server does not start with it. Run this as the user that the server runs as, and set "
         "server.tls.certificate and server.tls.key to files that belong together."});
  }
  if (is_open_to_all(files.key)) {
    tell({Verdict::warning, "tls", "everybody on this machine can read the key",
          "chmod o= " + files.key});
  }
}

}  // namespace kalends::app
