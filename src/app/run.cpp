#include "commands.hpp"

#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include <kalends/app/run.hpp>

namespace kalends::app {

int run(int argc, const char* const* argv) {
  try {
    const Command command = parse(argc, argv, process_environment);
    return std::visit([](const auto& each) { return run(each); }, command);
  } catch (const std::exception& error) {
    fmt::print(stderr, "kalends: {}\n", error.what());
    return 1;
  }
}

}  // namespace kalends::app
