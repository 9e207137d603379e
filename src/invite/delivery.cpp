#include <kalends/invite/delivery.hpp>

namespace kalends::invite {
namespace {

constexpr int most_news = 100;

}  // namespace

std::vector<Delivery> deliveries(db::Connection& db, const calendar::Meeting& meeting) {
  const auto news = notification::news_of(db, meeting.id, most_news);
  std::vector<Delivery> out;
  for (calendar::Attendee& attendee : calendar::find_attendees(db, meeting.id)) {
    if (attendee.user == meeting.organizer) continue;
    const auto head = notification::log_head(db, attendee.user);
    const auto told = notification::newest_in_log(db, attendee.user, head.last_seq, news);
    if (!told) continue;
    out.push_back({attendee.user, std::move(attendee.name), told->news.kind, told->news.at,
                   told->seq <= head.acked_seq});
  }
  return out;
}

}  // namespace kalends::invite
