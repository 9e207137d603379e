#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kalends::test {

/// What a program said and how it ended.
struct Outcome {
  int status = 0;  // its exit status; 128 and the signal's number if one ended it
  std::string out;
  std::string err;
};

/// A program that runs beside the test, which it does not outlive. Standard input is a given text,
/// standard error is kept, standard output can be read line by line. Nothing waits longer than it
/// says: what does not happen in that time throws std::runtime_error, with what the program said.
/// One thread at a time.
class Process {
 public:
  struct Options {
    std::string input;
    std::map<std::string, std::string> environment;  // beside that of the test
  };

  Process(const std::string& program, const std::vector<std::string>& arguments)
      : Process(program, arguments, Options{}) {}
  Process(const std::string& program, const std::vector<std::string>& arguments,
          const Options& options);
  /// Kills it if it still runs.
  ~Process();
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;

  pid_t id() const { return id_; }
  void signal(int number) const;
  /// The next line of standard output, without its end.
  std::string line(std::chrono::milliseconds patience = std::chrono::seconds(30));
  /// False when it still runs after that time.
  bool ends_within(std::chrono::milliseconds time) const;
  /// Waits for its end.
  Outcome wait(std::chrono::milliseconds patience = std::chrono::seconds(30));
  /// Standard error up to now.
  std::string err() const;

 private:
  bool receive(std::chrono::milliseconds patience);

  pid_t id_ = -1;
  int handle_ = -1;  // that can be waited for (pidfd)
  int out_ = -1;
  int err_ = -1;
  std::string said_;
};

}  // namespace kalends::test
