#include "participants.hpp"

namespace kalends::calendar {
namespace {

constexpr UserId ann{1};
constexpr UserId bob{2};
constexpr UserId cid{3};

/// "09:00-10:00" of Monday, 2 March 2026 in UTC, or "2026-03-03 09:00-10:00" of another day.
TimeRange range_of(const std::string& text) {
  const bool dated = text.size() > 11;
  const std::string day = dated ? text.substr(0, 10) : "2026-03-02";
  const std::string times = dated ? text.substr(11) : text;
  const std::string end = times.substr(6);
  return {at(day + "T" + times.substr(0, 5)),
          end == "24:00" ? at(day + "T00:00") + hours{24} : at(day + "T" + end)};
}

std::vector<TimeRange> ranges_of(const std::vector<const char*>& texts) {
  std::vector<TimeRange> out;
  out.reserve(texts.size());
  for (const char* const text : texts) out.push_back(range_of(text));
  return out;
}

using Texts = std::vector<const char*>;

/// Who is busy and tentative at these times; without `working`, any hour will do.
Participant person(UserId user, const Texts& busy, const Texts& tentative = {},
                   const std::optional<Texts>& working = std::nullopt) {
  std::vector<BusyTime> times;
  for (const TimeRange& range : ranges_of(busy)) times.push_back({range, Busy::busy});
  for (const TimeRange& range : ranges_of(tentative)) times.push_back({range, Busy::tentative});
  Participant out{user, merged(std::move(times), {monday - days{100}, monday + days{100}}), {}};
  if (working) out.working = ranges_of(*working);
  return out;
}

MeetingTimesQuestion question(const char* range, minutes length, std::size_t most = 5,
                              const char* zone = "UTC") {
  return {range_of(range), length, Zone::find(zone).value(), most};
}

using Shown = std::vector<std::string>;

/// "02T09:00" in the zone, and behind it for whom it is tentative.
Shown shown(const MeetingTimes& found, const char* zone = "UTC") {
  Shown out;
  for (const MeetingTime& time : found.times) {
    const LocalTime local = Zone::find(zone).value().to_local(time.range.from);
    std::string text = format_time(local, seconds{0}).substr(8, 8);
    for (const UserId user : time.tentative) text += " ?" + std::to_string(user.value);
    out.push_back(std::move(text));
  }
  return out;
}

TEST_CASE("what is suggested is free for everybody, and the best comes first") {
  struct {
    std::string what;
    std::vector<Participant> people;
    MeetingTimesQuestion question;
    Shown times;
  } const cases[] = {
      {"nobody has anything: the full hours",
       {person(ann, {})},
       question("09:00-12:00", minutes{45}),
       {"02T09:00", "02T10:00", "02T11:00"}},
      {"touching is free, on both sides",
       {person(ann, {"08:00-09:00", "10:00-11:00"}), person(bob, {"10:00-12:00"})},
       question("08:00-12:00", hours{1}),
       {"02T09:00"}},
      {"a minute too short is too short",
       {person(ann, {"08:00-09:00", "09:59-12:00"})},
       question("08:00-12:00", hours{1}),
       {}},
      {"only quarters of the hour, though free from 09:05 on",
       {person(ann, {"08:00-09:05", "10:20-12:00"})},
       question("08:00-12:00", hours{1}),
       {"02T09:15"}},
      {"the range is kept to, also off the quarter",
       {person(ann, {})},
       question("09:05-10:20", hours{1}),
       {"02T09:15"}},
      {"it may fill the range", {person(ann, {})}, question("09:00-10:00", hours{1}), {"02T09:00"}},
      {"the full hour before the half before the quarter",
       {person(ann, {"08:00-09:15"})},
       question("08:00-12:00", minutes{30}),
       {"02T10:00", "02T11:00", "02T09:30", "02T10:30", "02T11:30"}},
      {"no two overlap, whatever their length",
       {person(ann, {})},
       question("09:00-12:00", minutes{50}),
       {"02T09:00", "02T10:00", "02T11:00"}},
      {"no more than asked for",
       {person(ann, {})},
       question("09:00-12:00", minutes{15}, 2),
       {"02T09:00", "02T10:00"}},
      {"a length that is no quarter",
       {person(ann, {"10:00-10:10"})},
       question("09:00-12:00", minutes{50}),
       {"02T09:00", "02T11:00"}},
      {"an all-day meeting takes the day",
       {person(ann, {"00:00-24:00"})},
       question("09:00-17:00", minutes{15}),
       {}},
      {"the same person's times overlap each other",
       {person(ann, {"09:00-10:00", "09:30-11:00", "09:45-10:15"})},
       question("09:00-12:00", minutes{45}),
       {"02T11:00"}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    const MeetingTimes found = find_meeting_times(each.people, each.question);
    CHECK(shown(found) == each.times);
    CHECK(found.times.empty() == !found.reasons.empty());
    for (const MeetingTime& time : found.times) {
      CHECK((time.range.to - time.range.from == each.question.length));
    }
  }
}

TEST_CASE("tentative is worse than free and better than nothing, and says for whom") {
  const auto found = [](const std::vector<Participant>& people, std::size_t most = 5) {
    return shown(find_meeting_times(people, question("09:00-12:00", hours{1}, most)));
  };
  CHECK(found({person(ann, {}, {"09:00-12:00"})}) ==
        Shown{"02T09:00 ?1", "02T10:00 ?1", "02T11:00 ?1"});
  CHECK(found({person(ann, {}), person(bob, {}, {"09:00-10:30"})}) ==
        Shown{"02T11:00", "02T09:00 ?2", "02T10:00 ?2"});
  // One before two; in the order of the people.
  CHECK(found({person(bob, {}, {"09:00-11:00"}), person(ann, {}, {"09:00-10:00"})}) ==
        Shown{"02T11:00", "02T10:00 ?2", "02T09:00 ?2 ?1"});
  CHECK(found({person(ann, {"09:00-11:00"}, {"11:00-12:00"})}) == Shown{"02T11:00 ?1"});
  // Busy and tentative at once is busy.
  CHECK(found({person(ann, {"09:00-12:00"}, {"09:00-12:00"})}) == Shown{});
  // A free time on the quarter beats a tentative one on the hour that it overlaps.
  CHECK(found({person(ann, {"09:00-09:45"}, {"10:45-12:00"})}) == Shown{"02T09:45", "02T11:00 ?1"});
  CHECK(found({person(ann, {}, {"09:00-11:00"})}, 1) == Shown{"02T11:00"});
}

TEST_CASE("each day comes with its best two before any comes with its third") {
  const auto all = question("2026-03-02 09:00-12:00", hours{1}, 20);
  MeetingTimesQuestion three = all;
  three.range.to = range_of("2026-03-04 09:00-12:00").to;
  const Texts hours_of_all{"2026-03-02 09:00-12:00", "2026-03-03 09:00-12:00",
                           "2026-03-04 09:00-12:00"};
  // 10:00 first: the others are at the edge of the working time.
  CHECK(shown(find_meeting_times({person(ann, {}, {}, hours_of_all)}, three)) ==
        Shown{"02T10:00", "02T09:00", "03T10:00", "03T09:00", "04T10:00", "04T09:00", "02T11:00",
              "03T11:00", "04T11:00"});
  // Tentative times wait until every free one has come.
  CHECK(shown(find_meeting_times(
            {person(ann, {"2026-03-03 10:00-12:00"},
                    {"2026-03-03 09:00-10:00", "2026-03-04 09:00-12:00"}, hours_of_all)},
            three)) == Shown{"02T10:00", "02T09:00", "02T11:00", "03T09:00 ?1", "04T10:00 ?1",
                             "04T09:00 ?1", "04T11:00 ?1"});
}

TEST_CASE("the first and the last half hour of somebody's working time come later that day") {
  const auto found = [](const std::vector<Participant>& people) {
    return shown(find_meeting_times(people, question("00:00-24:00", hours{1}, 20)));
  };
  CHECK(found({person(ann, {}, {}, Texts{"09:00-13:00"})}) ==
        Shown{"02T10:00", "02T11:00", "02T09:00", "02T12:00"});
  CHECK(found({person(ann, {}, {}, Texts{"09:00-13:00"}),
               person(bob, {}, {}, Texts{"09:00-12:00"})}) ==
        Shown{"02T10:00", "02T11:00", "02T09:00"});
  // But a full hour is better than none at the edge.
  CHECK(found({person(ann, {}, {}, Texts{"09:00-11:00"})}) == Shown{"02T09:00", "02T10:00"});
  // The edges are those of the work, not of the range that was asked for.
  CHECK(shown(find_meeting_times({person(ann, {}, {}, Texts{"08:00-17:00"})},
                                 question("10:00-12:00", hours{1}))) ==
        Shown{"02T10:00", "02T11:00"});
  // Nobody has edges at any hour.
  CHECK(shown(find_meeting_times({person(ann, {})}, question("09:00-11:00", hours{1}))) ==
        Shown{"02T09:00", "02T10:00"});
}

TEST_CASE("people in three zones meet where their working hours do") {
  struct {
    std::string what;
    std::vector<const char*> zones;
    const char* from;
    const char* to;
    const char* shown_in;
    minutes length;
    Shown times;
  } const cases[] = {
      // Berlin 8-16Z, London 9-17Z, New York 14-22Z: two hours.
      {"in winter",
       {"Europe/Berlin", "Europe/London", "America/New_York"},
       "2026-03-02T00:00",
       "2026-03-03T00:00",
       "America/New_York",
       hours{1},
       {"02T09:00", "02T10:00"}},
      // Between the American and the European change the clocks are an hour nearer.
      {"in the weeks between two clock changes",
       {"Europe/Berlin", "Europe/London", "America/New_York"},
       "2026-03-09T00:00",
       "2026-03-10T00:00",
       "America/New_York",
       hours{1},
       {"09T10:00", "09T09:00", "09T11:00"}},
      // Kolkata 03:30-11:30Z, Berlin 08-16Z, London 09-17Z: half past eleven ends it.
      {"with a zone on the half hour",
       {"Asia/Kolkata", "Europe/Berlin", "Europe/London"},
       "2026-03-02T00:00",
       "2026-03-03T00:00",
       "Europe/London",
       hours{1},
       {"02T10:00", "02T09:00"}},
      // Kathmandu 03:15-11:15Z: on its own quarter, which is everybody's.
      {"with a zone on the quarter",
       {"Asia/Kathmandu", "Europe/Berlin"},
       "2026-03-02T00:00",
       "2026-03-03T00:00",
       "Asia/Kathmandu",
       minutes{60},
       {"02T15:00", "02T14:00", "02T16:00"}},
      {"Tokyo and New York never do",
       {"Asia/Tokyo", "Europe/Berlin", "America/New_York"},
       "2026-03-02T00:00",
       "2026-03-09T00:00",
       "UTC",
       minutes{15},
       {}},
      // Monday 09:00 in Auckland is Sunday 20:00Z, where Honolulu still has its Sunday off.
      {"across the date line",
       {"Pacific/Auckland", "Pacific/Honolulu"},
       "2026-03-01T00:00",
       "2026-03-04T00:00",
       "UTC",
       hours{2},
       {"02T21:00", "02T23:00", "03T21:00", "03T01:00"}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    const TimeRange range{at(each.from), at(each.to)};
    std::vector<Participant> people;
    for (const char* const zone : each.zones) {
      people.push_back(
          {UserId{1 + static_cast<std::int64_t>(people.size())}, {}, usual(zone, range)});
    }
    const auto found =
        find_meeting_times(people, {range, each.length, Zone::find(each.shown_in).value(), 20});
    CHECK(shown(found, each.shown_in) == each.times);
  }
}

// rules 2, 3, 4
TEST_CASE("in the nights of a clock change a meeting keeps its length") {
  struct {
    std::string what;
    const char* zone;
    const char* from;
    const char* to;
    minutes length;
    Shown times;
  } const cases[] = {
      {"spring leaves out two o'clock",
       "Europe/Berlin",
       "2026-03-29T00:00",
       "2026-03-29T03:00",
       hours{1},
       {"29T01:00", "29T03:00", "29T04:00"}},
      {"over the gap",
       "Europe/Berlin",
       "2026-03-29T00:30",
       "2026-03-29T01:30",
       hours{1},
       {"29T01:30"}},
      {"autumn has two o'clock twice",
       "Europe/Berlin",
       "2026-10-25T00:00",
       "2026-10-25T03:00",
       hours{1},
       {"25T02:00", "25T02:00", "25T03:00"}},
      {"Lord Howe moves by half an hour",
       "Australia/Lord_Howe",
       "2026-04-04T14:00",
       "2026-04-04T16:30",
       hours{1},
       {"05T01:00", "05T02:00"}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    const MeetingTimesQuestion asked{
        {at(each.from), at(each.to)}, each.length, Zone::find(each.zone).value(), 20};
    const auto found = find_meeting_times({person(ann, {})}, asked);
    CHECK(shown(found, each.zone) == each.times);
    for (const MeetingTime& time : found.times) {
      CHECK((time.range.to - time.range.from == each.length));
    }
  }
}

TEST_CASE("when there is no time, it is said why") {
  const auto reasons = [](const std::vector<Participant>& people, const char* range,
                          minutes length) {
    const MeetingTimes found = find_meeting_times(people, question(range, length));
    CHECK(found.times.empty());
    Shown out;
    for (const Reason& reason : found.reasons) {
      switch (reason.hindrance) {
        case Hindrance::no_room:
          out.emplace_back("no room");
          break;
        case Hindrance::working_hours:
          out.emplace_back("working hours");
          break;
        case Hindrance::busy:
          out.push_back(std::to_string(reason.user.value().value) + " busy " +
                        std::to_string(reason.share));
          break;
      }
    }
    return out;
  };
  CHECK(reasons({person(ann, {})}, "09:00-10:00", minutes{61}) == Shown{"no room"});
  CHECK(reasons({person(ann, {})}, "09:05-10:10", hours{1}) == Shown{"no room"});
  CHECK(reasons({person(ann, {})}, "10:00-09:00", hours{1}) == Shown{"no room"});
  CHECK(reasons(
            {person(ann, {}, {}, Texts{"09:00-12:00"}), person(bob, {}, {}, Texts{"12:00-17:00"})},
            "00:00-24:00", minutes{15}) == Shown{"working hours"});
  CHECK(reasons({person(ann, {}, {}, Texts{})}, "00:00-24:00", minutes{15}) ==
        Shown{"working hours"});
  CHECK(reasons({person(ann, {}, {}, Texts{"09:00-09:45", "13:00-13:45"})}, "00:00-24:00",
                hours{1}) == Shown{"working hours"});
  CHECK(reasons({person(ann, {"00:00-24:00"}), person(bob, {})}, "09:00-17:00", hours{1}) ==
        Shown{"1 busy 100"});
  // Of the nine starts from 09:00 to 11:00, Ann is busy at five and Bob at eight.
  CHECK(reasons(
            {person(ann, {"08:00-10:15"}, {}, Texts{"09:00-12:00"}), person(bob, {"10:00-12:00"})},
            "00:00-24:00", hours{1}) == Shown{"2 busy 88", "1 busy 55"});
  // Cid, who is tentative, is in nobody's way; what is outside working hours does not count.
  CHECK(reasons({person(ann, {"13:00-17:00"}, {}, Texts{"09:00-12:00"}),
                 person(bob, {"09:00-12:00"}), person(cid, {}, {"00:00-24:00"})},
                "00:00-24:00", hours{1}) == Shown{"2 busy 100"});
}

}  // namespace
}  // namespace kalends::calendar
