#include <kalends/calendar/attachment.hpp>

namespace kalends::calendar {
namespace {

Attachment read_attachment(const db::Rows& row) {
  return {row.get<AttachmentId>(0), row.get<MeetingId>(1),   row.get<UserId>(2),
          row.get<std::string>(3),  row.get<std::string>(4), row.integer(5),
          row.get<Instant>(6)};
}

}  // namespace

std::vector<Attachment> find_attachments(db::Connection& db, MeetingId meeting) {
  return db
      .query(
          "SELECT id, meeting_id, owner_id, name, type, size, created_at FROM attachments "
          "WHERE meeting_id = $1 ORDER BY id",
          meeting)
      .all(read_attachment);
}

std::optional<Attachment> find_attachment(db::Connection& db, MeetingId meeting, AttachmentId id) {
  return db
      .query(
          "SELECT id, meeting_id, owner_id, name, type, size, created_at FROM attachments "
          "WHERE id = $1 AND meeting_id = $2",
          id, meeting)
      .first(read_attachment);
}

std::string read_content(db::Connection& db, AttachmentId id) {
  return db.query("SELECT content FROM attachment_contents WHERE attachment_id = $1", id)
      .first([](const db::Rows& row) { return row.get<std::string>(0); })
      .value_or("");
}

void insert_attachment(db::Transaction& transaction, const Attachment& attachment,
                       std::string_view content) {
  transaction.db().execute(
      "INSERT INTO attachments (id, meeting_id, owner_id, name, type, size, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      attachment.id, attachment.meeting, attachment.owner, attachment.name, attachment.type,
      attachment.size, attachment.created_at);
  transaction.db().execute(
      "INSERT INTO attachment_contents (attachment_id, content) VALUES ($1, $2)", attachment.id,
      db::Blob{content});
}

void delete_attachment(db::Transaction& transaction, AttachmentId id) {
  transaction.db().execute("DELETE FROM attachments WHERE id = $1", id);
}

std::int64_t bytes_owned(db::Connection& db, UserId owner) {
  return db.query("SELECT COALESCE(SUM(size), 0) FROM attachments WHERE owner_id = $1", owner)
      .first([](const db::Rows& row) { return row.integer(0); })
      .value_or(0);
}

}  // namespace kalends::calendar
