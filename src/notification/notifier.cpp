#include <vector>

#include <kalends/notification/notifier.hpp>

namespace kalends::notification {

void Notifier::tell(db::Transaction& transaction, Notice notice,
                    std::span<const UserId> recipients) {
  if (recipients.empty()) return;
  notice.id = ids_.next<NoticeId>();
  insert_notice(transaction, notice);
  for (const UserId user : recipients) append(transaction, user, notice.id, keep_);
  transaction.after_commit(
      [this, users = std::vector(recipients.begin(), recipients.end())] { hub_.nudge(users); });
}

void Notifier::acknowledge(db::Transaction& transaction, UserId user, std::int64_t seq) {
  if (!notification::acknowledge(transaction, user, seq)) return;
  transaction.after_commit([this, user] { hub_.nudge(std::span(&user, 1)); });
}

}  // namespace kalends::notification
