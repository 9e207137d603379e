#pragma once

#include <span>

#include <kalends/notification/hub.hpp>
#include <kalends/notification/log.hpp>

namespace kalends::notification {

/// Writes to people's logs as part of a transaction, and nudges whoever listens once that is
/// stored.
class Notifier {
 public:
  Notifier(IdSource& ids, Hub& hub, std::int64_t keep) : ids_(ids), hub_(hub), keep_(keep) {}

  /// Gives the notice its id. Telling nobody writes nothing.
  void tell(db::Transaction& transaction, Notice notice, std::span<const UserId> recipients);

  /// Everything up to here was shown to this person: their other clients learn of it.
  void acknowledge(db::Transaction& transaction, UserId user, std::int64_t seq);

 private:
  IdSource& ids_;
  Hub& hub_;
  std::int64_t keep_;
};

}  // namespace kalends::notification
