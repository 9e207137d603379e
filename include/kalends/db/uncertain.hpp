#pragma once

#include <kalends/db/connection.hpp>

namespace kalends::db {

/// The disk failed in the commit itself: what was to be stored may be found stored after a restart.
struct Uncertain : Unavailable {
  using Unavailable::Unavailable;
};

}  // namespace kalends::db
