#pragma once

#include "context.hpp"
#include "render.hpp"

namespace kalends::api {

/// The whole meeting as it is now, for those who are in it.
inline http::Response meeting_response(int status, db::Connection& db,
                                       const calendar::Meeting& meeting) {
  auto response = json_response(status, json_of(meeting, calendar::find_attendees(db, meeting.id),
                                                calendar::find_attachments(db, meeting.id)));
  response.version = meeting.version;
  return response;
}

}  // namespace kalends::api
