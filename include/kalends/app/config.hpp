#pragma once

#include <cstdint>
#include <string>

#include <kalends/base/log.hpp>
#include <kalends/user/registration.hpp>

namespace kalends::app {

struct LogConfig {
  LogLevel level = LogLevel::info;
};

/// PEM files; both, or neither for plain HTTP.
struct TlsConfig {
  std::string certificate;
  std::string key;
};

struct ServerConfig {
  int threads = 0;  // 0: one for each core
  int workers = 64;
  std::string public_url;       // an origin (`https://calendar.example`), or empty
  std::string trusted_proxies;  // addresses and networks, apart by commas
  TlsConfig tls;
};

struct BackupConfig {
  std::string folder;  // empty: the server makes none
  int every_hours = 24;
  int keep = 7;
};

struct RegistrationConfig {
  user::RegistrationMode mode = user::RegistrationMode::invite;
};

struct SessionConfig {
  int days = 30;
};

struct PasswordConfig {
  int memory_kib = 19456;
  int passes = 2;
};

struct LimitsConfig {
  std::int64_t attachment_bytes = 10'485'760;         // of one file
  std::int64_t attachment_quota_bytes = 209'715'200;  // of one person
  std::int64_t import_bytes = 16'777'216;             // of one calendar
  std::int64_t bodies_bytes = 134'217'728;            // of all that is being read
  int attendees = 500;                                // of one meeting
  int sockets = 50;                                   // WebSockets of one person
  int connections_address = 10'000;                   // open from one address
  int wrong_passwords = 20;                           // of one account, an hour
  int wrong_passwords_address = 1000;                 // from one address, an hour
  int registrations_address = 500;                    // from one address, an hour
  int searches = 600;                                 // of one person, a minute
  int writes = 3000;                                  // of one person, a minute
};

struct CacheConfig {
  std::int64_t series_bytes = 16'777'216;  // series ready to be looked at
  std::int64_t busy_bytes = 25'165'824;    // when people are busy
  std::int64_t session_bytes = 8'388'608;  // who is signed in
  std::int64_t view_bytes = 41'943'040;    // answers as they were given
};

struct NotificationsConfig {
  int keep = 500;  // for each person
  int keep_days = 60;
};

struct AuditConfig {
  int keep_days = 365;
};

/// Every setting, as a plain value. What a setting is called, what it may be and how it is
/// explained stands in `src/app/settings.cpp`, once. No secrets.
struct Config {
  std::string listen = "127.0.0.1:8080";
  std::string database = "kalends.db";
  LogConfig log;
  ServerConfig server;
  BackupConfig backup;
  RegistrationConfig registration;
  SessionConfig session;
  PasswordConfig password;
  LimitsConfig limits;
  NotificationsConfig notifications;
  AuditConfig audit;
  CacheConfig cache;
};

/// A configuration file (TOML) that holds every setting: explained, with the value it has in
/// `config`.
std::string to_toml(const Config& config);

}  // namespace kalends::app
