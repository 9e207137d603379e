#include "import_groups.hpp"

#include <charconv>
#include <functional>

#include <kalends/calendar/imported_event.hpp>

namespace kalends::invite {
namespace {

// Beyond that nobody looks for doubles: they update each other.
constexpr std::size_t most_seen = 500'000;

std::size_t size_of(const ical::Component& component) {
  std::size_t size = sizeof(component);
  for (const ical::Property& property : component.properties) {
    size += sizeof(property) + property.value.capacity();
    for (const auto& parameter : property.parameters) {
      size += sizeof(parameter) + 2 * sizeof(std::string);
    }
  }
  for (const ical::Component& inner : component.components) size += size_of(inner);
  return size;
}

int sequence_of(const ical::Component& vevent) {
  const std::string_view text = vevent.value("SEQUENCE");
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool stands_alone(const ical::Component& vevent) {
  return vevent.find("RECURRENCE-ID") == nullptr && vevent.find("RRULE") == nullptr &&
         vevent.find("RDATE") == nullptr;
}

}  // namespace

std::vector<EventGroup> EventGroups::add(ical::Component vevent, bool must_wait) {
  std::string uid = calendar::uid_of(vevent);
  const bool is_master = vevent.find("RECURRENCE-ID") == nullptr;
  if (is_master && is_double(uid, vevent)) {
    std::vector<EventGroup> out(1);
    out[0].uid = std::move(uid);
    out[0].doubles.push_back(std::move(vevent));
    return out;
  }
  const auto known = waiting_.find(uid);
  if (known == waiting_.end() && stands_alone(vevent) && !must_wait) {
    std::vector<EventGroup> out(1);
    out[0].uid = std::move(uid);
    out[0].master = std::move(vevent);
    return out;
  }
  EventGroup& group = known == waiting_.end() ? waiting_[uid] : known->second;
  group.uid = std::move(uid);
  bytes_ += size_of(vevent);
  if (is_master) {
    put_master(group, std::move(vevent));
  } else {
    group.occurrences.push_back(std::move(vevent));
  }
  return bytes_ > most_bytes ? make_room() : std::vector<EventGroup>();
}

/// Of two events of one UID the first counts, unless the second one says that it is newer.
bool EventGroups::is_double(const std::string& uid, const ical::Component& vevent) {
  const int sequence = sequence_of(vevent);
  const std::size_t name = std::hash<std::string>()(uid);
  if (seen_.size() >= most_seen && seen_.count(name) == 0) return false;
  const auto [seen, first] = seen_.try_emplace(name, sequence);
  if (first) return false;
  if (sequence <= seen->second) return true;
  seen->second = sequence;
  return false;
}

void EventGroups::put_master(EventGroup& group, ical::Component vevent) {
  if (group.master) group.doubles.push_back(std::move(*group.master));
  group.master = std::move(vevent);
}

/// Series that have waited so long go, with the occurrences that are known of them; those whose
/// series has not come go only when that is not enough.
std::vector<EventGroup> EventGroups::make_room() {
  std::vector<EventGroup> out;
  std::map<std::string, EventGroup> rest;
  std::size_t left = 0;
  for (auto& [uid, group] : waiting_) {
    if (group.master) {
      out.push_back(std::move(group));
      continue;
    }
    for (const auto& each : group.occurrences) left += size_of(each);
    rest.emplace(uid, std::move(group));
  }
  waiting_ = std::move(rest);
  bytes_ = left;
  if (left <= most_bytes / 2) return out;
  for (EventGroup& group : take_all()) out.push_back(std::move(group));
  return out;
}

std::vector<EventGroup> EventGroups::take_all() {
  std::vector<EventGroup> out;
  for (auto& [uid, group] : waiting_) out.push_back(std::move(group));
  waiting_.clear();
  bytes_ = 0;
  return out;
}

}  // namespace kalends::invite
