#include "database_copy.hpp"
#include "doctor.hpp"

#include <filesystem>

#include <kalends/calendar/zone_record.hpp>
#include <kalends/db/copy.hpp>
#include <kalends/db/migration.hpp>

namespace kalends::app {
namespace {

constexpr auto about = "database";

/// False when there is nothing to work with.
bool examine_content(db::Connection& reader, Instant now, const Tell& tell) {
  if (!db::has_tables(reader, {"users", "meetings", "notices"})) {
    tell({Verdict::problem, about, "this is no database of Kalends",
          "Set `database` to the right file."});
    return false;
  }
  const int known = static_cast<int>(db::embedded_migrations().size());
  const int version = db::schema_version(reader);
  const auto holdings = invite::holdings_of(reader);
  tell({Verdict::ok, about, text_of(holdings), ""});
  tell(judge_schema(version, known));
  tell(judge_clock(now, holdings.newest));
  if (version != known) return false;
  std::vector<std::string> outdated;
  for (const auto& each : calendar::outdated_zones(reader)) outdated.push_back(each.name);
  tell(judge_zones(calendar::missing_zones(reader), outdated));
  return true;
}

bool examine_pages(const std::string& database, const Tell& tell) {
  const auto damage = db::find_damage(database, [] {});
  if (damage.empty()) {
    tell({Verdict::ok, about, "every page of it was read, and is sound", ""});
    return true;
  }
  tell({Verdict::problem, about, "it is damaged: " + damage.front(),
        "Stop the server, keep a copy of the file and its -wal, and restore the newest backup "
        "(`kalends restore`). Then look for the cause: the disk, or memory."});
  return false;
}

/// What one look throws is a finding, and no reason to leave out the next.
bool attempt(const Tell& tell, const std::function<bool()>& look) {
  try {
    return look();
  } catch (const std::exception& error) {
    tell({Verdict::problem, about, error.what(),
          "It cannot be read. Run this as the user that the server runs as; if that fails too, "
          "restore the newest backup."});
    return false;
  }
}

}  // namespace

bool examine_database(const std::string& database, Instant now, const Tell& tell) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(database, unknown)) {
    tell({Verdict::problem, about, "there is no such file: " + database,
          "The first `kalends serve` makes it. If there was one, set `database` to where it is."});
    return false;
  }
  const bool usable = attempt(tell, [&] {
    db::Connection reader(database, db::Mode::reader);
    return examine_content(reader, now, tell);
  });
  const bool sound = attempt(tell, [&] { return examine_pages(database, tell); });
  return usable && sound;
}

}  // namespace kalends::app
