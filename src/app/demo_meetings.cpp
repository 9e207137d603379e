#include "demo_meetings.hpp"

#include "demo_plan.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace kalends::app {
namespace {

using calendar::EventInput;
using calendar::Response;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr days past{7};
constexpr std::string_view agenda =
    "1. What is done\n2. What is next\n3. Who does it\n\nPlease read before the meeting.\n";

struct Reaction {
  Response response;
  std::string_view comment;
};

/// Taken in turn, so that each kind is met.
constexpr Reaction reactions[] = {
    {Response::accepted, ""},
    {Response::accepted, "Gladly."},
    {Response::tentative, "I may be ten minutes late."},
    {Response::accepted, ""},
    {Response::needs_action, ""},
    {Response::declined, "I am at the dentist then."},
    {Response::accepted, "はい、参加します。"},
    {Response::tentative, ""},
    {Response::needs_action, ""},
    {Response::accepted, "Até já!"},
    {Response::declined, ""},
};

std::string address_of(std::string_view name) { return std::string(name) + "@meridian.example"; }

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

LocalTime local_time(Date date, int hour, int minute) {
  return LocalTime{date} + hours{hour} + minutes{minute};
}

/// Turns what was planned into meetings.
class Plan {
 public:
  explicit Plan(Instant now) : now_(now) {}

  DemoMeeting& add(const DemoText& text, const EventInput& input) {
    DemoMeeting meeting;
    meeting.organizer = address_of(text.organizer);
    meeting.draft.title = text.title;
    meeting.draft.description = text.description;
    meeting.draft.location = text.location;
    meeting.draft.link = text.link;
    meeting.draft.reminders = {30, 0};
    meeting.draft.time = calendar::event_time(input).value();
    for (const std::string& name : words_of(text.guests)) {
      meeting.draft.guests.push_back({std::nullopt, address_of(name), {}});
      react(meeting, address_of(name));
    }
    meetings_.push_back(std::move(meeting));
    return meetings_.back();
  }

  DemoMeeting& add_timed(const DemoText& text, std::string_view zone, LocalTime start,
                         minutes length) {
    EventInput input;
    input.start.local = start;
    input.duration = Duration{days{0}, length};
    input.time_zone = zone;
    return add(text, input);
  }

  void add(const DemoHabit& habit) {
    const Date begun = first_day(habit);
    DemoMeeting& meeting =
        add_timed(habit.text, habit.time_zone, local_time(begun, habit.hour, habit.minute),
                  minutes{habit.length});
    const EventTime& first = meeting.draft.time;
    meeting.draft.repetition = calendar::repetition_of({std::string(habit.rule), {}, {}}, first,
                                                       calendar::length_of(first, std::nullopt))
                                   .value();
    meeting.next_is_moved = habit.next_is_moved;
  }

  void add(const DemoDate& date) {
    const Date day = today(date.time_zone) + days{date.day};
    const LocalTime start = local_time(day, date.hour, date.minute);
    add_timed(date.text, date.time_zone, start, minutes{date.length}).cancelled = date.cancelled;
  }

  void add(const DemoDays& some) {
    const Date day = today(some.time_zone) + days{some.day};
    EventInput input;
    input.start = {LocalTime{day}, std::nullopt, true};
    input.duration = Duration{days{some.days}, minutes{0}};
    input.all_day = true;
    input.time_zone = some.time_zone;
    add(some.text, input).draft.transparent = some.remark;
  }

  void add(const DemoSoon& soon) {
    const Instant start = std::chrono::floor<minutes>(now_) + minutes{soon.minutes};
    const LocalTime local = Zone::find(berlin)->to_local(start);
    EventInput input;
    // With its offset, for the hour that comes twice in autumn.
    input.start = {local, local.time_since_epoch() - start.time_since_epoch(), false};
    input.duration = Duration{days{0}, minutes{soon.length}};
    input.time_zone = berlin;
    DemoMeeting& meeting = add(soon.text, input);
    meeting.file_name = "agenda.txt";
    meeting.file_content = agenda;
  }

  void add_flight() {
    EventInput input;
    input.start.local = local_time(today(berlin) + days{3}, 13, 25);
    input.end = WrittenTime{local_time(today(berlin) + days{4}, 9, 40), std::nullopt, false};
    input.time_zone = berlin;
    input.end_time_zone = "Asia/Tokyo";
    add({"Flight to Tokyo", "joerg", "", "Frankfurt am Main – Tokyo", "", "Aisle seat."}, input);
  }

  std::vector<DemoMeeting> take() { return std::move(meetings_); }

 private:
  static constexpr const char* berlin = "Europe/Berlin";

  Date today(std::string_view zone) const { return Zone::find(zone)->date_at(now_); }

  /// The first day the rule names, from a week ago on.
  Date first_day(const DemoHabit& habit) const {
    Date day = today(habit.time_zone) - past;
    const auto rule = calendar::parse_rule(habit.rule).value();
    const auto held = [&](Date date) {
      return std::any_of(rule.by_day.begin(), rule.by_day.end(), [&](const auto& each) {
        return each.weekday == std::chrono::weekday(date).c_encoding();
      });
    };
    while (!held(day)) day += days{1};
    return day;
  }

  void react(DemoMeeting& meeting, std::string email) {
    const Reaction& reaction = reactions[next_reaction_++ % std::size(reactions)];
    if (reaction.response == Response::needs_action) return;
    meeting.answers.push_back({std::move(email), reaction.response, std::string(reaction.comment)});
  }

  Instant now_;
  std::size_t next_reaction_ = 0;
  std::vector<DemoMeeting> meetings_;
};

}  // namespace

std::vector<DemoMeeting> demo_meetings(Instant now) {
  Plan plan(now);
  for (const DemoHabit& habit : demo_habits()) plan.add(habit);
  for (const DemoDate& date : demo_dates()) plan.add(date);
  for (const DemoDays& some : demo_days()) plan.add(some);
  for (const DemoSoon& soon : demo_soon()) plan.add(soon);
  plan.add_flight();
  return plan.take();
}

}  // namespace kalends::app
