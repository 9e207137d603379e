#include "house.hpp"

#include <kalends/calendar/series.hpp>
#include <kalends/invite/history.hpp>
#include <kalends/invite/retire.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

struct Office : House {
  Retirement retirement(bool all = false) const { return {bob, ann, all}; }
  /// Everything that is ahead, as the command does it. How much it did.
  int retire(bool all = false) {
    int done = 0;
    for (const Ahead& each : find_ahead(*reader, retirement(all), clock.now())) {
      const auto fate = write([&](db::Transaction& transaction) -> Result<std::optional<Fate>> {
        return settle(transaction, tools, retirement(all), each.meeting);
      });
      if (*fate && **fate != Fate::kept) ++done;
    }
    return done;
  }
  calendar::Meeting now(MeetingId id) { return *calendar::find_meeting(*reader, id); }
  Words people(MeetingId id) {
    Words out;
    for (const auto& each : calendar::find_attendees(*reader, id)) {
      out.push_back(each.name + " " + std::string(calendar::word(each.response)));
    }
    return out;
  }
  /// Fridays at nine, from two weeks ago on.
  Draft fridays(const std::vector<user::User>& guests) {
    Draft wanted = draft(9, guests);
    for (LocalTime* local : {&wanted.time.start_local, &wanted.time.end_local}) *local -= days{10};
    for (Instant* at : {&wanted.time.starts_at, &wanted.time.ends_at}) *at -= days{10};
    wanted.repetition = calendar::Repetition{"FREQ=WEEKLY", {}, {}, {days{0}, hours{1}}, {}};
    return wanted;
  }
  calendar::Meeting make_series(const user::User& organizer,
                                const std::vector<user::User>& guests) {
    return make_series(organizer, fridays(guests));
  }
  using House::make_series;
  calendar::Series series(MeetingId id) { return calendar::load_series(*reader, now(id)); }
  static WrittenTime written(Instant at) { return {LocalTime{at.time_since_epoch()}, {}, false}; }
  static Change to(Instant start) {
    Change out;
    out.time.start = written(start);
    out.time.end = written(start + hours{1});
    return out;
  }
  Result<calendar::Meeting> put_off(const calendar::Meeting& series, days behind, Instant start) {
    return change(series, to(start), one(series, behind));
  }
  void cancel_one(const calendar::Meeting& series, days behind) {
    const auto done = write([&](db::Transaction& transaction) {
      return cancel(transaction, tools, series.id, series.organizer, {}, one(series, behind));
    });
    REQUIRE(done.has_value());
  }

  user::User ann = person("Ann");
  user::User bob = person("Bob");
  user::User cat = person("Cat");
};

TEST_CASE("a meeting that is ahead has another organizer, and everybody in it is told") {
  Office office;
  const auto meeting = office.make(office.bob, Office::draft(12, {office.cat}));
  office.answer(meeting, office.cat, calendar::Response::tentative);
  CHECK(office.retire() == 1);
  const auto now = office.now(meeting.id);
  CHECK(now.organizer == office.ann.id);
  CHECK(now.version == meeting.version + 1);
  CHECK(office.people(meeting.id) == Words{"Ann accepted", "Cat tentative"});
  CHECK(office.told(office.cat) == Words{"invited", "changed"});
  CHECK(office.told(office.ann) == Words{"changed"});
  const auto told = notification::find_notice(
      *office.reader, notification::read_log(*office.reader, office.ann.id, 0, 9)[0].notice);
  CHECK(told->changes == "organizer");
  CHECK(told->meeting.organizer == office.ann.id);
  CHECK(told->actor_name == "Bob");
  CHECK_MESSAGE(office.planned().size() == 2, "everybody is reminded as before");
  CHECK_MESSAGE(office.retire() == 0, "again there is nothing to do");
}

TEST_CASE("what has begun or is over stays as it was") {
  Office office;
  const auto over = office.make(office.bob, Office::draft(6, {office.cat}));
  const auto runs = office.make(office.bob, Office::draft(8, {office.cat}));
  CHECK(office.retire() == 0);
  CHECK(office.now(over.id).organizer == office.bob.id);
  CHECK(office.now(runs.id).organizer == office.bob.id);
  CHECK(office.people(over.id).size() == 2);
}

TEST_CASE("who takes over and is in it already keeps their answer, if they gave one") {
  Office office;
  const auto open = office.make(office.bob, Office::draft(12, {office.ann, office.cat}));
  const auto declined = office.make(office.bob, Office::draft(13, {office.ann, office.cat}));
  office.answer(declined, office.ann, calendar::Response::declined);
  CHECK(office.retire() == 2);
  CHECK(office.people(open.id) == Words{"Ann accepted", "Cat needs-action"});
  CHECK(office.people(declined.id) == Words{"Ann declined", "Cat needs-action"});
}

TEST_CASE("a meeting that nobody else is in is kept and reminds nobody, unless all are wanted") {
  Office office;
  const auto meeting = office.make(office.bob, Office::draft(12, {}));
  const auto ahead = find_ahead(*office.reader, office.retirement(), monday);
  REQUIRE(ahead.size() == 1);
  CHECK(ahead[0].fate == Fate::kept);
  CHECK(office.retire() == 0);
  CHECK(office.people(meeting.id) == Words{"Bob accepted"});
  CHECK(office.planned().empty());
  CHECK(office.retire(true) == 1);
  CHECK(office.now(meeting.id).organizer == office.ann.id);
}

TEST_CASE(
    "from meetings of others the one who leaves is taken off, and their organizers are told") {
  Office office;
  const auto meeting = office.make(office.cat, Office::draft(12, {office.bob}));
  const auto gone = office.make(office.cat, Office::draft(13, {office.bob}));
  office.write([&](db::Transaction& transaction) {
    return cancel(transaction, office.tools, gone.id, office.cat.id, {}, {});
  });
  CHECK(office.retire() == 1);
  CHECK(office.people(meeting.id) == Words{"Bob declined", "Cat accepted"});
  CHECK(office.told(office.cat) == Words{"responded"});
  CHECK(office.now(meeting.id).organizer == office.cat.id);
  CHECK(find_ahead(*office.reader, office.retirement(), monday).empty());
}

TEST_CASE("of a series the past stays, and what is ahead is another's") {
  Office office;
  const auto series = office.make_series(office.bob, {office.cat});
  const auto ahead = find_ahead(*office.reader, office.retirement(), monday);
  REQUIRE(ahead.size() == 1);
  CHECK(ahead[0].series);
  CHECK(start_text(ahead[0].time) == "2026-03-06T09:00:00Z");
  CHECK(office.retire() == 1);
  CHECK(office.now(series.id).organizer == office.bob.id);
  CHECK(office.people(series.id).size() == 2);
  const auto later = find_ahead(*office.reader, {office.ann, office.cat, false}, monday);
  REQUIRE(later.size() == 1);
  CHECK(later[0].meeting != series.id);
  CHECK(office.people(later[0].meeting) == Words{"Ann accepted", "Cat needs-action"});
  CHECK(office.told(office.cat) == Words{"invited", "changed", "changed"});
  CHECK_MESSAGE(office.retire() == 0, "again there is nothing to do");
  for (const auto& reminder : office.planned()) CHECK(reminder.meeting == later[0].meeting);
}

TEST_CASE("an occurrence that was put off from the past is handed over with what follows") {
  Office office;
  const auto series = office.make_series(office.bob, {office.cat});
  REQUIRE(office.put_off(series, days{7}, monday + days{2} + hours{1}).has_value());
  const auto ahead = find_ahead(*office.reader, office.retirement(), monday);
  REQUIRE(ahead.size() == 1);
  CHECK(start_text(ahead[0].time) == "2026-03-04T09:00:00Z");
  CHECK(office.retire() == 1);
  CHECK(office.retire() == 0);
}

TEST_CASE("an occurrence that was put off beyond the next one splits the series once") {
  Office office;
  const auto series = office.make_series(office.bob, {office.cat});
  REQUIRE(office.put_off(series, days{7}, monday + days{7} + hours{1}).has_value());
  const auto ahead = find_ahead(*office.reader, office.retirement(), monday);
  REQUIRE(ahead.size() == 1);
  CHECK_MESSAGE(start_text(ahead[0].time) == "2026-03-06T09:00:00Z", "the soonest is shown");
  CHECK(office.retire() == 1);
  const auto later = find_ahead(*office.reader, {office.ann, office.cat, false}, monday);
  REQUIRE(later.size() == 1);
  CHECK(office.series(later[0].meeting).find(series.time.start_local + days{7}).has_value());
  CHECK_MESSAGE(office.retire() == 0, "nothing that is ahead stayed behind");
  CHECK(office.told(office.ann) == Words{"changed"});
}

TEST_CASE("a series goes on behind however many that are cancelled one by one") {
  Office office;
  const auto own = office.make_series(office.bob, {office.cat});
  const auto others = office.make_series(office.cat, {office.bob});
  for (int week = 2; week < 72; ++week) {
    office.cancel_one(own, days{7 * week});
    office.cancel_one(others, days{7 * week});
  }
  const auto ahead = find_ahead(*office.reader, office.retirement(), monday);
  REQUIRE(ahead.size() == 2);
  CHECK(start_text(ahead[0].time) == "2027-07-09T09:00:00Z");
  CHECK(office.retire() == 2);
  CHECK(find_ahead(*office.reader, {office.ann, office.cat, false}, monday).size() == 1);
  CHECK(office.people(others.id) == Words{"Bob declined", "Cat accepted"});
  CHECK(office.retire() == 0);
}

TEST_CASE("a series of which all that is ahead is cancelled stays where it is") {
  Office office;
  Draft wanted = office.fridays({office.cat});
  wanted.repetition->rule = "FREQ=WEEKLY;COUNT=4";
  const auto series = office.make_series(office.bob, std::move(wanted));
  office.cancel_one(series, days{14});
  office.cancel_one(series, days{21});
  CHECK(find_ahead(*office.reader, office.retirement(), monday).empty());
  CHECK(office.retire() == 0);
}

TEST_CASE("the history tells who made it, who hands it over, and to whom") {
  Office office;
  const auto meeting = office.make(office.bob, Office::draft(12, {office.cat}));
  office.clock.advance(minutes{1});
  CHECK(office.retire() == 1);
  const auto page = history_of(*office.reader, office.now(meeting.id), earliest_instant, {}, 10);
  REQUIRE(page.lines.size() == 2);
  CHECK(page.lines[0].deed.act == user::Act::organizer_changed);
  CHECK(page.lines[0].deed.by == user::machine);
  CHECK(page.lines[0].whom_name == "Ann");
  CHECK(page.lines[0].deed.thing == office.bob.id.value);
  CHECK(page.lines[1].deed.act == user::Act::meeting_created);
  CHECK(page.lines[1].by_name == "Bob");
  AuditQuestion question;
  question.range = {monday - days{1}, monday + days{1}};
  question.limit = 10;
  CHECK_MESSAGE(read_audit(*office.reader, question).lines.size() == 2,
                "that it was made is told once");
}

TEST_CASE("what was made by splitting a series was made by the machine") {
  Office office;
  office.make_series(office.bob, {office.cat});
  office.clock.advance(minutes{1});
  CHECK(office.retire() == 1);
  const auto later = find_ahead(*office.reader, {office.ann, office.cat, false}, monday);
  REQUIRE(later.size() == 1);
  const auto page =
      history_of(*office.reader, office.now(later[0].meeting), earliest_instant, {}, 10);
  REQUIRE(page.lines.size() == 2);
  CHECK(page.lines[0].deed.act == user::Act::organizer_changed);
  CHECK(page.lines[0].deed.thing == office.bob.id.value);
  CHECK(page.lines[1].deed.act == user::Act::meeting_created);
  CHECK(page.lines[1].deed.by == user::machine);
}

}  // namespace
}  // namespace kalends::invite
