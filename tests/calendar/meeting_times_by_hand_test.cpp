#include "participants.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace kalends::calendar {
namespace {

/// Each quarter of an hour is held against each person, word for word as the header says.
struct BruteForce {
  const std::vector<Participant>& people;
  const MeetingTimesQuestion& question;

  bool can(const TimeRange& slot) const {
    return std::all_of(people.begin(), people.end(), [&](const Participant& person) {
      const bool works =
          !person.working ||
          std::any_of(person.working->begin(), person.working->end(), [&](const TimeRange& each) {
            return each.from <= slot.from && slot.to <= each.to;
          });
      return works && !has(person, slot, Busy::busy);
    });
  }
  static bool has(const Participant& person, const TimeRange& slot, Busy status) {
    return std::any_of(person.busy.begin(), person.busy.end(), [&](const BusyTime& each) {
      return each.status == status && overlap(each.range, slot);
    });
  }
  std::vector<UserId> tentative(const TimeRange& slot) const {
    std::vector<UserId> out;
    for (const Participant& person : people) {
      if (has(person, slot, Busy::tentative)) out.push_back(person.user);
    }
    return out;
  }
  int at_edge(const TimeRange& slot) const {
    int count = 0;
    for (const Participant& person : people) {
      if (!person.working) continue;
      for (const TimeRange& each : *person.working) {
        if (slot.from < each.from || each.to < slot.to) continue;
        const bool edge = slot.from - each.from < minutes{30} || each.to - slot.to < minutes{30};
        count += edge ? 1 : 0;
      }
    }
    return count;
  }
  auto rank(const TimeRange& slot) const {
    const LocalTime local = question.zone.to_local(slot.from);
    const auto minute = (local.time_since_epoch() / minutes{1}) % 60;
    return std::tuple(tentative(slot).size(), question.zone.date_at(slot.from),
                      minute == 0    ? 0
                      : minute == 30 ? 1
                                     : 2,
                      at_edge(slot), slot.from);
  }

  std::vector<MeetingTime> best() const {
    std::vector<TimeRange> slots;
    // Every zone of the test is on the quarter of UTC's hour.
    for (Instant from = std::chrono::ceil<minutes>(question.range.from);
         from + question.length <= question.range.to; from += minutes{1}) {
      const bool quarter = (from.time_since_epoch() / minutes{1}) % 15 == 0;
      const TimeRange slot{from, from + question.length};
      if (quarter && can(slot)) slots.push_back(slot);
    }
    std::sort(slots.begin(), slots.end(),
              [&](const TimeRange& a, const TimeRange& b) { return rank(a) < rank(b); });
    return spread(slots);
  }
  std::vector<MeetingTime> spread(const std::vector<TimeRange>& slots) const {
    std::map<std::tuple<std::size_t, int, Date, int>, MeetingTime> out;
    std::map<std::pair<std::size_t, Date>, int> seen;
    for (const TimeRange& slot : slots) {
      const bool taken = std::any_of(out.begin(), out.end(), [&](const auto& each) {
        return overlap(each.second.range, slot);
      });
      if (taken) continue;
      const auto whom = tentative(slot);
      const Date day = question.zone.date_at(slot.from);
      const int number = seen[{whom.size(), day}]++;
      out[{whom.size(), number / 2, day, number}] = {slot, whom};
    }
    std::vector<MeetingTime> times;
    for (const auto& [place, time] : out) {
      if (times.size() < question.most) times.push_back(time);
    }
    return times;
  }
};

const char* const some_zones[] = {"Europe/Berlin", "America/New_York", "Asia/Kolkata",
                                  "Asia/Kathmandu"};

Participant some_person(std::mt19937& random, UserId user, const TimeRange& range) {
  std::vector<BusyTime> times;
  const int count = static_cast<int>(random() % 12);
  for (int i = 0; i < count; ++i) {
    const Instant from = range.from + minutes{random() % 10000} - days{1};
    const Instant earlier = from - seconds{random() % 3600};
    const minutes length = random() % 10 == 0 ? hours{24} : minutes{1 + random() % 200};
    const TimeRange time{random() % 2 == 0 ? from : earlier, from + length};
    const Busy status = random() % 3 == 0 ? Busy::tentative : Busy::busy;
    if (overlap(time, range)) times.push_back({time, status});
  }
  Participant out{user, merged(std::move(times), range), {}};
  if (random() % 4 != 0) out.working = usual(some_zones[random() % 4], range);
  return out;
}

TEST_CASE("the times found are those that trying every quarter of an hour by hand gives") {
  // The clocks change in Berlin on 29 March and 25 October, in New York on 8 March.
  const Instant beginnings[] = {at("2026-03-05T08:00"), at("2026-03-26T08:00"),
                                at("2026-10-22T08:00")};
  int with_times = 0;
  int without = 0;
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Instant from = beginnings[seed % 3] + minutes{random() % 1000};
    const MeetingTimesQuestion asked{{from, from + minutes{random() % 10000}},
                                     minutes{15 + random() % 200},
                                     Zone::find(some_zones[random() % 4]).value(),
                                     1 + random() % 20};
    std::vector<Participant> people;
    const auto count = static_cast<std::int64_t>(1 + random() % 4);
    for (std::int64_t id = 1; id <= count; ++id) {
      people.push_back(some_person(random, UserId{id}, asked.range));
    }
    const MeetingTimes found = find_meeting_times(people, asked);
    const auto wanted = BruteForce{people, asked}.best();
    REQUIRE(found.times.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CHECK((found.times[i].range == wanted[i].range));
      CHECK((found.times[i].tentative == wanted[i].tentative));
    }
    ++(wanted.empty() ? without : with_times);
  }
  CHECK(with_times > 20);
  CHECK(without > 20);
}

}  // namespace
}  // namespace kalends::calendar
