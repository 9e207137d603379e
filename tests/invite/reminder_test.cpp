#include "house.hpp"

#include <algorithm>
#include <random>

#include <kalends/invite/zone_change.hpp>

namespace kalends::invite {
namespace {

/// "bob 30 11:30", and where they are for everybody "all 30 11:30".
Words plans(House& house, const std::vector<user::User>& people = {}) {
  Words out;
  for (const auto& reminder : house.planned()) {
    const auto person = std::find_if(people.begin(), people.end(), [&](const user::User& each) {
      return each.id == reminder.user;
    });
    out.push_back((person == people.end() ? "all" : person->name) + " " +
                  std::to_string(reminder.minutes_before) + " " +
                  format_utc(reminder.due_at).substr(5, 11));
  }
  return out;
}

Draft fair() {
  Draft draft = House::draft(0, {});
  draft.time.all_day = true;
  draft.time.start_local = parse_time("2026-03-30")->local;
  draft.time.end_local = parse_time("2026-03-31")->local;
  draft.time.starts_at = Instant{draft.time.start_local.time_since_epoch()};
  draft.time.ends_at = draft.time.starts_at + hours{24};
  draft.reminders = {0};
  return draft;
}

// rule 19
TEST_CASE("a timed meeting plans one reminder for all, an all-day one each person's own") {
  House house;
  const user::User ann = house.person("ann", "UTC");
  const user::User joe = house.person("joe", "America/New_York");
  house.make(ann, House::draft(12, {joe}));
  CHECK(plans(house) == Words{"all 30 03-02T11:30", "all 0 03-02T12:00"});
  Draft all_day = fair();
  all_day.guests.push_back(House::guest(joe));
  house.make(ann, all_day);
  CHECK(plans(house, {ann, joe}) ==
        Words{"all 30 03-02T11:30", "all 0 03-02T12:00", "ann 0 03-30T09:00", "joe 0 03-30T13:00"});
}

// rule 21
TEST_CASE("what is past when a meeting is made or moved is not planned") {
  House house;
  const user::User ann = house.person("ann");
  house.clock.set(monday + hours{3} + minutes{50});
  const auto meeting = house.make(ann, House::draft(12, {}));
  CHECK(plans(house) == Words{"all 0 03-02T12:00"});
  Change later;
  later.time.start = parse_time("2026-03-02T15:00");
  REQUIRE(house.change(meeting, later).has_value());
  CHECK(plans(house) == Words{"all 30 03-02T14:30", "all 0 03-02T15:00"});
  Change past;
  past.time.start = parse_time("2026-03-02T09:00");
  REQUIRE(house.change(meeting, past).has_value());
  CHECK(plans(house).empty());
}

// rule 23
TEST_CASE("who moves to another zone has their own mornings planned anew, and nobody else's") {
  House house;
  const user::User ann = house.person("ann", "UTC");
  const user::User joe = house.person("joe", "America/New_York");
  Draft all_day = fair();
  all_day.guests.push_back(House::guest(joe));
  house.make(ann, all_day);
  house.make(joe, House::draft(12, {}));
  const auto moved = house.write([&](db::Transaction& transaction) -> Result<bool> {
    move_to_zone(transaction, house.tools, joe, "Asia/Tokyo");
    return true;
  });
  REQUIRE(moved.has_value());
  CHECK(plans(house, {ann, joe}) ==
        Words{"all 30 03-02T11:30", "all 0 03-02T12:00", "joe 0 03-30T00:00", "ann 0 03-30T09:00"});
}

// rule 20
TEST_CASE("every reminder comes exactly once, through weeks of changes and of clocks that jump") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  std::mt19937 random(7);
  std::vector<calendar::Meeting> meetings;
  meetings.reserve(40);
  for (int i = 0; i < 40; ++i) {
    meetings.push_back(house.make(ann, House::draft(12 + i * 5, {bob})));
  }
  // Each of them moves once more, to a time of its own, well before it would have begun.
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    Change later;
    const Instant start = monday + days{20} + hours{3 * i};
    later.time.start = WrittenTime{LocalTime{start.time_since_epoch()}, std::nullopt, false};
    REQUIRE(house.change(meetings[i], later).has_value());
  }
  while (house.clock.now() < monday + days{30}) {
    house.clock.set(house.clock.now() + minutes{random() % 40});
    house.reminders.tick(*house.reader);
    if (random() % 5 == 0) {
      const Instant ahead = house.clock.now();
      house.clock.set(ahead - minutes{random() % 300});
      house.reminders.tick(*house.reader);
      house.clock.set(ahead);
    }
  }
  std::size_t reminders = 0;
  for (const std::string& kind : house.told(bob)) reminders += kind == "reminder";
  CHECK(reminders == 80);
  CHECK(house.reminders.figures().sent.load() == 160);
  CHECK(house.reminders.figures().dropped.load() == 0);
  CHECK(house.planned().empty());
}

// rule 20
TEST_CASE("what a server took from its wheel and did not say is said by the next one") {
  House house;
  const user::User ann = house.person("ann");
  house.make(ann, House::draft(12, {}));
  house.reminders.tick(*house.reader);
  house.clock.set(monday + hours{4});
  house.queue.refill(*house.reader, house.clock.now());
  // A server that took them from its wheel and then died.
  CHECK(house.queue.due(house.clock.now()).size() == 2);
  notification::ReminderQueue queue(house.clock.now());
  Tools tools{house.clock, house.ids, house.notifier, queue, 500};
  ReminderService next(house.database, tools);
  next.tick(*house.reader);
  next.tick(*house.reader);
  CHECK(house.told(ann) == Words{"reminder", "reminder"});
  CHECK(next.figures().sent.load() == 2);
  CHECK(next.figures().late.load() == 1);
}

// rule 20
TEST_CASE("a full hour of more reminders than one commit takes is said whole") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  for (int i = 0; i < 300; ++i) {
    Draft draft = House::draft(12, {bob});
    draft.reminders = {0};
    house.make(ann, draft);
  }
  house.reminders.tick(*house.reader);
  house.clock.set(monday + hours{4});
  house.reminders.tick(*house.reader);
  CHECK(house.reminders.figures().sent.load() == 600);
  CHECK(house.planned().empty());
}

// rule 20
TEST_CASE("a full hour of many people is several commits, so that others may write between") {
  House house;
  const user::User ann = house.person("ann");
  Draft draft = House::draft(12, {});
  draft.reminders = {0};
  for (int i = 0; i < 499; ++i) {
    draft.guests.push_back(House::guest(house.person("guest" + std::to_string(i))));
  }
  for (int i = 0; i < 9; ++i) house.make(ann, draft);
  house.reminders.tick(*house.reader);
  house.clock.set(monday + hours{4});
  const auto before = house.database.figures().commits;
  house.reminders.tick(*house.reader);
  CHECK(house.database.figures().commits - before == 3);
  CHECK(house.reminders.figures().sent.load() == 4500);
}

}  // namespace
}  // namespace kalends::invite
