#pragma once

#include "context.hpp"

#include <span>

#include <kalends/http/handler.hpp>

namespace kalends::api {

enum class Access { anyone, person, administrator };
enum class Body { none, json, patch, file, calendar };

struct Route {
  http::Method method;
  std::string_view pattern;
  Access access;
  http::Run run;
  Body body;
  Answer (*handler)(Context&);
};

/// Everything that can be asked, on one page.
std::span<const Route> routes();

}  // namespace kalends::api
