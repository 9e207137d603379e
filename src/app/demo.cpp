#include "demo.hpp"

#include "demo_meetings.hpp"
#include "demo_people.hpp"

#include <cstdio>
#include <map>
#include <string>

#include <fmt/format.h>

#include <kalends/invite/attachment.hpp>

namespace kalends::app {
namespace {

using People = std::map<std::string, user::User, std::less<>>;

constexpr invite::AttachmentLimits no_limits{1 << 20, 1 << 20};

constexpr std::string_view explanation = R"(
This is a demo: a small publisher of maps, with series and single meetings around now. Everything is thrown
away when it ends (Ctrl-C).

  Open {address} in a browser, and sign in as {email} with "{password}".

A first reminder comes within a minute, and more in the next five. Everybody has that password: in a second
browser, or a private window, be somebody else, and invite each other.

{people}
The same as a program does it: sign in, which gives a token,

  curl -s {address}/api/v1/sessions -H 'Content-Type: application/json' \
    -d '{{"email": "{email}", "password": "{password}"}}'

then see the calendar of the next days, with that token in place of TOKEN, and be told of what happens:

  curl -s '{address}/api/v1/users/me/calendar?from={from}&to={to}' \
    -H 'Authorization: Bearer TOKEN'
  websocat -H 'Authorization: Bearer TOKEN' {socket}/api/v1/stream

All that can be asked: {address}/docs
)";

People register_people(App& app, db::Transaction& transaction, const std::string& hash,
                       Instant now) {
  People people;
  for (const DemoPerson& person : demo_people()) {
    const user::NewUser entry{std::string(person.email), std::string(person.name),
                              std::string(person.time_zone), hash, people.empty()};
    auto added = user::add_user(transaction, app.ids().next<UserId>(), entry, now);
    people.emplace(person.email, std::move(added).value());
  }
  return people;
}

void attach(db::Transaction& transaction, invite::Tools& tools, MeetingId meeting, UserId organizer,
            const DemoMeeting& demo) {
  const auto part = invite::part_of(transaction.db(), meeting, organizer).value();
  const invite::File file{std::string(demo.file_name), "text/plain", demo.file_content};
  invite::attach(transaction, tools, no_limits, part, file).value();
}

/// The first occurrence from now on is held an hour later, and people are asked anew.
void move_next(db::Transaction& transaction, invite::Tools& tools, const calendar::Meeting& meeting,
               UserId organizer) {
  const auto series = calendar::load_series(transaction.db(), meeting);
  const auto next = series.regular_ending_after(tools.clock.now(), Zone::utc()).value();
  invite::Change later;
  later.time.start = WrittenTime{next.original + std::chrono::hours{1}, std::nullopt, false};
  const invite::Which which{invite::Scope::one, WrittenTime{next.original, std::nullopt, false}};
  const auto part = invite::part_of(transaction.db(), meeting.id, organizer).value();
  invite::change(transaction, tools, part, later, which).value();
}

void hold(db::Transaction& transaction, invite::Tools& tools, const People& people,
          const DemoMeeting& demo) {
  const user::User& organizer = people.at(demo.organizer);
  const auto meeting = invite::create(transaction, tools, organizer, demo.draft).value();
  for (const DemoAnswer& answer : demo.answers) {
    const UserId person = people.at(answer.email).id;
    const invite::Answer said{answer.response, answer.comment};
    invite::answer(transaction, tools, meeting.id, person, said, {}).value();
  }
  if (!demo.file_name.empty()) attach(transaction, tools, meeting.id, organizer.id, demo);
  if (demo.cancelled) {
    invite::cancel(transaction, tools, meeting.id, organizer.id, std::nullopt, {}).value();
  }
  if (demo.next_is_moved) move_next(transaction, tools, meeting, organizer.id);
}

std::string table_of_people() {
  std::string table;
  for (const DemoPerson& person : demo_people()) {
    // Names come last: in some scripts they are wider than fmt can know.
    table += fmt::format("  {:<26}{:<19}{}\n", person.email, person.time_zone, person.name);
  }
  return table;
}

}  // namespace

void fill_demo(App& app, const Clock& clock) {
  const Instant now = clock.now();
  // Hashing is slow on purpose: once for all.
  const std::string hash = app.hasher().hash(demo_password);
  const auto meetings = demo_meetings(now);
  app.database()
      .write([&](db::Transaction& transaction) -> Result<bool> {
        const People people = register_people(app, transaction, hash, now);
        for (const DemoMeeting& each : meetings) hold(transaction, app.tools(), people, each);
        return true;
      })
      .value();
}

void explain_demo(std::string_view address, const Clock& clock) {
  const Date today = Zone::utc().date_at(clock.now());
  fmt::print(explanation, fmt::arg("password", demo_password), fmt::arg("address", address),
             fmt::arg("socket", "ws" + std::string(address.substr(4))),
             fmt::arg("email", demo_people().front().email), fmt::arg("people", table_of_people()),
             fmt::arg("from", format_date(today)),
             fmt::arg("to", format_date(today + std::chrono::days{7})));
  std::fflush(stdout);
}

}  // namespace kalends::app
