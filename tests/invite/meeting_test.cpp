#include "house.hpp"

namespace kalends::invite {
namespace {

ErrorCode code(const Result<calendar::Meeting>& result) {
  REQUIRE(result.has_error());
  return result.error().code;
}

// rule 16
TEST_CASE("guests are found by id and by address, each once, and never the organizer") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  const user::User cat = house.person("Çat");
  Draft wanted = House::draft(12, {bob, ann, bob});
  wanted.guests.push_back({std::nullopt, "BOB@EXAMPLE.ORG", "/attendees/3/email"});
  wanted.guests.push_back({std::nullopt, "çAT@example.org", "/attendees/4/email"});
  const auto meeting = house.make(ann, wanted);
  const auto attendees = calendar::find_attendees(*house.reader, meeting.id);
  REQUIRE(attendees.size() == 3);
  CHECK(attendees[0].response == calendar::Response::accepted);
  CHECK(attendees[1].user == bob.id);
  CHECK(attendees[2].user == cat.id);
  CHECK(house.told(bob) == Words{"invited"});
  CHECK(house.told(ann) == Words{});
}

TEST_CASE("a meeting with somebody unknown is not made at all") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  Draft wanted = House::draft(12, {bob});
  wanted.guests.push_back({std::nullopt, "nobody@example.org", "/attendees/1/email"});
  const auto made = house.write(
      [&](db::Transaction& transaction) { return create(transaction, house.tools, ann, wanted); });
  CHECK(code(made) == ErrorCode::invalid);
  CHECK(made.error().fields.at(0).pointer == "/attendees/1/email");
  CHECK(house.told(bob) == Words{});
  CHECK(house.planned().empty());
  CHECK_FALSE(house.reader->query("SELECT 1 FROM meetings").next());
}

// rule 15
TEST_CASE("whoever is not in a meeting does not find it, and who is does not lead it") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  const user::User eve = house.person("eve");
  const auto meeting = house.make(ann, House::draft(12, {bob}));
  db::Connection& db = *house.reader;
  CHECK(part_of(db, meeting.id, bob.id).has_value());
  CHECK(part_of(db, meeting.id, eve.id).error().code == ErrorCode::not_found);
  CHECK(part_of(db, MeetingId{5}, ann.id).error().code == ErrorCode::not_found);
  CHECK(part_of_organizer(db, meeting.id, ann.id, 1).has_value());
  CHECK(part_of_organizer(db, meeting.id, ann.id, 2).error().code == ErrorCode::stale);
  CHECK(part_of_organizer(db, meeting.id, bob.id, 1).error().code == ErrorCode::forbidden);
  CHECK(part_of_organizer(db, meeting.id, eve.id, 1).error().code == ErrorCode::not_found);
}

// rule 14
TEST_CASE("an answer writes the row of one person, however many are invited") {
  House house;
  const user::User ann = house.person("ann");
  std::vector<user::User> guests;
  guests.reserve(100);
  for (int i = 0; i < 100; ++i) guests.push_back(house.person("p" + std::to_string(i)));
  const auto meeting = house.make(ann, House::draft(12, guests));
  const auto rows_changed = [&](const user::User& person, calendar::Response response) {
    const auto count = house.write([&](db::Transaction& transaction) -> Result<std::int64_t> {
      const auto total = [&] {
        db::Rows rows = transaction.db().query("SELECT total_changes()");
        rows.next();
        return rows.integer(0);
      };
      const std::int64_t before = total();
      const auto done = answer(transaction, house.tools, meeting.id, person.id, {response, ""}, {});
      if (!done) return done.error();
      return total() - before;
    });
    REQUIRE(count.has_value());
    return *count;
  };
  // Their part, their calendar (out and in), the notice in the organizer's log, and the line of the
  // audit log.
  CHECK(rows_changed(guests[7], calendar::Response::accepted) <= 7);
  CHECK(rows_changed(guests[7], calendar::Response::accepted) == 0);
  int accepted = 0;
  for (const auto& each : calendar::find_attendees(*house.reader, meeting.id)) {
    accepted += each.response == calendar::Response::accepted;
  }
  CHECK(accepted == 2);
}

// rule 13
TEST_CASE("what a change names is what differs") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  const auto meeting = house.make(ann, House::draft(12, {bob}));
  REQUIRE(house.answer(meeting, bob, calendar::Response::accepted).has_value());
  Change same;
  same.title = "Plan";
  same.location = "";
  same.time.start = parse_time("2026-03-02T12:00");
  same.reminders = {30, 0};
  CHECK(house.change(meeting, same)->version == 1);
  Change title;
  title.title = "Other";
  CHECK(house.change(meeting, title)->version == 2);
  CHECK(calendar::find_attendee(*house.reader, meeting.id, bob.id)->response ==
        calendar::Response::accepted);
  Change place;
  place.location = "Room 7";
  CHECK(house.change(meeting, place)->version == 3);
  CHECK(calendar::find_attendee(*house.reader, meeting.id, bob.id)->response ==
        calendar::Response::needs_action);
  CHECK(house.told(bob) == Words{"invited", "changed", "changed"});
}

TEST_CASE("a change that cannot be leaves everything as it was") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  const auto meeting = house.make(ann, House::draft(12, {bob}));
  Change wrong;
  wrong.title = "Other";
  wrong.time.end = parse_time("2026-03-02T11:00");
  CHECK(code(house.change(meeting, wrong)) == ErrorCode::invalid);
  CHECK(calendar::find_meeting(*house.reader, meeting.id)->title == "Plan");
  CHECK(house.planned().size() == 2);
  CHECK(house.told(bob) == Words{"invited"});
}

// rule 18
TEST_CASE("cancelling twice is cancelling once") {
  House house;
  const user::User ann = house.person("ann");
  const user::User bob = house.person("bob");
  const auto meeting = house.make(ann, House::draft(12, {bob}));
  for (int i = 0; i < 2; ++i) {
    const auto done = house.write([&](db::Transaction& transaction) {
      return cancel(transaction, house.tools, meeting.id, ann.id, std::nullopt, {});
    });
    CHECK(done.has_value());
  }
  CHECK(house.told(bob) == Words{"invited", "cancelled"});
  CHECK(house.planned().empty());
  CHECK(part_of(*house.reader, meeting.id, bob.id)->meeting.cancelled);
  CHECK(code(house.answer(meeting, bob, calendar::Response::accepted)) == ErrorCode::conflict);
}

}  // namespace
}  // namespace kalends::invite
