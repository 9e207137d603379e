#include "start_grid.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <kalends/calendar/meeting_times.hpp>

namespace kalends::calendar {
namespace {

using std::chrono::minutes;

constexpr minutes edge_of_work{30};
constexpr int a_day = 2;  // times of one day before those of others

/// Where this person is in the way with this status, each place once, in order.
std::vector<Places> blocked(const Grid& grid, const Participant& person, Busy status) {
  std::vector<Places> out;
  std::int64_t done = 0;
  for (const BusyTime& time : person.busy) {
    if (time.status != status) continue;
    const Places places = grid.overlapping(time.range);
    const Places rest{std::max(places.from, done), places.to};
    if (rest.from < rest.to) out.push_back(rest);
    done = std::max(done, places.to);
  }
  return out;
}

/// How many people are what, at each start.
struct Counts {
  std::vector<int> not_working;
  std::vector<int> busy;
  std::vector<int> tentative;
  std::vector<int> at_edge;
};

void add_edges(Tally& at_edge, const Grid& grid, const TimeRange& stretch) {
  at_edge.add(grid.within(stretch));
  at_edge.add(grid.within({stretch.from + edge_of_work, stretch.to - edge_of_work}), -1);
}

Counts count(const Grid& grid, const std::vector<Participant>& people) {
  Tally not_working(grid);
  Tally busy(grid);
  Tally tentative(grid);
  Tally at_edge(grid);
  for (const Participant& person : people) {
    for (const Places& places : blocked(grid, person, Busy::busy)) busy.add(places);
    for (const Places& places : blocked(grid, person, Busy::tentative)) tentative.add(places);
    if (!person.working) continue;
    not_working.add(grid.all());
    for (const TimeRange& stretch : *person.working) {
      not_working.add(grid.within(stretch), -1);
      add_edges(at_edge, grid, stretch);
    }
  }
  return {not_working.counts(), busy.counts(), tentative.counts(), at_edge.counts()};
}

/// A start, in the order in which people would like them.
struct Candidate {
  int tentative;
  Date day;
  int off_the_hour;
  int at_edge;
  std::int64_t place;
};

bool is_better(const Candidate& a, const Candidate& b) {
  return std::tie(a.tentative, a.day, a.off_the_hour, a.at_edge, a.place) <
         std::tie(b.tentative, b.day, b.off_the_hour, b.at_edge, b.place);
}

Candidate candidate(const Grid& grid, const Counts& counts, std::int64_t place, const Zone& zone) {
  const auto at = static_cast<std::size_t>(place);
  const LocalTime local = zone.to_local(grid.at(place).from);
  const Date day = std::chrono::floor<std::chrono::days>(local);
  const auto minute = (local - day) % std::chrono::hours{1};
  const int off_the_hour = minute == minutes{0} ? 0 : minute == minutes{30} ? 1 : 2;
  return {counts.tentative[at], day, off_the_hour, counts.at_edge[at], place};
}

std::vector<Candidate> candidates(const Grid& grid, const Counts& counts, const Zone& zone) {
  std::vector<Candidate> out;
  for (std::int64_t place = 0; place < grid.size(); ++place) {
    const auto at = static_cast<std::size_t>(place);
    const bool can_be = counts.not_working[at] == 0 && counts.busy[at] == 0;
    if (can_be) out.push_back(candidate(grid, counts, place, zone));
  }
  std::sort(out.begin(), out.end(), is_better);
  return out;
}

/// Those that overlap no better one.
std::vector<Candidate> apart(const std::vector<Candidate>& sorted, std::int64_t distance) {
  std::vector<Candidate> out;
  std::set<std::int64_t> taken;
  for (const Candidate& each : sorted) {
    const auto near = taken.lower_bound(each.place - distance + 1);
    if (near != taken.end() && *near < each.place + distance) continue;
    taken.insert(each.place);
    out.push_back(each);
  }
  return out;
}

/// The same, so that no day comes with many before another has come with its first.
std::vector<Candidate> spread(std::vector<Candidate> sorted) {
  std::map<std::pair<int, Date>, int> seen;
  std::vector<std::pair<int, Candidate>> turns;
  turns.reserve(sorted.size());
  for (const Candidate& each : sorted) {
    turns.emplace_back(seen[{each.tentative, each.day}]++ / a_day, each);
  }
  std::stable_sort(turns.begin(), turns.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second.tentative, a.first) < std::tie(b.second.tentative, b.first);
  });
  std::transform(turns.begin(), turns.end(), sorted.begin(),
                 [](const auto& turn) { return turn.second; });
  return sorted;
}

bool is_tentative(const Participant& person, const TimeRange& range) {
  auto time =
      std::partition_point(person.busy.begin(), person.busy.end(),
                           [&](const BusyTime& each) { return each.range.to <= range.from; });
  for (; time != person.busy.end() && time->range.from < range.to; ++time) {
    if (time->status == Busy::tentative) return true;
  }
  return false;
}

MeetingTime meeting_time(const TimeRange& range, const std::vector<Participant>& people) {
  MeetingTime out{range, {}};
  for (const Participant& person : people) {
    if (is_tentative(person, range)) out.tentative.push_back(person.user);
  }
  return out;
}

/// How often each one is busy where nobody's working hours are in the way. `before` has, for each
/// place, how many such there are before it.
std::vector<Reason> busy_people(const Grid& grid, const std::vector<Participant>& people,
                                const std::vector<std::int64_t>& before) {
  std::vector<Reason> out;
  for (const Participant& person : people) {
    std::int64_t busy = 0;
    for (const Places& places : blocked(grid, person, Busy::busy)) {
      busy += before[static_cast<std::size_t>(places.to)] -
              before[static_cast<std::size_t>(places.from)];
    }
    if (busy == 0) continue;
    const auto share = static_cast<int>(busy * 100 / before.back());
    out.push_back({Hindrance::busy, person.user, std::max(share, 1)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Reason& a, const Reason& b) { return a.share > b.share; });
  return out;
}

std::vector<Reason> reasons(const Grid& grid, const std::vector<Participant>& people,
                            const Counts& counts) {
  if (grid.size() == 0) return {{Hindrance::no_room, std::nullopt}};
  std::vector<std::int64_t> before{0};
  for (std::size_t place = 0; place + 1 < counts.not_working.size(); ++place) {
    before.push_back(before.back() + (counts.not_working[place] == 0 ? 1 : 0));
  }
  if (before.back() == 0) return {{Hindrance::working_hours, std::nullopt}};
  return busy_people(grid, people, before);
}

}  // namespace

MeetingTimes find_meeting_times(const std::vector<Participant>& people,
                                const MeetingTimesQuestion& question) {
  const Grid grid(question);
  const Counts counts = count(grid, people);
  const auto best = spread(apart(candidates(grid, counts, question.zone), grid.apart()));
  MeetingTimes out;
  for (const Candidate& each : best) {
    if (out.times.size() == question.most) break;
    out.times.push_back(meeting_time(grid.at(each.place), people));
  }
  if (best.empty()) out.reasons = reasons(grid, people, counts);
  return out;
}

}  // namespace kalends::calendar
