#include <algorithm>

#include <kalends/base/text.hpp>
#include <kalends/calendar/search.hpp>
#include <kalends/user/user.hpp>

namespace kalends::calendar {
namespace {

// What a text costs beside its bytes: reading a name takes longer than comparing it.
constexpr std::int64_t each_text = 64;

struct Placed {
  SearchPlace place;
  Response response;
};

/// Only where they stand: what is in them is read one by one, until enough is found.
std::vector<Placed> newest(db::Connection& db, UserId owner, const SearchPlace& behind, int most) {
  return db
      .query(
          "SELECT starts_at, meeting_id, response FROM calendar "
          "WHERE user_id = $1 AND span = 0 AND (starts_at, meeting_id) < ($2, $3) UNION ALL "
          "SELECT starts_at, meeting_id, response FROM calendar "
          "WHERE user_id = $1 AND span = 1 AND (starts_at, meeting_id) < ($2, $3) UNION ALL "
          "SELECT starts_at, meeting_id, response FROM calendar "
          "WHERE user_id = $1 AND span = 2 AND (starts_at, meeting_id) < ($2, $3) UNION ALL "
          "SELECT starts_at, meeting_id, response FROM calendar "
          "WHERE user_id = $1 AND span = 3 AND (starts_at, meeting_id) < ($2, $3) UNION ALL "
          "SELECT m.starts_at, m.id, c.response FROM calendar_series c "
          "CROSS JOIN meetings m ON m.id = c.meeting_id "
          "WHERE c.user_id = $1 AND (m.starts_at, m.id) < ($2, $3) "
          "ORDER BY starts_at DESC, meeting_id DESC LIMIT $4",
          owner, behind.start, behind.meeting, most)
      .all([](const db::Rows& row) {
        return Placed{{row.get<Instant>(0), row.get<MeetingId>(1)}, row.get<Response>(2)};
      });
}

/// The words of a query; of those that stand within another one, only that.
std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words = search_words(query);
  std::vector<std::string> out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out), [&](const std::string& word) {
    return std::none_of(words.begin(), words.end(), [&](const std::string& other) {
      return other != word && other.find(word) != std::string::npos;
    });
  });
  return out;
}

class Seeker {
 public:
  Seeker(db::Connection& db, std::string_view query, std::int64_t bytes)
      : db_(db), words_(words_of(query)), bytes_left_(bytes) {}

  bool is_idle() const { return words_.empty(); }
  bool is_tired() const { return bytes_left_ <= 0; }

  /// What is in many rows is read only while words are missing.
  bool finds(const Meeting& meeting) {
    missing_.assign(words_.begin(), words_.end());
    look_in(meeting.title);
    look_in(meeting.description);
    look_in(meeting.location);
    if (meeting.repetition) look_in_occurrences(meeting.id);
    look_in_names(meeting.id);
    return missing_.empty();
  }

 private:
  void look_in(std::string_view text) {
    bytes_left_ -= static_cast<std::int64_t>(text.size()) + each_text;
    const std::string plain = without_case_and_accents(text);
    std::erase_if(missing_,
                  [&](std::string_view word) { return plain.find(word) != std::string::npos; });
  }

  void look_in_occurrences(MeetingId meeting) {
    db::Rows rows = db_.query(
        "SELECT title, description, location FROM occurrences WHERE meeting_id = $1", meeting);
    while (!missing_.empty() && rows.next()) {
      for (const int column : {0, 1, 2}) look_in(rows.view(column));
    }
  }

  void look_in_names(MeetingId meeting) {
    if (missing_.empty()) return;
    db::Rows rows = db_.query(
        "SELECT u.name FROM attendees a JOIN users u ON u.id = a.user_id WHERE a.meeting_id = $1",
        meeting);
    while (!missing_.empty() && rows.next()) look_in(rows.view(0));
  }

  db::Connection& db_;
  std::vector<std::string> words_;
  std::vector<std::string_view> missing_;  // in the meeting that is looked at
  std::int64_t bytes_left_;
};

AgendaItem item_of(db::Connection& db, const Meeting& meeting, Response response) {
  AgendaItem item;
  item.range = {meeting.time.starts_at, meeting.time.ends_at};
  item.busy = busy_of(meeting, response);
  item.response = response;
  item.meeting = meeting.id;
  item.title = meeting.title;
  item.time = meeting.time;
  if (meeting.repetition) item.rule = meeting.repetition->rule;
  item.cancelled = meeting.cancelled;
  item.organizer = meeting.organizer;
  if (const auto organizer = user::find_user(db, meeting.organizer)) {
    item.organizer_name = organizer->name;
    item.organizer_email = organizer->email;
  }
  return item;
}

}  // namespace

SearchPage search_meetings(db::Connection& db, UserId owner, std::string_view query,
                           const SearchPlace& behind, int limit, SearchEffort effort) {
  SearchPage page;
  Seeker seeker(db, query, effort.bytes);
  if (seeker.is_idle()) return page;
  // One more than is looked at: whether there is more behind.
  const auto placed = newest(db, owner, behind, effort.meetings + 1);
  const std::size_t most = static_cast<std::size_t>(effort.meetings);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const bool full = page.items.size() == static_cast<std::size_t>(limit);
    if (full || i == most || seeker.is_tired()) {
      page.next = placed[i - 1].place;
      break;
    }
    const auto meeting = find_meeting(db, placed[i].place.meeting);
    if (!meeting || !seeker.finds(*meeting)) continue;
    page.items.push_back(item_of(db, *meeting, placed[i].response));
  }
  return page;
}

}  // namespace kalends::calendar
