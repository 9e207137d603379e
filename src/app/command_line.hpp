#pragma once

#include "config_sources.hpp"

#include <cstdint>
#include <string>
#include <variant>

#include <kalends/app/config.hpp>

namespace kalends::app {

struct Serve {
  Config config;
  bool demo;
  bool check;  // only whether it could
};

struct Migrate {
  Config config;
};

/// The password comes on standard input.
struct UserAdd {
  Config config;
  std::string email;
  std::string name;
  std::string time_zone;
  bool administrator;
};

struct UserList {
  Config config;
};

/// The password comes on standard input.
struct UserResetPassword {
  Config config;
  std::string email;
};

/// Somebody leaves, and somebody else takes over what they organize.
struct UserRetire {
  Config config;
  std::string email;
  std::string to;
  bool all;            // meetings that nobody else is in, too
  bool administrator;  // who takes over becomes one
  bool dry_run;
};

struct ZonesCheck {
  Config config;
};

struct ZonesApply {
  Config config;
};

/// Moves a calendar in, for this person; `file` "-" is standard input.
struct ImportCalendar {
  Config config;
  std::string file;
  std::string email;
  bool dry_run;
};

/// To standard output where `file` is empty.
struct ExportCalendar {
  Config config;
  std::string file;
  std::string email;
};

/// What this many people would need, by the averages of the database.
struct Capacity {
  Config config;
  std::int64_t users;
};

/// Copies the database into this file.
struct Backup {
  Config config;
  std::string file;
  bool force;  // replaces what is there
};

/// Puts this backup in the place of the database.
struct Restore {
  Config config;
  std::string file;
};

/// Looks at all that a server needs; and at the server behind `address` where that is not empty.
struct Doctor {
  Config config;
  std::string address;
};

struct ConfigPrint {
  Config config;
};

/// Ask http://`listen`/healthz, or https.
struct HealthCheck {
  std::string listen;
  bool tls;
};

struct Version {};

/// Nothing to do but to say this: on standard output when `exit_code` is 0 (help), else on standard
/// error.
struct Notice {
  std::string text;
  int exit_code;
};

using Command = std::variant<Serve, Migrate, UserAdd, UserList, UserResetPassword, UserRetire,
                             ImportCalendar, ExportCalendar, ZonesCheck, ZonesApply, Capacity,
                             Backup, Restore, Doctor, ConfigPrint, HealthCheck, Version, Notice>;

/// What the arguments ask for. What is wrong with them, or with the settings they lead to, is a
/// Notice with exit code
/// 2. Addresses, names and zones of people are taken as given.
Command parse(int argc, const char* const* argv, const Environment& environment);

/// The environment of this process. Only while there is one thread.
std::optional<std::string> process_environment(const std::string& name);

}  // namespace kalends::app
