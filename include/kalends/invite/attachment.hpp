#pragma once

#include <string_view>

#include <kalends/base/error.hpp>
#include <kalends/calendar/attachment.hpp>
#include <kalends/invite/meeting.hpp>

namespace kalends::invite {

struct AttachmentLimits {
  std::int64_t bytes_each;
  std::int64_t bytes_a_person;
};

struct File {
  std::string name;
  std::string type;
  std::string_view content;
};

/// Adds a file to a meeting; its organizer may. `too_large` over either limit.
Result<calendar::Attachment> attach(db::Transaction& transaction, Tools& tools,
                                    const AttachmentLimits& limits, const Part& part,
                                    const File& file);

/// `not_found` when the meeting has no such attachment.
Result<void> detach(db::Transaction& transaction, Tools& tools, const Part& part, AttachmentId id);

}  // namespace kalends::invite
