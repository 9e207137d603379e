#include "handlers.hpp"
#include "input.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <kalends/notification/log.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

constexpr int frames_a_pull = 64;
constexpr int heartbeat_ms = 30'000;
constexpr int session_ended = 4001;
constexpr int access_withdrawn = 4003;
// As long as two heartbeats, with which the log is read anyway.
constexpr std::chrono::seconds good_for{60};

/// A person's log as a WebSocket shows it: a cursor, and nothing else that could overflow.
class NotificationStream final : public http::Stream {
 public:
  NotificationStream(Context& context, std::unique_ptr<notification::Hub::Seat> seat,
                     std::optional<std::int64_t> after)
      : services_(context.services),
        read_(context.read),
        frames_(context.frames),
        user_(context.me().id),
        token_hash_(context.session->token_hash),
        may_write_(context.session->scopes.write),
        after_(after),
        seat_(std::move(seat)) {}

  void on_bell(std::function<void()> bell) override { seat_->set_bell(std::move(bell)); }

  http::Pull pull() override {
    http::Pull pull;
    const notification::Mail mail = seat_->take_mail();
    if (tells_all(mail)) {
      for (const notification::Letter& letter : mail.letters) show(pull, letter);
    } else {
      look(pull);
    }
    if (mail.own_acts && pull.close_code == 0) pull.frames.emplace_back(R"({"type":"calendar"})");
    if (greeted_) seat_->note_pushed({sent_from_, *after_});
    return pull;
  }

  std::function<void()> receive(std::string_view text) override {
    json::error_code error;
    const json::value message = json::parse(text, error);
    const json::object* object = message.if_object();
    if (error || object == nullptr) return {};
    const json::value* type = object->if_contains("type");
    const json::value* seq = object->if_contains("seq");
    // What a later client may say and this server does not know yet is no reason to hang up.
    // Nor is what a program says that may only read.
    const bool ack =
        may_write_ && type != nullptr && *type == "ack" && seq != nullptr && seq->is_int64();
    if (!ack) return {};
    return [&services = services_, user = user_, shown = seq->get_int64()] {
      static_cast<void>(services.database.write([&](db::Transaction& transaction) -> Result<bool> {
        services.tools.notifier.acknowledge(transaction, user, shown);
        return true;
      }));
    };
  }

 private:
  /// Nothing else has to be read, nor the session looked at.
  bool tells_all(const notification::Mail& mail) const {
    if (!greeted_ || behind_ || mail.look || (mail.letters.empty() && !mail.own_acts)) return false;
    if (services_.clock.now() - looked_at_ > good_for) return false;
    std::int64_t at = *after_;
    for (const notification::Letter& letter : mail.letters) {
      if (letter.seq > at + 1) return false;
      at = std::max(at, letter.seq);
    }
    return true;
  }

  void show(http::Pull& pull, const notification::Letter& letter) {
    if (letter.seq <= *after_) return;
    push(pull, letter.seq, frames_.tail(read_, *letter.notice));
  }

  /// Everything that there is to see in the database.
  void look(http::Pull& pull) {
    // A notice that is forgotten between two queries would leave a hole in its frame.
    const db::Snapshot snapshot(read_);
    pull.close_code = reason_to_end();
    looked_at_ = pull.close_code == 0 ? services_.clock.now() : Instant{};
    if (pull.close_code != 0) return;
    const auto head = notification::log_head(read_, user_);
    if (!greeted_) greet(pull, head);
    if (*after_ < head.last_seq) read_on(pull);
    if (head.acked_seq == acked_) return;
    acked_ = head.acked_seq;
    pull.frames.push_back(fmt::format("{{\"type\":\"acked\",\"seq\":{}}}", acked_));
  }

  int reason_to_end() {
    if (user::is_open(read_, token_hash_, services_.clock.now())) return 0;
    const auto user = user::find_user(read_, user_);
    return user && !user->retired ? session_ended : access_withdrawn;
  }

  void greet(http::Pull& pull, const notification::LogHead& head) {
    const std::int64_t last = head.last_seq;
    acked_ = head.acked_seq;
    pull.frames.push_back(
        fmt::format("{{\"type\":\"hello\",\"seq\":{},\"acked\":{},\"heartbeatMs\":{}}}", last,
                    acked_, heartbeat_ms));
    if (after_ && !notification::is_readable_from(read_, user_, *after_)) {
      pull.frames.push_back(fmt::format("{{\"type\":\"reset\",\"seq\":{}}}", last));
      after_.reset();
    }
    // What a client says that it has, it has. Whoever names no cursor has just fetched everything,
    // or wants only what is new.
    sent_from_ = after_ ? 0 : last;
    if (!after_) after_ = last;
    greeted_ = true;
  }

  void read_on(http::Pull& pull) {
    const auto entries = notification::read_log(read_, user_, *after_, frames_a_pull);
    for (const auto& [seq, notice] : entries) push(pull, seq, frames_.tail(read_, notice));
    behind_ = static_cast<int>(entries.size()) == frames_a_pull;
    pull.more = behind_;
  }

  void push(http::Pull& pull, std::int64_t seq, const std::string& tail) {
    pull.frames.push_back(fmt::format("{{\"type\":\"notification\",\"seq\":{},{}", seq, tail));
    after_ = seq;
  }

  const Services& services_;
  db::Connection& read_;
  FrameCache& frames_;
  UserId user_;
  std::string token_hash_;
  bool may_write_;
  std::optional<std::int64_t> after_;
  std::int64_t sent_from_ = 0;  // what is behind this, up to `after_`, this client has
  std::int64_t acked_ = 0;      // as it was last said
  Instant looked_at_{};
  bool greeted_ = false;
  bool behind_ = false;  // there may be more in the log than was read of it
  std::unique_ptr<notification::Hub::Seat> seat_;
};

}  // namespace

Answer open_stream(Context& context) {
  Query query(context.target);
  const auto after = query.number("after", -1, 0, std::numeric_limits<std::int64_t>::max());
  if (auto fault = query.fault()) return std::move(*fault);
  auto seat = context.services.hub.seat(context.me().id, {}, context.session->token_hash);
  if (!seat) {
    return Error{ErrorCode::too_many, "You have as many of these open as one person may have.", {}};
  }
  http::Response response;
  response.status = 101;
  response.stream = std::make_unique<NotificationStream>(
      context, std::move(seat), after < 0 ? std::nullopt : std::optional(after));
  return response;
}

}  // namespace kalends::api
