#pragma once

#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace kalends::bench {

/// Reads the arguments that `program` knows and does the work. What goes wrong is told on stderr;
/// returns what the process shall end with.
template <class Work>
int run_program(CLI::App& program, int argc, const char* const* argv, const Work& work) {
  try {
    program.parse(argc, argv);
    work();
    return 0;
  } catch (const CLI::ParseError& error) {
    return program.exit(error);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[0], error.what());
    return 1;
  }
}

/// A program that measures a generated database in process, for so many seconds.
template <class Measure>
int measure_in_process(const std::string& promise, int argc, const char* const* argv,
                       const Measure& measure) {
  CLI::App program(promise);
  std::string database;
  std::string tokens;
  int seconds = 1;
  program.add_option("DATABASE", database)->required();
  program.add_option("TOKENS", tokens)->required();
  program.add_option("SECONDS", seconds)->required()->check(CLI::PositiveNumber);
  return run_program(program, argc, argv, [&] { measure(database, tokens, seconds); });
}

}  // namespace kalends::bench
