#pragma once

#include "http_client.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <kalends/app/config.hpp>
#include <kalends/base/clock.hpp>

namespace kalends::app {

enum class Verdict { ok, warning, problem };

/// One thing that was looked at.
struct Finding {
  Verdict verdict = Verdict::ok;
  std::string about;   // "clock"
  std::string says;    // how it is
  std::string advice;  // what to do; empty when nothing
};

using Tell = std::function<void(const Finding&)>;

// What is judged, by plain values.

/// `newest`: when the newest row of the database was made.
Finding judge_clock(Instant now, Instant newest);
/// `free` and `database` in bytes.
Finding judge_space(std::int64_t free, std::int64_t database);
/// The write-ahead log, in bytes.
Finding judge_log(std::int64_t bytes);
Finding judge_schema(int version, int known);
/// `missing`: zones that people or series are in, and the system does not know. `outdated`: those
/// whose rules are others than when series were stored.
Finding judge_zones(const std::vector<std::string>& missing,
                    const std::vector<std::string>& outdated);
/// Of a certificate for TLS.
Finding judge_certificate(Instant begins, Instant ends, Instant now);
Finding judge_backups(const BackupConfig& config, std::optional<Instant> newest, Instant now);
/// What the server said to an upgrade to a WebSocket, with the first two bytes behind it.
Finding judge_stream(const Heard& heard);

// What looks. Nothing is thrown: what cannot be looked at is a finding.

/// The clock, as the system keeps it.
void examine_clock(const Tell& tell);
/// The folder of the database, and who may do what there. Opens no file of SQLite's: closing one
/// drops its locks.
void examine_folder(const std::string& database, const Tell& tell);
/// Reads all of the database. False when there is none that can be worked with.
bool examine_database(const std::string& database, Instant now, const Tell& tell);
/// The certificate and the key of the settings, if there are any.
void examine_certificate(const TlsConfig& files, Instant now, const Tell& tell);
/// Asks the server behind this URL, looks at the certificate that it shows, and opens a WebSocket
/// there as somebody of this database; with an empty `database`, without the latter.
void examine_address(const std::string& url, const std::string& database, const Tell& tell);

/// "ok       clock      it is …", with the advice on a line of its own.
std::string text_of(const Finding& finding);

}  // namespace kalends::app
