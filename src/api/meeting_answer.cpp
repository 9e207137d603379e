#include "meeting_answer.hpp"

namespace kalends::api {

http::Response meeting_response(int status, const calendar::Meeting& meeting,
                                const std::vector<calendar::Attendee>& attendees,
                                const std::vector<calendar::Attachment>& attachments) {
  auto response = json_response(status, json_of(meeting, attendees, attachments));
  response.version = meeting.version;
  return response;
}

http::Response meeting_response(int status, db::Connection& db, const calendar::Meeting& meeting) {
  return meeting_response(status, meeting, calendar::find_attendees(db, meeting.id),
                          calendar::find_attachments(db, meeting.id));
}

Answer meeting_response(int status, db::Connection& db, const calendar::Meeting& meeting,
                        const invite::Which& which) {
  if (which.scope != invite::Scope::one) return meeting_response(status, db, meeting);
  const auto meant = invite::find_occurrence(db, meeting, which.occurrence);
  if (!meant) return meant.error();
  const auto& [series, occurrence] = *meant;
  auto body = json_of(series.at(occurrence), calendar::attendees_at(db, series, occurrence),
                      calendar::find_attachments(db, meeting.id));
  // The dates of the series are told where the whole of it is asked for.
  body.erase("rdates");
  body.erase("exdates");
  body["occurrence"] = series.name(occurrence.original);
  auto response = json_response(status, body);
  response.version = meeting.version;
  return response;
}

}  // namespace kalends::api
