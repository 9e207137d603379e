#include "recurrence_times.hpp"

#include <algorithm>
#include <bit>

namespace kalends::calendar {
namespace {

constexpr std::uint64_t only_first = 1;

std::uint64_t bits_of(const std::vector<int>& values, int count) {
  if (values.empty()) return (std::uint64_t{1} << count) - 1;
  std::uint64_t bits = 0;
  for (const int value : values) bits |= std::uint64_t{1} << value;
  return bits;
}

/// The first bit that is set from `from` on; something above 59 when there is none.
int next_bit(std::uint64_t bits, int from) { return from + std::countr_zero(bits >> from); }

}  // namespace

int unit_length(Frequency frequency) {
  switch (frequency) {
    case Frequency::secondly:
      return 1;
    case Frequency::minutely:
      return 60;
    case Frequency::hourly:
      return 3600;
    default:
      return seconds_of_day;
  }
}

std::int64_t unit_index(LocalTime at, int length) {
  const std::int64_t second = at.time_since_epoch().count();
  return second / length - (second % length < 0 ? 1 : 0);
}

UnitFilter::UnitFilter(const RecurrenceRule& rule)
    : hours_(rule.frequency <= Frequency::hourly ? bits_of(rule.by_hour, 24) : only_first),
      minutes_(rule.frequency <= Frequency::minutely ? bits_of(rule.by_minute, 60) : only_first),
      seconds_(rule.frequency == Frequency::secondly ? bits_of(rule.by_second, 60) : only_first) {}

int UnitFilter::next_in_hour(int hour, int from) const {
  int minute = next_bit(minutes_, from / 60);
  int second = next_bit(seconds_, minute == from / 60 ? from % 60 : 0);
  if (second > 59) {
    minute = next_bit(minutes_, minute + 1);
    second = next_bit(seconds_, 0);
  }
  return minute > 59 ? seconds_of_day : (hour * 60 + minute) * 60 + second;
}

int UnitFilter::next(int from) const {
  const int hour = next_bit(hours_, from / 3600);
  if (hour > 23) return seconds_of_day;
  const int found = next_in_hour(hour, hour == from / 3600 ? from % 3600 : 0);
  if (found < seconds_of_day) return found;
  const int later = next_bit(hours_, hour + 1);
  return later > 23 ? seconds_of_day : next_in_hour(later, 0);
}

Offsets::Offsets(const RecurrenceRule& rule)
    : hours_(rule.frequency > Frequency::hourly ? rule.by_hour : std::vector<int>{0}),
      minutes_(rule.frequency > Frequency::minutely ? rule.by_minute : std::vector<int>{0}),
      seconds_(rule.frequency > Frequency::secondly ? rule.by_second : std::vector<int>{0}) {}

void Offsets::pick(const std::vector<int>& positions) {
  std::vector<int> picked;
  for (const std::size_t index : indices_of(positions, size())) picked.push_back((*this)[index]);
  picked_ = std::move(picked);
  all_ = false;
}

std::size_t Offsets::size() const {
  return all_ ? hours_.size() * minutes_.size() * seconds_.size() : picked_.size();
}

int Offsets::operator[](std::size_t index) const {
  if (!all_) return picked_[index];
  const int second = seconds_[index % seconds_.size()];
  index /= seconds_.size();
  const int minute = minutes_[index % minutes_.size()];
  return (hours_[index / minutes_.size()] * 60 + minute) * 60 + second;
}

std::size_t Offsets::first_from(std::int64_t offset) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if ((*this)[middle] < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::vector<std::size_t> indices_of(const std::vector<int>& positions, std::size_t count) {
  std::vector<std::size_t> indices;
  for (const int position : positions) {
    const auto from_end = static_cast<std::size_t>(std::abs(position));
    if (from_end == 0 || from_end > count) continue;
    indices.push_back(position > 0 ? from_end - 1 : count - from_end);
  }
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

}  // namespace kalends::calendar
