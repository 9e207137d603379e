#pragma once

#include "command_line.hpp"

namespace kalends::app {

// One function a command: what it does, and the exit status of the program. They throw what they
// cannot do.

int run(const Serve& command);
int run(const Migrate& command);
int run(const UserAdd& command);
int run(const UserList& command);
int run(const UserResetPassword& command);
int run(const UserRetire& command);
int run(const ZonesCheck& command);
int run(const ZonesApply& command);
int run(const ImportCalendar& command);
int run(const ExportCalendar& command);
int run(const Capacity& command);
int run(const Backup& command);
int run(const Restore& command);
int run(const Doctor& command);
int run(const ConfigPrint& command);
int run(const HealthCheck& command);
int run(const Version& command);
int run(const Notice& command);

}  // namespace kalends::app
