#pragma once

#include "database_copy.hpp"

#include <string>

namespace kalends::app {

/// Copies the database into `file` while a server may write to it. The copy has that name only once
/// it is on the disk and was found good; when anything fails, what was there is still there. Throws
/// as DatabaseCopy does.
CopyContents back_up(const std::string& database, const std::string& file,
                     DatabaseCopy::Existing existing, const db::CopyProgress& progress);

}  // namespace kalends::app
