#include <stdexcept>

#include <kalends/user/working_hours.hpp>

namespace kalends::user {

WorkingHours working_hours_of(db::Connection& db, UserId user) {
  const auto stored =
      db.query("SELECT hours FROM working_hours WHERE user_id = $1", user)
          .first([](const db::Rows& row) { return parse_working_hours(row.view(0)); });
  if (!stored) return usual_working_hours();
  if (!*stored) throw std::runtime_error("working hours of " + text(user) + " cannot be read");
  return **stored;
}

void set_working_hours(db::Transaction& transaction, UserId user,
                       const std::optional<WorkingHours>& hours) {
  if (!hours) {
    transaction.db().execute("DELETE FROM working_hours WHERE user_id = $1", user);
    return;
  }
  const std::string written = text(*hours);
  transaction.db().execute(
      "INSERT INTO working_hours (user_id, hours) VALUES ($1, $2) "
      "ON CONFLICT (user_id) DO UPDATE SET hours = excluded.hours",
      user, written);
}

}  // namespace kalends::user
