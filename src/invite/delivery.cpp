#include <algorithm>
#include <unordered_map>

#include <kalends/invite/delivery.hpp>
#include <kalends/invite/history.hpp>

namespace kalends::invite {
namespace {

using calendar::Attendee;
using notification::News;
using notification::ToldOf;

constexpr int most_news = 100;
constexpr int most_told = 100;
// A reminder is one notice for all: some of them know it.
constexpr int most_asked_for_reminders = 3;
constexpr std::size_t most_reminders = 10;

/// What has to be known of a person to say what became of their entries.
struct Standing {
  notification::LogHead head;
  notification::Reach reach;
  std::string_view gone;  // why they are told no more; empty where they are
};

Standing standing_of(db::Connection& db, const Lookout& lookout, const Attendee& attendee) {
  const auto user = user::find_user(db, attendee.user);
  const bool retired = user && user->retired;
  return {notification::log_head(db, attendee.user), lookout.hub.reach_of(attendee.user),
          retired ? "retired" : (attendee.left ? "left" : "")};
}

void judge(Told& told, std::int64_t seq, const Standing& standing, const Lookout& lookout) {
  const auto& pushed = standing.reach.pushed;
  const auto has = [&](const auto& each) { return each.has(seq); };
  const auto begins_behind = [&](const auto& each) { return seq <= each.after; };
  // A client that named no cursor: it may have fetched what was there.
  const bool may_be_fetched = std::any_of(pushed.begin(), pushed.end(), begins_behind);
  const bool watched = told.at >= lookout.since || !pushed.empty();
  told.seen = seq <= standing.head.acked_seq;
  told.why = "unknown";
  if (told.seen || std::any_of(pushed.begin(), pushed.end(), has)) {
    told.pushed = true;
    told.why = told.seen ? "" : "not-shown";
  } else if (watched && !may_be_fetched) {
    told.pushed = false;
    told.why = standing.reach.connected ? "on-its-way" : "not-connected";
  }
  if (!standing.gone.empty()) told.why = standing.gone;
}

Told told_as(const ToldOf& entry) {
  Told told;
  told.kind = entry.news.kind;
  told.at = entry.news.at;
  told.changes = entry.changes;
  told.occurrence = entry.occurrence;
  told.minutes_before = entry.minutes_before;
  told.late = entry.late;
  return told;
}

/// The newest reminders of a meeting, as some of its people know them.
std::vector<ToldOf> reminders_of(db::Connection& db, const calendar::Meeting& meeting,
                                 const std::vector<Attendee>& attendees) {
  std::vector<ToldOf> out;
  if (meeting.time.all_day) return out;
  int asked = 0;
  for (const Attendee& attendee : attendees) {
    if (attendee.left || attendee.response == calendar::Response::declined) continue;
    if (asked++ == most_asked_for_reminders || !out.empty()) break;
    for (ToldOf& entry : notification::told_of(db, attendee.user, meeting.id, most_told)) {
      const bool reminds = entry.news.kind == notification::Kind::reminder;
      if (reminds && out.size() < most_reminders) out.push_back(std::move(entry));
    }
  }
  return out;
}

/// Everything that is the same for all in a meeting.
class Ledger {
 public:
  Ledger(db::Connection& db, const Lookout& lookout, const calendar::Meeting& meeting)
      : db_(db), lookout_(lookout), news_(notification::news_of(db, meeting.id, most_news)) {
    for (const auto& [user, at] : answer_times(db, meeting.id)) answered_.emplace(user, at);
  }

  void take_reminders(std::vector<ToldOf> reminders) {
    reminders_ = std::move(reminders);
    for (const ToldOf& each : reminders_) reminder_news_.push_back(each.news);
  }

  std::optional<Delivery> newest(const Attendee& attendee) const {
    const Standing standing = standing_of(db_, lookout_, attendee);
    const auto told =
        notification::newest_in_log(db_, attendee.user, standing.head.last_seq, news_);
    if (!told) return std::nullopt;
    Delivery delivery = begun(attendee);
    delivery.newest.kind = told->news.kind;
    delivery.newest.at = told->news.at;
    judge(delivery.newest, told->seq, standing, lookout_);
    delivery.reminder = reminder(attendee, standing);
    return delivery;
  }

  std::vector<Delivery> all(const calendar::Meeting& meeting, const Attendee& attendee) const {
    const Standing standing = standing_of(db_, lookout_, attendee);
    std::vector<Delivery> out;
    for (const ToldOf& entry : notification::told_of(db_, attendee.user, meeting.id, most_told)) {
      Delivery delivery = begun(attendee);
      delivery.newest = told_as(entry);
      judge(delivery.newest, entry.seq, standing, lookout_);
      out.push_back(std::move(delivery));
    }
    return out;
  }

 private:
  Delivery begun(const Attendee& attendee) const {
    Delivery out{attendee.user, attendee.name, attendee.response, {}, {}, {}};
    const auto found = answered_.find(attendee.user);
    const bool answered = attendee.response != calendar::Response::needs_action;
    if (answered && found != answered_.end()) out.responded_at = found->second;
    return out;
  }

  std::optional<Told> reminder(const Attendee& attendee, const Standing& standing) const {
    const auto found =
        notification::newest_in_log(db_, attendee.user, standing.head.last_seq, reminder_news_);
    if (!found) return std::nullopt;
    const auto same = [&](const ToldOf& each) { return each.news.id == found->news.id; };
    Told told = told_as(*std::find_if(reminders_.begin(), reminders_.end(), same));
    judge(told, found->seq, standing, lookout_);
    return told;
  }

  db::Connection& db_;
  const Lookout& lookout_;
  std::vector<News> news_;
  std::vector<ToldOf> reminders_;
  std::vector<News> reminder_news_;
  std::unordered_map<UserId, Instant> answered_;
};

}  // namespace

std::vector<Delivery> deliveries(db::Connection& db, const Lookout& lookout,
                                 const calendar::Meeting& meeting) {
  const auto attendees = calendar::find_attendees(db, meeting.id);
  Ledger ledger(db, lookout, meeting);
  ledger.take_reminders(reminders_of(db, meeting, attendees));
  std::vector<Delivery> out;
  for (const Attendee& attendee : attendees) {
    if (attendee.user == meeting.organizer) continue;
    if (auto delivery = ledger.newest(attendee)) out.push_back(std::move(*delivery));
  }
  return out;
}

std::vector<Delivery> deliveries_to(db::Connection& db, const Lookout& lookout,
                                    const calendar::Meeting& meeting,
                                    const calendar::Attendee& attendee) {
  return Ledger(db, lookout, meeting).all(meeting, attendee);
}

}  // namespace kalends::invite
