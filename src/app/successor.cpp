#include "successor.hpp"

#include "handed_over.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kalends::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds longest_check{5};
constexpr std::chrono::milliseconds between_looks{10};
constexpr std::string_view from_before[] = {"LISTEN_PID=", "LISTEN_FDS=", "LISTEN_FDNAMES="};

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

/// As it was called, so that a link there that leads to another version is followed anew.
std::string own_path() {
  const fs::path running = "/proc/self/exe";
  // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how the kernel tells it
  const auto* const name = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
  std::error_code unknown;
  if (name != nullptr && fs::equivalent(name, running, unknown)) return fs::absolute(name);
  return fs::read_symlink(running);
}

std::vector<std::string> own_arguments() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  return words;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_with(std::size_t sockets) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable = *each;
    const bool old = std::any_of(std::begin(from_before), std::end(from_before),
                                 [&](auto name) { return variable.starts_with(name); });
    if (!old) all.emplace_back(variable);
  }
  all.push_back(fmt::format("LISTEN_PID={}", ::getpid()));
  all.push_back(fmt::format("LISTEN_FDS={}", sockets));
  return all;
}

/// Brings them to descriptors 3 on; of all others only standard input and output stay open in the
/// next program.
void place(const std::vector<int>& sockets) {
  const int behind = first_handed_over + static_cast<int>(sockets.size());
  std::vector<int> copies;
  copies.reserve(sockets.size());
  for (const int each : sockets) {
    copies.push_back(checked(::fcntl(each, F_DUPFD_CLOEXEC, behind), "a listening socket"));
  }
  for (int next = first_handed_over; const int each : copies) {
    checked(::dup2(each, next++), "a listening socket");
  }
  // One by one: close_range(2) does not do it before Linux 5.11.
  for (const auto& each : fs::directory_iterator("/proc/self/fd")) {
    const int open = std::stoi(each.path().filename());
    if (open >= behind) checked(::fcntl(open, F_SETFD, FD_CLOEXEC), "a descriptor");
  }
}

/// Without our connections, which it would keep open, and our signals, which are blocked.
pid_t start(const std::string& path, std::vector<std::string> words) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&files, first_handed_over);
  posix_spawnattr_t manner;
  posix_spawnattr_init(&manner);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&manner, &none);
  posix_spawnattr_setflags(&manner, POSIX_SPAWN_SETSIGMASK);
  pid_t process = -1;
  const int error =
      ::posix_spawn(&process, path.c_str(), &files, &manner, pointers_to(words).data(), environ);
  posix_spawnattr_destroy(&manner);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) throw std::system_error(error, std::generic_category(), path);
  return process;
}

/// Its exit status; nothing when it had to be killed, or something else ended it. Asks again and
/// again: pidfd_open(2) is missing before Linux 5.3 and where a container forbids it.
std::optional<int> status_of(pid_t process) {
  const auto end = std::chrono::steady_clock::now() + longest_check;
  int status = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(process, &status, WNOHANG)) == 0) {
    if (std::chrono::steady_clock::now() >= end) ::kill(process, SIGKILL);
    std::this_thread::sleep_for(between_looks);
  }
  const bool known = ended == process && WIFEXITED(status);
  return known ? std::optional(WEXITSTATUS(status)) : std::nullopt;
}

}  // namespace

Successor::Successor() : path_(own_path()), arguments_(own_arguments()) {}

std::optional<std::string> Successor::obstacle() const {
  std::vector<std::string> words = arguments_;
  words.emplace_back("--check");
  try {
    const auto status = status_of(start(path_, std::move(words)));
    if (status == 0) return std::nullopt;
    return status ? fmt::format("it ends with status {} when it is asked (--check)", *status)
                  : "it does not answer when it is asked (--check)";
  } catch (const std::system_error& error) {
    return error.what();
  }
}

void Successor::become(const std::vector<int>& sockets) const {
  place(sockets);
  std::vector<std::string> words = arguments_;
  std::vector<std::string> variables = environment_with(sockets.size());
  ::execve(path_.c_str(), pointers_to(words).data(), pointers_to(variables).data());
  throw std::system_error(errno, std::generic_category(), path_);
}

}  // namespace kalends::app
