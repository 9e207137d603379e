#include "certificate_watch.hpp"

#include <stdexcept>

#include <sys/stat.h>

#include <kalends/base/time.hpp>

namespace kalends::app {

// The files are looked at before they are read: what changes in between is seen the next time.
CertificateWatch::CertificateWatch(const TlsConfig& files, const Clock& clock, Log& log)
    : files_(files), clock_(clock), log_(log), seen_(versions()), current_(read()) {}

CertificateWatch::Shared CertificateWatch::current() const {
  const std::scoped_lock lock(mutex_);
  return current_;
}

CertificateWatch::Shared CertificateWatch::look() {
  const std::scoped_lock lock(mutex_);
  const Versions now = versions();
  return now == seen_ ? nullptr : renew_as(now);
}

CertificateWatch::Shared CertificateWatch::renew() {
  const std::scoped_lock lock(mutex_);
  return renew_as(versions());
}

CertificateWatch::Shared CertificateWatch::renew_as(const Versions& seen) {
  seen_ = seen;
  try {
    current_ = read();
  } catch (const std::runtime_error& error) {
    log_.write(LogLevel::error, "tls_certificate_not_renewed", {{"why", error.what()}});
    return nullptr;
  }
  log_.write(LogLevel::info, "tls_certificate_renewed", {{"ends", format_utc(current_->ends())}});
  return current_;
}

/// Warns of what clients will find fault with, and of what others could do.
CertificateWatch::Shared CertificateWatch::read() const {
  auto read = std::make_shared<const net::Certificate>(files_.certificate, files_.key);
  const Instant now = clock_.now();
  if (now < read->begins() || now >= read->ends()) {
    log_.write(LogLevel::warning, "tls_certificate_not_valid_now",
               {{"begins", format_utc(read->begins())}, {"ends", format_utc(read->ends())}});
  }
  if (is_open_to_all(files_.key)) {
    log_.write(LogLevel::warning, "tls_key_readable_by_all", {{"file", files_.key}});
  }
  return read;
}

CertificateWatch::Version CertificateWatch::version_of(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return {status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

bool is_open_to_all(const std::string& key_file) {
  struct stat status {};
  return ::stat(key_file.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0;
}

}  // namespace kalends::app
