#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include <kalends/app/config.hpp>
#include <kalends/base/clock.hpp>
#include <kalends/base/log.hpp>
#include <kalends/net/certificate.hpp>

namespace kalends::app {

/// The certificate of the settings, read again when its files have changed. What then cannot be
/// read is told in the log, and the last good one stays. Any thread.
class CertificateWatch {
 public:
  using Shared = std::shared_ptr<const net::Certificate>;

  /// Throws std::runtime_error that names the file and what is wrong with it. The clock and the log
  /// must outlive it.
  CertificateWatch(const TlsConfig& files, const Clock& clock, Log& log);

  Shared current() const;
  /// The new one, when the files have changed since they were looked at last; else null.
  Shared look();
  /// The new one, whether they have changed or not; null when it cannot be read.
  Shared renew();

 private:
  /// What tells a file that was written, or replaced, from the one before.
  struct Version {
    std::uint64_t file;
    std::int64_t size;
    std::int64_t seconds;
    std::int64_t nanoseconds;
    bool operator==(const Version&) const = default;
  };
  using Versions = std::array<Version, 2>;

  static Version version_of(const std::string& file);
  Versions versions() const { return {version_of(files_.certificate), version_of(files_.key)}; }
  Shared read() const;
  Shared renew_as(const Versions& seen);

  const TlsConfig files_;
  const Clock& clock_;
  Log& log_;
  mutable std::mutex mutex_;
  Versions seen_;
  Shared current_;
};

/// Others than its owner and group may read this key.
bool is_open_to_all(const std::string& key_file);

}  // namespace kalends::app
