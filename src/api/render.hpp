#pragma once

#include <vector>

#include <boost/json.hpp>

#include <kalends/calendar/agenda.hpp>
#include <kalends/calendar/attachment.hpp>
#include <kalends/calendar/meeting.hpp>
#include <kalends/http/message.hpp>
#include <kalends/notification/notice.hpp>
#include <kalends/user/user.hpp>
#include <kalends/user/working_hours.hpp>

namespace kalends::api {

/// What stands in the JSON of answers: one function a shape of the contract.
boost::json::object json_of(const user::User& user);
/// The same for the person themself.
boost::json::object json_of_me(const user::User& me, const user::WorkingHours& hours);
boost::json::object json_of(const calendar::Attachment& attachment);
boost::json::object json_of(const calendar::Meeting& meeting,
                            const std::vector<calendar::Attendee>& attendees,
                            const std::vector<calendar::Attachment>& attachments);
/// Times that only a reader of another's calendar may see are shown in the reader's zone.
boost::json::object json_of(const calendar::AgendaItem& item, const Zone& reader);
/// Everything but `seq`, which differs from person to person.
boost::json::object json_of(const notification::Notice& notice);

/// An instant on the clocks of this zone.
std::string time_in(const Zone& zone, Instant at);

http::Response json_response(int status, const boost::json::value& body);
http::Response empty_response(int status);

}  // namespace kalends::api
