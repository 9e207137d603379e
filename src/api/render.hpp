#pragma once

#include <vector>

#include <boost/json.hpp>

#include <kalends/calendar/attachment.hpp>
#include <kalends/calendar/meeting.hpp>
#include <kalends/http/message.hpp>
#include <kalends/notification/notice.hpp>
#include <kalends/user/user.hpp>
#include <kalends/user/working_hours.hpp>

namespace kalends::api {

/// What stands in the JSON of answers: one function a shape of the contract.
boost::json::object reference(UserId id, std::string_view name);
boost::json::object json_of(const user::User& user);
/// The same for the person themself.
boost::json::object json_of_me(const user::User& me, const user::WorkingHours& hours);
boost::json::object json_of(const calendar::Attachment& attachment);
boost::json::object json_of(const calendar::Meeting& meeting,
                            const std::vector<calendar::Attendee>& attendees,
                            const std::vector<calendar::Attachment>& attachments);
/// Everything but `seq`, which differs from person to person.
boost::json::object json_of(const notification::Notice& notice);

/// Words with spaces between, as a list.
boost::json::array words_of(std::string_view text);

/// An instant on the clocks of this zone.
std::string time_in(const Zone& zone, Instant at);

/// RFC 5545 3.8.1.11, in lower case.
std::string_view status_word(bool cancelled);

http::Response json_response(int status, const boost::json::value& body);
/// The same of JSON that is written already.
http::Response json_text_response(std::string body);
http::Response empty_response(int status);

}  // namespace kalends::api
