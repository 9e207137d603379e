#pragma once

#include "context.hpp"

namespace kalends::api {

// Every handler of the route table, by the file it stands in.

Answer read_about(Context&);  // about.cpp

Answer register_user(Context&);  // users.cpp
Answer read_me(Context&);
Answer change_me(Context&);
Answer read_user(Context&);
Answer search_people(Context&);

Answer make_registration_code(Context&);  // registration_codes.cpp
Answer list_registration_codes(Context&);
Answer delete_registration_code(Context&);

Answer sign_in(Context&);  // sessions.cpp
Answer sign_out(Context&);
Answer list_sessions(Context&);
Answer end_session(Context&);

Answer make_token(Context&);  // tokens.cpp
Answer list_tokens(Context&);
Answer end_token(Context&);

Answer create_meeting(Context&);  // meetings.cpp
Answer read_meeting(Context&);
Answer change_meeting(Context&);
Answer cancel_meeting(Context&);

Answer search_meetings(Context&);  // search.cpp

Answer add_attendees(Context&);  // attendees.cpp
Answer remove_attendee(Context&);
Answer answer_invitation(Context&);

Answer read_deliveries(Context&);  // deliveries.cpp

Answer read_audit(Context&);  // audit.cpp
Answer read_history(Context&);

Answer add_attachment(Context&);  // attachments.cpp
Answer read_attachment(Context&);
Answer delete_attachment(Context&);

Answer import_calendar(Context&);  // imports.cpp

Answer export_calendar(Context&);  // feeds.cpp
Answer make_feed(Context&);
Answer read_feed_state(Context&);
Answer delete_feed(Context&);
Answer read_feed(Context&);

Answer read_calendar(Context&);  // calendar.cpp
Answer read_busy_days(Context&);

Answer read_free_busy(Context&);  // free_busy.cpp

Answer find_meeting_times(Context&);  // meeting_times.cpp

Answer read_notifications(Context&);  // notifications.cpp
Answer acknowledge_notifications(Context&);

Answer open_stream(Context&);  // stream.cpp

Answer read_health(Context&);  // operation.cpp
Answer read_readiness(Context&);
Answer read_metrics(Context&);

Answer read_page(Context&);  // pages.cpp
Answer read_asset(Context&);
Answer read_document(Context&);

}  // namespace kalends::api
