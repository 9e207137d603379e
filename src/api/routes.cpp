#include "routes.hpp"

#include "handlers.hpp"

namespace kalends::api {
namespace {

using enum http::Method;
using enum http::Run;
using enum Access;

// clang-format off
constexpr Route table[] = {
  {get,   "/healthz",                                          anyone,        inline_read, Body::none,  read_health},
  {get,   "/api/v1/about",                                     anyone,        inline_read, Body::none,  read_about},
  {post,  "/api/v1/users",                                     anyone,        hashing,     Body::json,  register_user},
  {get,   "/api/v1/users",                                     person,        inline_read, Body::none,  search_people},
  {get,   "/api/v1/users/me",                                  person,        inline_read, Body::none,  read_me},
  {patch, "/api/v1/users/me",                                  person,        hashing,     Body::patch, change_me},
  {get,   "/api/v1/users/{id}",                                person,        inline_read, Body::none,  read_user},
  {get,   "/api/v1/users/{id}/calendar",                       person,        inline_read, Body::none,  read_calendar, Kept::view},
  {get,   "/api/v1/users/{id}/busy-days",                      person,        inline_read, Body::none,  read_busy_days, Kept::view},
  {get,   "/api/v1/users/me/calendar.ics",                     person,        worker,      Body::none,  export_calendar},
  {post,  "/api/v1/users/me/feed",                             self,          writing,     Body::none,  make_feed},
  {get,   "/api/v1/users/me/feed",                             person,        inline_read, Body::none,  read_feed_state},
  {del,   "/api/v1/users/me/feed",                             person,        writing,     Body::none,  delete_feed},
  {post,  "/api/v1/imports",                                   person,        writing,     Body::calendar, import_calendar},
  {post,  "/api/v1/sessions",                                  anyone,        hashing,     Body::json,  sign_in},
  {get,   "/api/v1/sessions",                                  self,          inline_read, Body::none,  list_sessions},
  {del,   "/api/v1/sessions/current",                          self,          writing,     Body::none,  sign_out},
  {del,   "/api/v1/sessions/{id}",                             self,          writing,     Body::none,  end_session},
  {post,  "/api/v1/tokens",                                    self,          writing,     Body::json,  make_token},
  {get,   "/api/v1/tokens",                                    self,          inline_read, Body::none,  list_tokens},
  {del,   "/api/v1/tokens/{id}",                               self,          writing,     Body::none,  end_token},
  {post,  "/api/v1/registration-codes",                        administrator, writing,     Body::none,  make_registration_code},
  {get,   "/api/v1/registration-codes",                        administrator, inline_read, Body::none,  list_registration_codes},
  {del,   "/api/v1/registration-codes/{id}",                   administrator, writing,     Body::none,  delete_registration_code},
  {post,  "/api/v1/meetings",                                  person,        writing,     Body::json,  create_meeting},
  {get,   "/api/v1/meetings",                                  person,        worker,      Body::none,  search_meetings},
  {get,   "/api/v1/meetings/{id}",                             person,        inline_read, Body::none,  read_meeting},
  {patch, "/api/v1/meetings/{id}",                             person,        writing,     Body::patch, change_meeting},
  {del,   "/api/v1/meetings/{id}",                             person,        writing,     Body::none,  cancel_meeting},
  {post,  "/api/v1/meetings/{id}/attendees",                   person,        writing,     Body::json,  add_attendees},
  {del,   "/api/v1/meetings/{id}/attendees/{userId}",          person,        writing,     Body::none,  remove_attendee},
  {put,   "/api/v1/meetings/{id}/response",                    person,        writing,     Body::json,  answer_invitation},
  {get,   "/api/v1/meetings/{id}/deliveries",                  person,        worker,      Body::none,  read_deliveries},
  {get,   "/api/v1/meetings/{id}/history",                     person,        worker,      Body::none,  read_history},
  {post,  "/api/v1/meetings/{id}/attachments",                 person,        writing,     Body::file,  add_attachment},
  {get,   "/api/v1/meetings/{id}/attachments/{attachmentId}",  person,        worker,      Body::none,  read_attachment},
  {del,   "/api/v1/meetings/{id}/attachments/{attachmentId}",  person,        writing,     Body::none,  delete_attachment},
  {post,  "/api/v1/freebusy",                                  person,        by_length,   Body::json,  read_free_busy},
  {post,  "/api/v1/meeting-times",                             person,        worker,      Body::json,  find_meeting_times},
  {get,   "/api/v1/notifications",                             person,        inline_read, Body::none,  read_notifications},
  {put,   "/api/v1/notifications/acked",                       person,        writing,     Body::json,  acknowledge_notifications},
  {get,   "/api/v1/stream",                                    person,        inline_read, Body::none,  open_stream},
  {get,   "/api/v1/audit",                                     administrator, worker,      Body::none,  read_audit},
  {get,   "/feeds/{file}",                                     anyone,        worker,      Body::none,  read_feed},
  {get,   "/readyz",                                           anyone,        writing,     Body::none,  read_readiness},
  {get,   "/metrics",                                          administrator, inline_read, Body::none,  read_metrics},
  {get,   "/api/v1/healthz",                                   anyone,        inline_read, Body::none,  read_health},
  {get,   "/api/v1/readyz",                                    anyone,        writing,     Body::none,  read_readiness},
  {get,   "/api/v1/metrics",                                   administrator, inline_read, Body::none,  read_metrics},
  {get,   "/openapi.json",                                     anyone,        inline_read, Body::none,  read_document},
  {get,   "/",                                                 anyone,        inline_read, Body::none,  read_page},
  {get,   "/assets/{file}",                                    anyone,        inline_read, Body::none,  read_asset},
  {get,   "/docs",                                             anyone,        inline_read, Body::none,  read_document},
  {get,   "/docs.js",                                          anyone,        inline_read, Body::none,  read_document},
  {get,   "/page.css",                                         anyone,        inline_read, Body::none,  read_document},
  {get,   "/icon.svg",                                         anyone,        inline_read, Body::none,  read_document},
};
// clang-format on

}  // namespace

std::span<const Route> routes() { return table; }

std::vector<RouteName> route_names() {
  std::vector<RouteName> names;
  for (const Route& route : table) names.push_back({http::name(route.method), route.pattern});
  return names;
}

}  // namespace kalends::api
