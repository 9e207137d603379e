#pragma once

#include <kalends/calendar/imported_series.hpp>
#include <kalends/invite/import.hpp>

namespace kalends::invite {

/// An event with its changed occurrences, read and ready to be stored.
struct ReadyEvent {
  std::string uid;
  int sequence = 0;
  std::string fingerprint;
  std::string title;
  std::optional<calendar::ImportedEvent> master;
  std::vector<calendar::ImportedEvent> occurrences;
};

/// Stores it, and says what became of it, with all remarks.
ImportEntry write_event(db::Transaction& transaction, Tools& tools, const user::User& person,
                        UserId by, ReadyEvent event);

}  // namespace kalends::invite
