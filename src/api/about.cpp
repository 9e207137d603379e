#include "handlers.hpp"
#include "render.hpp"

namespace kalends::api {
namespace {

std::string_view word(user::RegistrationMode mode) {
  switch (mode) {
    case user::RegistrationMode::open:
      return "open";
    case user::RegistrationMode::invite:
      return "invite";
    case user::RegistrationMode::closed:
      break;
  }
  return "closed";
}

}  // namespace

Answer read_about(Context& context) {
  return json_response(200,
                       boost::json::object{{"version", KALENDS_VERSION},
                                           {"registration", word(context.settings.registration)},
                                           {"firstRun", !user::has_users(context.read)}});
}

}  // namespace kalends::api
