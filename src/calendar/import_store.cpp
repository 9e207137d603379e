#include <kalends/calendar/import_store.hpp>

namespace kalends::calendar {
namespace {

constexpr std::string_view ours = "@kalends";

ImportedRow read_imported(const db::Rows& row) {
  return {row.get<std::string>(0), row.get<MeetingId>(1), row.get<int>(2), row.integer(3),
          row.get<std::string>(4)};
}

}  // namespace

std::optional<ImportedRow> find_imported(db::Connection& db, UserId owner, const std::string& uid) {
  return db
      .query(
          "SELECT uid, meeting_id, sequence, version, fingerprint FROM imported_events "
          "WHERE owner_id = $1 AND uid = $2",
          owner, uid)
      .first(read_imported);
}

std::optional<ImportedRow> find_imported(db::Connection& db, MeetingId meeting) {
  return db
      .query(
          "SELECT uid, meeting_id, sequence, version, fingerprint FROM imported_events "
          "WHERE meeting_id = $1",
          meeting)
      .first(read_imported);
}

void put_imported(db::Transaction& transaction, UserId owner, const ImportedRow& row) {
  transaction.db().execute(
      "INSERT INTO imported_events (owner_id, uid, meeting_id, sequence, version, fingerprint) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (owner_id, uid) DO UPDATE SET "
      "meeting_id = excluded.meeting_id, sequence = excluded.sequence, "
      "version = excluded.version, fingerprint = excluded.fingerprint",
      owner, row.uid, row.meeting, row.sequence, row.version, db::Blob{row.fingerprint});
}

std::vector<Kept> find_kept(db::Connection& db, MeetingId meeting) {
  return db
      .query("SELECT original, text FROM kept_properties WHERE meeting_id = $1 ORDER BY original",
             meeting)
      .all([](const db::Rows& row) {
        return Kept{row.get<LocalTime>(0), row.get<std::string>(1)};
      });
}

void put_kept(db::Transaction& transaction, MeetingId meeting, const Kept& kept) {
  transaction.db().execute(
      "INSERT INTO kept_properties (meeting_id, original, text) VALUES ($1, $2, $3) "
      "ON CONFLICT (meeting_id, original) DO UPDATE SET text = excluded.text",
      meeting, kept.original, kept.text);
}

void delete_kept(db::Transaction& transaction, MeetingId meeting) {
  transaction.db().execute("DELETE FROM kept_properties WHERE meeting_id = $1", meeting);
}

std::string uid_of(MeetingId meeting) { return text(meeting) + std::string(ours); }

std::optional<MeetingId> meeting_called(std::string_view uid) {
  if (!uid.ends_with(ours)) return std::nullopt;
  return parse_id<MeetingId>(uid.substr(0, uid.size() - ours.size()));
}

}  // namespace kalends::calendar
