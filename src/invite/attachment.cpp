#include <fmt/format.h>

#include <kalends/invite/attachment.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::invite {
namespace {

void note_change(db::Transaction& transaction, Tools& tools, const Part& part, user::Act act,
                 AttachmentId file) {
  calendar::Meeting meeting = part.meeting;
  meeting.version += 1;
  meeting.updated_at = tools.clock.now();
  calendar::update_meeting(transaction, meeting);
  user::record(transaction, tools.ids,
               {.act = act, .by = part.attendee.user, .meeting = meeting.id, .thing = file.value});
}

}  // namespace

Result<calendar::Attachment> attach(db::Transaction& transaction, Tools& tools,
                                    const AttachmentLimits& limits, const Part& part,
                                    const File& file) {
  const auto size = static_cast<std::int64_t>(file.content.size());
  const UserId owner = part.attendee.user;
  if (size > limits.bytes_each) {
    return Error{ErrorCode::too_large,
                 fmt::format("A file may have at most {} bytes.", limits.bytes_each),
                 {}};
  }
  if (calendar::bytes_owned(transaction.db(), owner) + size > limits.bytes_a_person) {
    return Error{
        ErrorCode::too_large,
        fmt::format("All your files together may have at most {} bytes.", limits.bytes_a_person),
        {}};
  }
  const calendar::Attachment attachment{tools.ids.next<AttachmentId>(),
                                        part.meeting.id,
                                        owner,
                                        file.name,
                                        file.type,
                                        size,
                                        tools.clock.now()};
  calendar::insert_attachment(transaction, attachment, file.content);
  note_change(transaction, tools, part, user::Act::attachment_added, attachment.id);
  return attachment;
}

Result<void> detach(db::Transaction& transaction, Tools& tools, const Part& part, AttachmentId id) {
  if (!calendar::find_attachment(transaction.db(), part.meeting.id, id)) return not_found();
  calendar::delete_attachment(transaction, id);
  note_change(transaction, tools, part, user::Act::attachment_removed, id);
  return {};
}

}  // namespace kalends::invite
