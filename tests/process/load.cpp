#include "load.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include <kalends/base/time.hpp>

namespace kalends::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view pieces[] = {"a",  " ",    "ß",    "\n",      "\"",
                                       "\\", "日本", "🗓", "e\u0301", "שלום"};

/// One that begins, or begins in half an hour, some seconds from now: its reminder falls due during
/// the test, before or after the next crash. Or one that is far away.
struct Kind {
  Instant start;
  std::vector<int> reminders;
  std::optional<int> minutes_before;
};

Kind some_kind(std::uint64_t number, seconds soon) {
  const Instant now = SystemClock().now();
  if (number == 0) return {now + soon, {0}, 0};
  if (number == 1) return {now + minutes(30) + soon, {30, 0}, 30};
  return {now + hours(24 + soon.count() * 24), {30, 0}, std::nullopt};
}

}  // namespace

void Inbox::add(Invitation invitation) {
  const std::lock_guard lock(mutex_);
  all_.push_back(std::move(invitation));
}

std::optional<Inbox::Invitation> Inbox::pick(std::mt19937_64& dice) {
  const std::lock_guard lock(mutex_);
  if (all_.empty()) return std::nullopt;
  return all_[dice() % all_.size()];
}

void Tally::add() {
  {
    const std::lock_guard lock(mutex_);
    ++number_;
  }
  changed_.notify_all();
}

bool Tally::reaches(int number) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, minutes(1), [&] { return number_ >= number; });
}

int Tally::number() const {
  const std::lock_guard lock(mutex_);
  return number_;
}

void Writer::write(std::uint16_t port, Tally& acknowledged, Tally& refused,
                   const std::atomic<bool>& over) {
  try {
    Client client(port, ledger_.person.token);
    while (!over) {
      if (!ledger_.attempt) ledger_.attempt = next();
      (repeat(client) ? acknowledged : refused).add();
    }
  } catch (const std::runtime_error&) {
    // The server is gone, as it should be.
    return;
  }
}

bool Writer::repeat(Client& client) {
  if (!ledger_.attempt) return true;
  const Reply reply = client.ask(ledger_.attempt->request);
  if (reply.status == 503 && reply.wire.field("retry-after") == "1") return false;
  if (reply.status / 100 != 2) throw std::logic_error("refused: " + reply.wire.body);
  keep(reply);
  ledger_.attempt.reset();
  return true;
}

Attempt Writer::next() {
  const std::uint64_t number = below(10);
  std::optional<Attempt> attempt;
  if (writes_ == Writes::large_files) {
    attempt = file(400'000);
  } else if (number < 4) {
    attempt = answer();
  } else if (number >= 8) {
    attempt = file(below(8) == 0 ? below(400'000) : below(4'000));
  }
  return attempt ? std::move(*attempt) : meeting();
}

Attempt Writer::meeting() {
  Attempt attempt;
  const Kind kind = some_kind(below(3), seconds(2 + below(5)));
  attempt.draft.minutes_before = kind.minutes_before.value_or(0);
  if (kind.minutes_before) attempt.draft.due = kind.start - minutes(*kind.minutes_before);
  json::array guests;
  for (const auto& [id, inbox] : inboxes_) {
    if (id == ledger_.person.id || below(2) == 0) continue;
    attempt.draft.guests.push_back(id);
    guests.push_back(json::object{{"userId", id}});
  }
  const json::value body{{"title", fmt::format("{} {}", ledger_.person.email, made_)},
                         {"description", some_text(400)},
                         {"start", format_utc(kind.start)},
                         {"duration", "PT1H"},
                         {"reminders", json::array(kind.reminders.begin(), kind.reminders.end())},
                         {"attendees", guests}};
  attempt.request = {"POST", "/api/v1/meetings", "application/json", json::serialize(body),
                     new_key()};
  return attempt;
}

std::optional<Attempt> Writer::answer() {
  const auto invitation = inboxes_.at(ledger_.person.id).pick(dice_);
  if (!invitation) return std::nullopt;
  const std::uint64_t number = below(invitation->may_decline ? 3 : 2);
  Attempt attempt;
  attempt.kind = Attempt::Kind::answer;
  attempt.meeting = invitation->meeting;
  attempt.said.response = number == 0 ? "accepted" : number == 1 ? "tentative" : "declined";
  // No answer is given twice, so that each one is told.
  attempt.said.comment = fmt::format("{} {}", made_++, some_text(20));
  const json::value body{{"response", attempt.said.response}, {"comment", attempt.said.comment}};
  attempt.request = {"PUT", "/api/v1/meetings/" + attempt.meeting + "/response", "application/json",
                     json::serialize(body), ""};
  return attempt;
}

std::optional<Attempt> Writer::file(std::uint64_t bytes) {
  if (ledger_.meetings.empty()) return std::nullopt;
  Attempt attempt;
  attempt.kind = Attempt::Kind::file;
  const auto place = static_cast<std::ptrdiff_t>(below(ledger_.meetings.size()));
  attempt.meeting = std::next(ledger_.meetings.begin(), place)->first;
  std::string content(bytes, '\0');
  std::generate(content.begin(), content.end(), [&] { return static_cast<char>(dice_()); });
  attempt.request = {
      "POST", fmt::format("/api/v1/meetings/{}/attachments?name=f{}.bin", attempt.meeting, made_),
      "application/octet-stream", std::move(content), new_key()};
  return attempt;
}

void Writer::keep(const Reply& reply) {
  Attempt& attempt = *ledger_.attempt;
  const bool is_meeting = attempt.kind == Attempt::Kind::meeting;
  const std::string id = is_meeting ? reply.string("id") : attempt.meeting;
  ledger_.touched.insert(id);
  if (attempt.kind == Attempt::Kind::answer) ledger_.said[id].push_back(attempt.said);
  if (attempt.kind == Attempt::Kind::file) {
    ledger_.meetings.at(id).files.push_back({reply.body, attempt.request.body});
  }
  if (!is_meeting) return;
  attempt.draft.answer = reply.body.as_object();
  for (const std::string& guest : attempt.draft.guests) {
    inboxes_.at(guest).add({id, !attempt.draft.due});
  }
  ledger_.meetings[id] = std::move(attempt.draft);
}

std::string Writer::new_key() {
  return fmt::format("Idempotency-Key: {}-{}\r\n", ledger_.person.id, made_++);
}

std::string Writer::some_text(std::size_t most) {
  std::string text;
  for (std::uint64_t left = below(most); left > 0; --left) text += pieces[below(std::size(pieces))];
  return text;
}

}  // namespace kalends::test
