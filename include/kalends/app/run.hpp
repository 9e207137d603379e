#pragma once

namespace kalends::app {

/// Does what the command line asks for; the exit status of the program. Nothing is thrown.
int run(int argc, const char* const* argv);

}  // namespace kalends::app
