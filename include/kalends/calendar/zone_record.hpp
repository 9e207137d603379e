#pragma once

#include <string>
#include <vector>

#include <kalends/base/time.hpp>
#include <kalends/base/zone.hpp>
#include <kalends/db/database.hpp>

namespace kalends::calendar {

/// What a zone's clocks did and will do from 2020 to 2100, as the zone data of some day had it.
std::string offsets_of(const Zone& zone);

/// The times at which two such records have different offsets, in order.
std::vector<TimeRange> differences(const std::string& before, const std::string& after);

/// The instant of a local time by such a record: as Zone reads it.
Instant instant_by(const std::string& offsets, LocalTime local);

/// A zone in which series are stored, and its offsets when that was done.
struct ZoneRecord {
  std::string name;
  std::string offsets;
};

std::vector<ZoneRecord> find_zone_records(db::Connection& db);
/// Those whose offsets are others in the zone data that the system has now.
std::vector<ZoneRecord> outdated_zones(db::Connection& db);

/// Names of zones that people or series are in, and that the system does not know.
std::vector<std::string> missing_zones(db::Connection& db);

/// Records the zone's present offsets, unless it is recorded already.
void record_zone(db::Transaction& transaction, const std::string& name);
/// Records the present offsets of all zones that are recorded.
void renew_zone_records(db::Transaction& transaction);

}  // namespace kalends::calendar
