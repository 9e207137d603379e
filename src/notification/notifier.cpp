#include <vector>

#include <kalends/notification/notifier.hpp>

namespace kalends::notification {

void Notifier::tell(db::Transaction& transaction, Notice notice,
                    std::span<const UserId> recipients) {
  if (recipients.empty()) return;
  notice.id = ids_.next<NoticeId>();
  insert_notice(transaction, notice);
  std::vector<Hub::Place> places;
  places.reserve(recipients.size());
  for (const UserId user : recipients) {
    places.push_back({user, append(transaction, user, notice.id, keep_)});
  }
  auto told = std::make_shared<const Notice>(std::move(notice));
  transaction.after_commit(
      [this, told = std::move(told), places = std::move(places)] { hub_.deliver(told, places); });
}

void Notifier::acknowledge(db::Transaction& transaction, UserId user, std::int64_t seq) {
  if (!notification::acknowledge(transaction, user, seq)) return;
  transaction.after_commit([this, user] { hub_.nudge(std::span(&user, 1)); });
}

}  // namespace kalends::notification
