#include <algorithm>
#include <utility>

#include <kalends/user/audit.hpp>

namespace kalends::user {
namespace {

constexpr std::pair<Act, std::string_view> words[] = {
    {Act::registered, "registered"},
    {Act::signed_in, "signed-in"},
    {Act::sign_in_failed, "sign-in-failed"},
    {Act::signed_out, "signed-out"},
    {Act::session_ended, "session-ended"},
    {Act::profile_changed, "profile-changed"},
    {Act::password_changed, "password-changed"},
    {Act::password_change_failed, "password-change-failed"},
    {Act::password_reset, "password-reset"},
    {Act::token_made, "token-made"},
    {Act::token_ended, "token-ended"},
    {Act::code_made, "code-made"},
    {Act::code_withdrawn, "code-withdrawn"},
    {Act::feed_made, "feed-made"},
    {Act::feed_closed, "feed-closed"},
    {Act::imported, "imported"},
    {Act::retired, "retired"},
    {Act::administrator_made, "administrator-made"},
    {Act::meeting_created, "meeting-created"},
    {Act::meeting_changed, "meeting-changed"},
    {Act::meeting_cancelled, "meeting-cancelled"},
    {Act::attendee_added, "attendee-added"},
    {Act::attendee_removed, "attendee-removed"},
    {Act::attendee_left, "attendee-left"},
    {Act::answered, "answered"},
    {Act::attachment_added, "attachment-added"},
    {Act::attachment_removed, "attachment-removed"},
    {Act::organizer_changed, "organizer-changed"},
};

void insert(db::Transaction& transaction, DeedId id, const Deed& deed) {
  transaction.db().execute(
      "INSERT INTO audit (id, act, actor_id, person_id, meeting_id, thing_id, detail, occurrence, "
      "address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      id, deed.act, deed.by, deed.whom, deed.meeting, deed.thing, deed.detail, deed.occurrence,
      deed.address);
}

}  // namespace

std::string_view word(Act act) {
  const auto* const found = std::find_if(std::begin(words), std::end(words),
                                         [&](const auto& w) { return w.first == act; });
  return found == std::end(words) ? std::string_view() : found->second;
}

void record(db::Transaction& transaction, IdSource& ids, const Deed& deed) {
  insert(transaction, ids.next<DeedId>(), deed);
}

void record_as(db::Transaction& transaction, DeedId id, const Deed& deed) {
  if (transaction.db().query("SELECT 1 FROM audit WHERE id = $1", id).next()) return;
  insert(transaction, id, deed);
}

std::int64_t delete_deeds_before(db::Transaction& transaction, Instant at, int limit) {
  return transaction.db().execute(
      "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE id < $1 ORDER BY id LIMIT $2)",
      first_id_value(at), limit);
}

}  // namespace kalends::user
