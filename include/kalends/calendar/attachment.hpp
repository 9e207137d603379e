#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/base/id.hpp>
#include <kalends/db/database.hpp>

namespace kalends::calendar {

/// A file that belongs to a meeting; its bytes are kept apart.
struct Attachment {
  AttachmentId id;
  MeetingId meeting;
  UserId owner;
  std::string name;
  std::string type;  // media type, as it was sent
  std::int64_t size = 0;
  Instant created_at;
};

std::vector<Attachment> find_attachments(db::Connection& db, MeetingId meeting);
std::optional<Attachment> find_attachment(db::Connection& db, MeetingId meeting, AttachmentId id);
std::string read_content(db::Connection& db, AttachmentId id);
void insert_attachment(db::Transaction& transaction, const Attachment& attachment,
                       std::string_view content);
void delete_attachment(db::Transaction& transaction, AttachmentId id);
/// Bytes that this person's attachments take.
std::int64_t bytes_owned(db::Connection& db, UserId owner);

}  // namespace kalends::calendar
