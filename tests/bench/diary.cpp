#include "diary.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include <kalends/calendar/event_input.hpp>
#include <kalends/calendar/placement.hpp>
#include <kalends/invite/reminder.hpp>

namespace kalends::bench {
namespace {

using calendar::Response;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr days year{365};
// As the server keeps what it told.
constexpr days told_lately{60};

constexpr std::array<std::string_view, 24> subjects{
    "Planning",  "Review",     "Stand-up", "Retrospective",    "Customer call",      "Budget",
    "Interview", "One to one", "Design",   "Release",          "Onboarding",         "Weekly",
    "Roadmap",   "Workshop",   "Training", "Architecture",     "Incident follow-up", "Sales",
    "Contract",  "Lunch",      "Übergabe", "Réunion d'équipe", "打ち合わせ",         "Совещание"};
constexpr std::array<std::string_view, 12> themes{
    "team",     "project Aurora", "Q3",       "hiring",  "website",   "support",
    "security", "data centre",    "partners", "quality", "logistics", "the new office"};
constexpr std::array<std::string_view, 5> absences{"Holiday", "Out of office", "Training course",
                                                   "Parental leave", "Conference"};

/// 0 for the week of `now`; most of what a calendar holds is near.
std::int64_t week_of(Dice& dice) {
  const std::int64_t distance = dice.percent(70) ? dice.patience(5) : dice.below(52);
  const std::int64_t weeks = std::min<std::int64_t>(distance, 51);
  return dice.percent(50) ? weeks : -1 - weeks;
}

Date day_of(Instant now, Dice& dice) {
  const Date monday{std::chrono::floor<days>(now).time_since_epoch()};
  const auto day = dice.percent(97) ? dice.below(5) : 5 + dice.below(2);
  return monday + days{7 * week_of(dice) + day};
}

minutes working_hour(Dice& dice) {
  constexpr std::array<int, 16> starts{8, 9, 9, 9, 10, 10, 10, 11, 11, 13, 13, 14, 14, 15, 16, 17};
  constexpr std::array<int, 10> past_the_hour{0, 0, 0, 0, 0, 30, 30, 30, 15, 45};
  return hours{dice.one_of(starts)} + minutes{dice.one_of(past_the_hour)};
}

void set_time(Plan& plan, Instant now, Dice& dice) {
  constexpr std::array<int, 10> lengths{15, 25, 30, 30, 30, 45, 60, 60, 90, 120};
  const Date day = day_of(now, dice);
  const auto kind = dice.below(100);
  plan.start = day;
  plan.all_day = kind < 4;
  if (plan.all_day) {
    plan.length.days = days{dice.percent(50) ? 1 : 1 + dice.below(14)};
    plan.transparent = dice.percent(60);
    return;
  }
  plan.start += working_hour(dice);
  plan.length.exact = minutes{dice.one_of(lengths)};
  if (kind == 4) plan.length.days = days{1 + dice.below(3)};
}

/// When it was made: some days ahead, and not after `now`.
void set_made(Plan& plan, Instant now, Dice& dice) {
  const Instant start{plan.start.time_since_epoch()};
  const Instant wanted = start - days{dice.patience(8)} - minutes{60 + dice.below(1440)};
  plan.made = wanted < now ? wanted : now - minutes{1 + dice.below(14 * 1440)};
}

Response answer(bool past, Dice& dice) {
  const auto roll = dice.below(100);
  if (roll < (past ? 72 : 58)) return Response::accepted;
  if (roll < (past ? 80 : 68)) return Response::tentative;
  return roll < (past ? 88 : 76) ? Response::declined : Response::needs_action;
}

bool is_in(const Plan& plan, std::uint32_t person) {
  return person == plan.organizer ||
         std::any_of(plan.guests.begin(), plan.guests.end(),
                     [&](const Plan::Guest& guest) { return guest.person == person; });
}

void invite(Plan& plan, const People& people, std::size_t team, std::int64_t guests, Instant now,
            Dice& dice) {
  const bool past = Instant{plan.start.time_since_epoch()} < now;
  // A small team may not have that many who meet.
  for (int tries = 0; tries < 40 && static_cast<std::int64_t>(plan.guests.size()) < guests;
       ++tries) {
    const auto person = static_cast<std::uint32_t>(people.companion(team, dice));
    if (!is_in(plan, person)) plan.guests.push_back({person, answer(past, dice)});
  }
}

std::size_t some_team(const People& people, Dice& dice) {
  const auto all = static_cast<std::int64_t>(people.teams());
  // Every fifth team is one that meets twice as much.
  const std::int64_t team = dice.percent(80) ? dice.below(all) : dice.below((all + 4) / 5) * 5;
  return static_cast<std::size_t>(std::min(team, all - 1));
}

Plan make_plan(const People& people, std::int64_t most, Instant now, Dice& dice) {
  constexpr std::array<int, 20> sizes{1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8};
  Plan plan;
  const std::size_t team = some_team(people, dice);
  plan.organizer = static_cast<std::uint32_t>(people.somebody(team, dice));
  set_time(plan, now, dice);
  set_made(plan, now, dice);
  plan.cancelled = dice.percent(2);
  const std::int64_t size = plan.all_day && dice.percent(80) ? 1 : dice.one_of(sizes);
  invite(plan, people, team, std::min(size, most) - 1, now, dice);
  return plan;
}

EventTime time_of(const Plan& plan, const user::User& organizer) {
  calendar::EventInput input;
  input.start = {plan.start, std::nullopt, plan.all_day};
  input.duration = plan.length;
  input.all_day = plan.all_day;
  input.time_zone = organizer.time_zone;
  auto time = calendar::event_time(input);
  if (!time) throw std::logic_error("a generated time is not valid");
  return std::move(*time);
}

void describe(calendar::Meeting& meeting, Dice& dice) {
  if (meeting.time.all_day) {
    meeting.title = dice.one_of(absences);
    return;
  }
  meeting.title = fmt::format("{}: {}", dice.one_of(subjects), dice.one_of(themes));
  if (dice.percent(40))
    meeting.location = fmt::format("Room {}.{:02}", 1 + dice.below(6), dice.below(40));
  if (dice.percent(50)) meeting.link = fmt::format("https://meet.example.org/{:016x}", dice.next());
  if (!dice.percent(40)) return;
  for (auto points = 1 + dice.below(5); points > 0; --points) {
    meeting.description += fmt::format("- {} of {}\n", dice.one_of(subjects), dice.one_of(themes));
  }
}

calendar::Meeting meeting_of(const Plan& plan, const user::User& organizer, MeetingId id,
                             Dice& dice) {
  calendar::Meeting meeting;
  meeting.id = id;
  meeting.organizer = organizer.id;
  meeting.time = time_of(plan, organizer);
  meeting.transparent = plan.transparent;
  meeting.cancelled = plan.cancelled;
  meeting.reminders = {30, 0};
  meeting.version = plan.cancelled ? 2 : 1;
  meeting.created_at = plan.made;
  meeting.updated_at = plan.made;
  describe(meeting, dice);
  return meeting;
}

void tell(db::Transaction& transaction, const People& people, const Plan& plan,
          const calendar::Meeting& meeting, NoticeId id) {
  notification::Notice notice;
  notice.id = id;
  notice.at = plan.made;
  notice.meeting = calendar::card_of(meeting);
  notice.actor = meeting.organizer;
  notification::insert_notice(transaction, notice);
  for (const Plan::Guest& guest : plan.guests) {
    notification::append(transaction, people[guest.person].id, id, 500);
  }
}

}  // namespace

std::vector<Plan> make_plans(const People& people, std::int64_t rows, Instant now, Dice& dice) {
  std::vector<Plan> plans;
  for (std::int64_t left = rows; left > 0;) {
    plans.push_back(make_plan(people, left, now, dice));
    left -= 1 + static_cast<std::int64_t>(plans.back().guests.size());
  }
  std::stable_sort(plans.begin(), plans.end(),
                   [](const Plan& a, const Plan& b) { return a.made < b.made; });
  return plans;
}

void store(db::Transaction& transaction, invite::Tools& tools, const People& people,
           const Plan& plan, std::int64_t number, Dice& dice) {
  const user::User& organizer = people[plan.organizer];
  const std::int64_t id = first_id_value(plan.made) + 2 * number;
  const auto meeting = meeting_of(plan, organizer, MeetingId{id}, dice);
  calendar::insert_meeting(transaction, meeting);
  calendar::place(transaction, meeting, organizer, Response::accepted);
  for (const Plan::Guest& guest : plan.guests) {
    calendar::place(transaction, meeting, people[guest.person], guest.response);
  }
  if (!meeting.cancelled) invite::plan_reminders(transaction, tools, meeting);
  const bool lately = plan.made > tools.clock.now() - told_lately;
  if (lately && !plan.guests.empty()) tell(transaction, people, plan, meeting, NoticeId{id + 1});
}

}  // namespace kalends::bench
