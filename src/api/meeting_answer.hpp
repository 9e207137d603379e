#pragma once

#include "context.hpp"
#include "render.hpp"

#include <kalends/invite/occurrence.hpp>

namespace kalends::api {

/// The whole meeting.
http::Response meeting_response(int status, const calendar::Meeting& meeting,
                                const std::vector<calendar::Attendee>& attendees,
                                const std::vector<calendar::Attachment>& attachments);

/// The whole meeting as it is now, for those who are in it.
http::Response meeting_response(int status, db::Connection& db, const calendar::Meeting& meeting);

/// The same of one occurrence, where one is meant.
Answer meeting_response(int status, db::Connection& db, const calendar::Meeting& meeting,
                        const invite::Which& which);

}  // namespace kalends::api
