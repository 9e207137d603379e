#include "grammar.hpp"

#include "help_page.hpp"
#include "settings.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

namespace kalends::app {
namespace {

constexpr auto about_settings =
    "Each setting can also come from the environment (KALENDS_REGISTRATION_MODE=open) or from a "
    "file: `kalends config print` shows one. A flag wins over the environment, the environment "
    "over the file.";
constexpr auto about_hidden_settings =
    "Every other setting of `kalends serve` is understood here as well.";

CLI::Option* add_text(CLI::App& command, const std::string& flags, const std::string& value,
                      const std::string& help) {
  auto* option = command.add_option(flags, CLI::callback_t(), help);
  return option->type_name(value)->group("Options");
}

void add_switch(CLI::App& command, const std::string& flags, const std::string& help) {
  command.add_flag(flags, help)->disable_flag_override()->group("Options");
}

std::string title_of(const Setting& setting) {
  std::string section = section_of(setting);
  if (section.empty()) return "Settings";
  section.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(section.front())));
  return section;
}

/// Beside the flag with dashes only, the one that is spelled as the key is.
std::string flags_of(const Setting& setting) {
  std::string flag = flag_of(setting);
  if (setting.key.find('_') == std::string::npos) return flag;
  std::string as_in_file = "--" + setting.key;
  std::replace(as_in_file.begin(), as_in_file.end(), '.', '-');
  return flag + "," + as_in_file;
}

/// All settings; the help shows those with the keys `shown`, or all when there are none.
void add_settings(CLI::App& command, const std::set<std::string>& shown) {
  add_text(command, "--config", "FILE",
           "A file with settings (TOML). KALENDS_CONFIG names one as well.");
  for (const auto& setting : all_settings()) {
    const bool visible = shown.empty() || shown.count(setting.key) > 0;
    add_text(command, flags_of(setting), setting.is_number ? "NUMBER" : "TEXT",
             explanation_of(setting))
        ->default_str(default_of(setting))
        ->group(visible ? title_of(setting) : "");
  }
  command.footer(shown.empty() ? about_settings : about_hidden_settings);
}

void add_email(CLI::App& command) {
  add_text(command, "--email", "ADDRESS", "The address the person signs in with. Needed.");
}

void add_password_flag(CLI::App& command) {
  add_switch(command, "--password-stdin",
             "Read the password from standard input. Needed: it is the only way.");
}

void add_calendar_commands(CLI::App& program) {
  auto* in = program.add_subcommand("import", "Move a calendar in from another program");
  add_text(*in, "FILE", "", "An iCalendar file (.ics); - is standard input. Needed.");
  add_text(*in, "--user", "ADDRESS", "Whose calendar it goes into. Needed.");
  add_switch(*in, "--dry-run", "Only report what would be done.");
  add_settings(*in, {"database"});
  in->footer(
      "A server may run on the same database meanwhile. It learns of reminders due within the next "
      "20 minutes only when it looks at its database again, and then says them late.");

  auto* out = program.add_subcommand("export", "Write a calendar as an iCalendar file");
  add_text(*out, "--user", "ADDRESS", "Whose calendar. Needed.");
  add_text(*out, "--output", "FILE", "Where to; standard output if it is not given.");
  add_settings(*out, {"database"});
}

void add_backup_commands(CLI::App& program) {
  auto* backup = program.add_subcommand("backup", "Copy the database, also while a server runs");
  add_text(*backup, "FILE", "", "The file to write. Needed.");
  add_switch(*backup, "--force", "Replace the file if it is there.");
  add_settings(*backup, {"database"});
  backup->footer(
      "The copy is of one moment. It has its name only once it is on the disk, was read again from "
      "there and found good. It holds what the database holds: keep it as safe. A server also "
      "makes "
      "backups by itself (backup.folder).");

  auto* restore = program.add_subcommand("restore", "Put a backup in the place of the database");
  add_text(*restore, "FILE", "", "The backup; it stays as it is. Needed.");
  add_settings(*restore, {"database"});
  restore->footer(
      "While no server and no other command works on the database. The backup is checked first; "
      "what was there before is kept beside it. Sessions are those of the time of the backup.");
}

void add_doctor(CLI::App& program) {
  auto* doctor = program.add_subcommand("doctor", "Look for what is wrong, and say what to do");
  add_text(*doctor, "--address", "URL",
           "Ask the server there as well, as https://calendar.example or http://127.0.0.1:8080: a "
           "proxy stands before it, perhaps.");
  add_settings(*doctor, {"database", "backup.folder", "backup.every_hours",
                         "server.tls.certificate", "server.tls.key"});
  doctor->footer(
      "Give it the settings of the server (--config), and run it as the user that runs the server. "
      "It reads the whole database, and with --address it signs in for a moment as the first who "
      "registered. The exit status is 1 when it finds a problem.");
}

void add_user_commands(CLI::App& program) {
  auto* user = program.add_subcommand("user", "The people of this server");
  user->require_subcommand(0, 1);

  auto* add = user->add_subcommand("add", "Register a person");
  add_email(*add);
  add_text(*add, "--name", "NAME", "The person's name. Needed.");
  add_text(*add, "--time-zone", "ZONE", "The person's time zone, as Europe/Berlin; default UTC.");
  add_switch(*add, "--administrator", "Make the person an administrator.");
  add_password_flag(*add);
  add_settings(*add, {"database"});

  auto* list = user->add_subcommand("list", "List everybody");
  add_settings(*list, {"database"});

  auto* retire = user->add_subcommand("retire", "Somebody leaves, and somebody else takes over");
  add_text(*retire, "ADDRESS", "", "The address of the person who leaves. Needed.");
  add_text(*retire, "--to", "ADDRESS",
           "Who organizes their meetings from now on. Needed, also where there are none.");
  add_switch(
      *retire, "--all",
      "Hand over meetings that nobody else is in, too; otherwise they stay where nobody sees "
      "them.");
  add_switch(*retire, "--administrator", "Make the one who takes over an administrator.");
  add_switch(*retire, "--dry-run", "Only show what would be done.");
  add_settings(*retire, {"database"});
  retire->footer(
      "Of a series what is ahead is handed over; what has begun stays as it was, under their name. "
      "Everybody in these meetings is told. From meetings of others they are taken off, and "
      "whoever "
      "organizes those is told that they declined. They cannot sign in any more, and their address "
      "is free for somebody new. It cannot be undone. A server may run on the same database "
      "meanwhile. "
      "Broken off, it goes on when it is done again.");

  auto* reset = user->add_subcommand("reset-password", "Give a person another password");
  add_email(*reset);
  add_password_flag(*reset);
  add_settings(*reset, {"database"});
}

}  // namespace

void add_commands(CLI::App& program) {
  program.formatter_fn(help_page);
  program.set_help_flag("--help,-h", "Show this page.")->group("Options");
  add_switch(program, "--version", "Show the version.");
  program.footer(
      "`kalends serve --demo` shows what it is like; `kalends COMMAND --help` tells more.");
  program.require_subcommand(0, 1);

  auto* serve = program.add_subcommand("serve", "Run the server");
  add_switch(*serve, "--demo", "Run on a throw-away database with a small organisation in it.");
  add_switch(*serve, "--check",
             "Only look whether it could serve: settings, certificate, the form of the database.");
  add_settings(*serve, {});

  auto* migrate = program.add_subcommand("migrate", "Bring the database to this version's form");
  add_settings(*migrate, {"database"});

  add_user_commands(program);
  add_calendar_commands(program);

  auto* zones = program.add_subcommand("zones", "The system's time zone data");
  zones->require_subcommand(0, 1);
  auto* check = zones->add_subcommand(
      "check", "List what is ahead and moves under the zone data that the system has now");
  add_settings(*check, {"database"});
  auto* apply = zones->add_subcommand(
      "apply", "Move it, with its reminders, and tell people; while no server runs on the file");
  add_settings(*apply, {"database"});

  auto* capacity =
      program.add_subcommand("capacity", "What more people or another year would take");
  add_text(*capacity, "--users", "NUMBER", "How many people to reckon with. Needed.");
  add_settings(*capacity, {"database"});
  capacity->footer(
      "It reads the whole database and writes nothing; a server may run on it meanwhile.");

  add_backup_commands(program);
  add_doctor(program);

  auto* config = program.add_subcommand("config", "The settings");
  config->require_subcommand(0, 1);
  auto* print = config->add_subcommand("print", "Print every setting, as a configuration file");
  add_settings(*print, {});

  auto* health = program.add_subcommand("health", "Ask a running server whether it is well");
  add_settings(*health, {"listen", "server.tls.certificate", "server.tls.key"});

  program.add_subcommand("version", "Print the version");
}

}  // namespace kalends::app
