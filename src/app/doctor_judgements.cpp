#include "doctor.hpp"
#include "sizes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <kalends/base/time.hpp>

namespace kalends::app {
namespace {

constexpr Instant first_possible{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
constexpr std::chrono::minutes tolerable{5};
// A log is at most 47 MiB long, unless something holds it.
constexpr std::int64_t least_free = 128 * mib;
constexpr std::int64_t long_log = 256 * mib;

std::string mebibytes(std::int64_t bytes) { return fmt::format("{} MiB", bytes / mib); }

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::ok:
      return "ok";
    case Verdict::warning:
      return "warning";
    case Verdict::problem:
      break;
  }
  return "problem";
}

}  // namespace

Finding judge_clock(Instant now, Instant newest) {
  const std::string says = "it is " + format_utc(now);
  if (now < first_possible || now >= latest_instant) {
    return {Verdict::problem, "clock", says, "Set the clock of this machine."};
  }
  if (newest > now + tolerable) {
    return {Verdict::problem, "clock",
            fmt::format("{}, and the newest row of the database was made at {}", says,
                        format_utc(newest)),
            "The clock is slow, or was fast: reminders come late, or came early. Set it, and let "
            "the system keep it (chrony, systemd-timesyncd)."};
  }
  return {Verdict::ok, "clock", says, ""};
}

Finding judge_space(std::int64_t free, std::int64_t database) {
  const std::string says = fmt::format("{} are free where the database is", mebibytes(free));
  if (free < least_free) {
    return {Verdict::problem, "disk", says,
            "Nothing can be stored on a full disk. Make room; what is not the database's goes "
            "first."};
  }
  if (free < database) {
    return {Verdict::warning, "disk", fmt::format("{}, and it has {}", says, mebibytes(database)),
            "An upgrade, or a restore, may need as much again. Make room."};
  }
  return {Verdict::ok, "disk", says, ""};
}

Finding judge_log(std::int64_t bytes) {
  const std::string says = fmt::format("the write-ahead log has {}", mebibytes(bytes));
  if (bytes <= long_log) return {Verdict::ok, "log", says, ""};
  return {Verdict::warning, "log", says,
          "Something keeps it from beginning anew: a command that reads for long, or an error of "
          "the disk. Look into the server's log; a restart of the server moves it into the "
          "database."};
}

Finding judge_schema(int version, int known) {
  const std::string says = fmt::format("schema version {}", version);
  if (version == known) return {Verdict::ok, "schema", says, ""};
  if (version < known) {
    return {Verdict::warning, "schema", fmt::format("{}; this program works on {}", says, known),
            "Make a backup; then the next `kalends serve` brings it up to date."};
  }
  return {Verdict::problem, "schema", fmt::format("{}; this program knows up to {}", says, known),
          "It was used by a newer Kalends. Run that one."};
}

Finding judge_zones(const std::vector<std::string>& missing,
                    const std::vector<std::string>& outdated) {
  if (!missing.empty()) {
    return {Verdict::problem, "zones",
            fmt::format("this system does not know {}", fmt::join(missing, ", ")),
            "Install the package tzdata, or renew it. Until then times of people there are shown "
            "in UTC."};
  }
  if (!outdated.empty()) {
    return {Verdict::warning, "zones",
            fmt::format("other rules than when series were stored: {}", fmt::join(outdated, ", ")),
            "Stop the server, run `kalends zones check`, then `kalends zones apply`."};
  }
  return {Verdict::ok, "zones", "the system knows every zone that is used", ""};
}

Finding judge_certificate(Instant begins, Instant ends, Instant now) {
  using std::chrono::days;
  constexpr days soon{14};
  const std::string advice = "Renew it; a server takes a new one from the same files by itself.";
  if (now < begins) {
    return {Verdict::problem, "tls", "the certificate is good only from " + format_utc(begins),
            "Set the clock of this machine, or wait."};
  }
  if (now >= ends) {
    return {Verdict::problem, "tls", "the certificate ended at " + format_utc(ends), advice};
  }
  const auto left = std::chrono::floor<days>(ends - now);
  const std::string says = fmt::format("the certificate ends in {} days", left.count());
  if (left < soon) return {Verdict::warning, "tls", says, advice};
  return {Verdict::ok, "tls", says, ""};
}

Finding judge_backups(const BackupConfig& config, std::optional<Instant> newest, Instant now) {
  if (config.folder.empty()) {
    return {Verdict::warning, "backups", "the server makes none",
            "Set backup.folder, or have `kalends backup` called daily."};
  }
  const auto advice = "Look for backup_failed in the server's log.";
  if (!newest) {
    return {Verdict::problem, "backups", "there is none in " + config.folder,
            "The server makes the first as it starts; if it is not there a moment later, look for "
            "backup_failed in its log."};
  }
  const auto age = std::chrono::floor<std::chrono::hours>(now - *newest);
  const auto says = fmt::format("the newest is {} hours old", age.count());
  if (age <= std::chrono::hours{2 * config.every_hours}) return {Verdict::ok, "backups", says, ""};
  return {Verdict::problem, "backups", says, advice};
}

Finding judge_stream(const Heard& heard) {
  const auto said = [&](const char* status) { return heard.status_line.starts_with(status); };
  constexpr char whole_text = '\x81';
  if (said("HTTP/1.1 101") && heard.beyond.starts_with(whole_text)) {
    return {Verdict::ok, "websocket", "it opens, and the greeting comes", ""};
  }
  if (said("HTTP/1.1 101")) {
    return {Verdict::problem, "websocket", "it opens, and then nothing comes",
            "Something between keeps back what the server sends: turn its buffering off for "
            "/api/v1/stream."};
  }
  if (said("HTTP/1.1 401")) {
    return {Verdict::problem, "websocket", "the server there knows nobody of this database",
            "It works on another one; or something between removes Authorization."};
  }
  return {Verdict::problem, "websocket", "it does not open: " + heard.status_line,
          "Let the proxy pass Upgrade and Connection on, with HTTP/1.1 (docs/operations.md)."};
}

std::string text_of(const Finding& finding) {
  std::string text =
      fmt::format("{:<9}{:<11}{}\n", word(finding.verdict), finding.about, finding.says);
  if (!finding.advice.empty()) text += fmt::format("{:20}{}\n", "", finding.advice);
  return text;
}

}  // namespace kalends::app
