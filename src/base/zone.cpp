#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <shared_mutex>

#include <kalends/base/zone.hpp>

namespace kalends {
namespace {

absl::CivilSecond civil(LocalTime local) {
  return absl::CivilSecond() + local.time_since_epoch().count();
}

Instant instant(absl::Time time) {
  return Instant{std::chrono::seconds{absl::ToUnixSeconds(time)}};
}

/// The loader opens files by this name, so only what zones are called may reach it.
bool may_be_zone_name(std::string_view name) {
  if (name.empty() || name.size() > 64) return false;
  // "localtime" is whatever this machine uses; "Fixed/" is the library's own; the others are
  // copies.
  for (const std::string_view not_iana :
       {"localtime", "posixrules", "Fixed/", "posix/", "right/"}) {
    if (name.starts_with(not_iana)) return false;
  }
  if (name.find("//") != std::string_view::npos) return false;
  const bool starts_well = std::isalpha(static_cast<unsigned char>(name.front())) != 0;
  return starts_well && std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '/' || c == '_' || c == '-' || c == '+';
         });
}

/// Where the loader looks too.
const std::filesystem::path& zone_directory() {
  static const std::filesystem::path directory = [] {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in the program changes its environment
    const char* named = std::getenv("TZDIR");
    return named != nullptr && *named != '\0' ? named : "/usr/share/zoneinfo";
  }();
  return directory;
}

/// The loader keeps every name it was ever asked for, those it did not find too: clients may not
/// fill the memory with names of their own.
bool is_on_this_system(std::string_view name) {
  std::error_code ignored;
  return name == "UTC" || std::filesystem::is_regular_file(zone_directory() / name, ignored);
}

/// The zones that were found, as the loader keeps them too: almost every request asks for one, and
/// should not ask the file system each time. No more than the system has.
class KnownZones {
 public:
  std::optional<absl::TimeZone> find(std::string_view name) const {
    const std::shared_lock lock(mutex_);
    const auto found = zones_.find(name);
    return found == zones_.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(std::string_view name, absl::TimeZone zone) {
    const std::unique_lock lock(mutex_);
    zones_.emplace(name, zone);
  }

 private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, absl::TimeZone, std::less<>> zones_;
};

absl::Time time(Instant at) { return absl::FromUnixSeconds(at.time_since_epoch().count()); }

ZoneChange change_at(const absl::TimeZone& zone, absl::Time at) {
  const auto before = zone.At(at - absl::Seconds(1));
  const auto after = zone.At(at);
  const bool summer_flag_changes = before.is_dst != after.is_dst;
  return {instant(at), std::chrono::seconds{before.offset}, std::chrono::seconds{after.offset},
          after.zone_abbr, summer_flag_changes ? after.offset > before.offset : after.is_dst};
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
  static KnownZones known;
  if (const auto zone = known.find(name)) return Zone(*zone);
  absl::TimeZone zone;
  if (!may_be_zone_name(name) || !is_on_this_system(name)) return std::nullopt;
  if (!absl::LoadTimeZone({name.data(), name.size()}, &zone)) return std::nullopt;
  known.keep(name, zone);
  return Zone(zone);
}

Zone Zone::find_or_utc(std::string_view name) { return find(name).value_or(utc()); }

Zone Zone::utc() { return Zone(absl::UTCTimeZone()); }

Instant Zone::to_instant(LocalTime local) const {
  // `pre` is the offset before a change: the rule for gaps, and the first of two.
  return instant(zone_.At(civil(local)).pre);
}

LocalTime Zone::to_local(Instant at) const {
  return LocalTime{at.time_since_epoch() + offset_at(at)};
}

Instant Zone::start_of_day(Date date) const {
  const auto info = zone_.At(civil(LocalTime{date}));
  const bool skipped = info.kind == absl::TimeZone::TimeInfo::SKIPPED;
  return instant(skipped ? info.trans : info.pre);
}

std::chrono::seconds Zone::offset_at(Instant at) const {
  return std::chrono::seconds{zone_.At(time(at)).offset};
}

std::string Zone::abbreviation_at(Instant at) const { return zone_.At(time(at)).zone_abbr; }

std::vector<ZoneChange> Zone::changes(Instant from, Instant to) const {
  std::vector<ZoneChange> found;
  absl::TimeZone::CivilTransition next;
  // The loader tells what comes after a moment; one at `from` itself belongs to us too.
  absl::Time at = time(from) - absl::Seconds(1);
  while (zone_.NextTransition(at, &next)) {
    at = zone_.At(next.to).trans;
    if (at >= time(to)) break;
    found.push_back(change_at(zone_, at));
  }
  return found;
}

}  // namespace kalends
