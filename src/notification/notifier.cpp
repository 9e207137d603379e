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

}  // namespace kalends::notification
