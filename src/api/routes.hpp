#pragma once

#include "context.hpp"

#include <span>

#include <kalends/http/handler.hpp>

namespace kalends::api {

/// `self` is a person who signed in, and no program with a token of theirs.
enum class Access { anyone, person, self, administrator };
enum class Body { none, json, patch, file, calendar };
/// Whether answers are kept to be given again while nothing that they show has changed: those of
/// questions about one person's calendar, whom the first parameter names.
enum class Kept { no, view };

struct Route {
  http::Method method;
  std::string_view pattern;
  Access access;
  http::Run run;
  Body body;
  Answer (*handler)(Context&);
  Kept kept = Kept::no;
};

/// Whether it changes what is stored. What is asked with POST only because the question is long
/// does not.
constexpr bool writes(const Route& route) {
  return route.run == http::Run::writing || route.run == http::Run::hashing;
}

/// Everything that can be asked, on one page.
std::span<const Route> routes();

}  // namespace kalends::api
