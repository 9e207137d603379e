#include <algorithm>
#include <cctype>
#include <filesystem>

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

/// The loader keeps every name it was ever asked for, those it did not find too: clients may not
/// fill the memory with names of their own.
bool is_on_this_system(std::string_view name) {
  std::error_code ignored;
  return name == "UTC" || std::filesystem::is_regular_file(
                              std::filesystem::path("/usr/share/zoneinfo") / name, ignored);
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
  absl::TimeZone zone;
  if (!may_be_zone_name(name) || !is_on_this_system(name)) return std::nullopt;
  if (!absl::LoadTimeZone({name.data(), name.size()}, &zone)) return std::nullopt;
  return Zone(zone);
}

Zone Zone::utc() { return Zone(absl::UTCTimeZone()); }

Instant Zone::to_instant(LocalTime local) const {
  // `pre` is the offset before a change: the rule for gaps, and the first of two.
  return instant(zone_.At(civil(local)).pre);
}

LocalTime Zone::to_local(Instant at) const {
  const auto info = zone_.At(absl::FromUnixSeconds(at.time_since_epoch().count()));
  return LocalTime{std::chrono::seconds{info.cs - absl::CivilSecond()}};
}

Instant Zone::start_of_day(Date date) const {
  const auto info = zone_.At(civil(LocalTime{date}));
  const bool skipped = info.kind == absl::TimeZone::TimeInfo::SKIPPED;
  return instant(skipped ? info.trans : info.pre);
}

}  // namespace kalends
