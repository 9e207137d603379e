#include "number_list.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/calendar/zone_record.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::seconds;

constexpr TimeRange recorded{Instant{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}},
                             Instant{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}}};

/// From this moment until that of the next step.
struct Step {
  Instant from;
  std::int64_t offset = 0;
};

std::vector<Step> steps_of(const std::string& text) {
  const auto numbers = read_numbers(text);
  std::vector<Step> steps;
  if (!numbers.empty()) steps.push_back({recorded.from, numbers[0]});
  for (std::size_t n = 1; n + 1 < numbers.size(); n += 2) {
    steps.push_back({Instant{seconds{numbers[n]}}, numbers[n + 1]});
  }
  return steps;
}

std::int64_t offset_at(const std::vector<Step>& steps, Instant at) {
  const auto after = std::upper_bound(steps.begin(), steps.end(), at,
                                      [](Instant time, const Step& s) { return time < s.from; });
  return after == steps.begin() ? 0 : std::prev(after)->offset;
}

std::string present_offsets(const std::string& name) {
  const auto zone = Zone::find(name);
  return zone ? offsets_of(*zone) : std::string();
}

}  // namespace

std::string offsets_of(const Zone& zone) {
  std::string text = fmt::to_string(zone.offset_at(recorded.from).count());
  for (const ZoneChange& change : zone.changes(recorded.from, recorded.to)) {
    if (change.offset_before == change.offset_after) continue;
    text +=
        fmt::format(" {} {}", change.at.time_since_epoch().count(), change.offset_after.count());
  }
  return text;
}

std::vector<TimeRange> differences(const std::string& before, const std::string& after) {
  const auto old_steps = steps_of(before);
  const auto new_steps = steps_of(after);
  std::vector<Instant> edges{recorded.to};
  for (const Step& step : old_steps) edges.push_back(step.from);
  for (const Step& step : new_steps) edges.push_back(step.from);
  std::sort(edges.begin(), edges.end());
  std::vector<TimeRange> out;
  for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
    if (offset_at(old_steps, edges[n]) == offset_at(new_steps, edges[n])) continue;
    if (!out.empty() && out.back().to == edges[n]) {
      out.back().to = edges[n + 1];
    } else if (edges[n] < edges[n + 1]) {
      out.push_back({edges[n], edges[n + 1]});
    }
  }
  return out;
}

Instant instant_by(const std::string& offsets, LocalTime local) {
  const auto steps = steps_of(offsets);
  // By the offset before any change near it: gaps keep it, of two the first has it.
  const Instant near{local.time_since_epoch() - std::chrono::hours{26}};
  Instant at{local.time_since_epoch() - seconds{offset_at(steps, near)}};
  for (const Step& step : steps) {
    const Instant after{local.time_since_epoch() - seconds{step.offset}};
    if (step.from > near && step.from <= at && after >= step.from) at = after;
  }
  return at;
}

std::vector<ZoneRecord> find_zone_records(db::Connection& db) {
  return db.query("SELECT name, offsets FROM zones ORDER BY name").all([](const db::Rows& row) {
    return ZoneRecord{row.get<std::string>(0), row.get<std::string>(1)};
  });
}

std::vector<ZoneRecord> outdated_zones(db::Connection& db) {
  auto records = find_zone_records(db);
  const auto is_current = [](const ZoneRecord& record) {
    return record.offsets == present_offsets(record.name);
  };
  records.erase(std::remove_if(records.begin(), records.end(), is_current), records.end());
  return records;
}

std::vector<std::string> missing_zones(db::Connection& db) {
  auto names = db.query("SELECT time_zone FROM users UNION SELECT name FROM zones ORDER BY 1")
                   .all([](const db::Rows& row) { return row.get<std::string>(0); });
  std::erase_if(names, [](const std::string& name) { return Zone::find(name).has_value(); });
  return names;
}

void record_zone(db::Transaction& transaction, const std::string& name) {
  if (transaction.db().query("SELECT 1 FROM zones WHERE name = $1", name).next()) return;
  const std::string offsets = present_offsets(name);
  transaction.db().execute("INSERT INTO zones (name, offsets) VALUES ($1, $2)", name, offsets);
}

void renew_zone_records(db::Transaction& transaction) {
  for (const ZoneRecord& record : outdated_zones(transaction.db())) {
    const std::string offsets = present_offsets(record.name);
    transaction.db().execute("UPDATE zones SET offsets = $1 WHERE name = $2", offsets, record.name);
  }
}

}  // namespace kalends::calendar
