#include "process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace kalends::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::system_category(), what);
  return result;
}

/// A file in memory: it takes whatever is written, and nobody has to read it meanwhile.
int memory_file(std::string_view content) {
  const int file = checked(::memfd_create("kalends-test", MFD_CLOEXEC), "memfd_create");
  while (!content.empty()) {
    const auto size = ::write(file, content.data(), content.size());
    if (size < 0) throw std::system_error(errno, std::system_category(), "write");
    content.remove_prefix(static_cast<std::size_t>(size));
  }
  ::lseek(file, 0, SEEK_SET);
  return file;
}

/// The settings of whoever runs the tests are none of theirs.
std::vector<std::string> environment(const std::map<std::string, std::string>& more) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    if (!std::string_view(*each).starts_with("KALENDS_")) all.emplace_back(*each);
  }
  // Of two of a name the first counts.
  for (const auto& [name, value] : more) all.insert(all.begin(), name + "=" + value);
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// The child's side of the fork: nothing here may allocate.
[[noreturn]] void become(const char* program, char** arguments, char** environment, int in, int out,
                         int err, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::execve(program, arguments, environment);
  ::_exit(127);
}

bool readable(int descriptor, milliseconds within) {
  pollfd waiting{descriptor, POLLIN, 0};
  return checked(::poll(&waiting, 1, static_cast<int>(within.count())), "poll") > 0;
}

int status_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Process::Process(const std::string& program, const std::vector<std::string>& arguments,
                 const Options& options) {
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment(options.environment);
  const std::vector<char*> argv = pointers_to(words);
  const std::vector<char*> envp = pointers_to(variables);
  const int in = memory_file(options.input);
  std::array<int, 2> pipe{};
  checked(::pipe2(pipe.data(), O_CLOEXEC), "pipe");
  out_ = pipe[0];
  err_ = memory_file("");
  const pid_t parent = ::getpid();
  id_ = checked(::fork(), "fork");
  if (id_ == 0) {
    become(program.c_str(), const_cast<char**>(argv.data()), const_cast<char**>(envp.data()), in,
           pipe[1], err_, parent);
  }
  ::close(in);
  ::close(pipe[1]);
  // glibc 2.36 declares pidfd_open for C only.
  handle_ = checked(static_cast<int>(::syscall(SYS_pidfd_open, id_, 0)), "pidfd_open");
}

Process::~Process() {
  if (id_ > 0) {
    signal(SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  for (const int each : {handle_, out_, err_}) {
    if (each >= 0) ::close(each);
  }
}

Process::Process(Process&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      handle_(std::exchange(other.handle_, -1)),
      out_(std::exchange(other.out_, -1)),
      err_(std::exchange(other.err_, -1)),
      said_(std::move(other.said_)) {}

void Process::signal(int number) const {
  if (id_ > 0) ::kill(id_, number);
}

std::string Process::line(milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  for (;;) {
    const auto found = said_.find('\n');
    if (found != std::string::npos) {
      std::string line = said_.substr(0, found);
      said_.erase(0, found + 1);
      return line;
    }
    const auto left = std::chrono::ceil<milliseconds>(end - steady_clock::now());
    if (!receive(left)) throw std::runtime_error("no line, only: " + said_ + "\n" + err());
  }
}

/// False at the end of standard output.
bool Process::receive(milliseconds patience) {
  if (patience.count() <= 0 || !readable(out_, patience)) {
    throw std::runtime_error("it took too long; it said: " + said_ + "\n" + err());
  }
  std::array<char, 16 * 1024> bytes;
  const auto size = ::read(out_, bytes.data(), bytes.size());
  if (size <= 0) return false;
  said_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

bool Process::ends_within(milliseconds time) const { return readable(handle_, time); }

Outcome Process::wait(milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  const auto left = [&] { return std::chrono::ceil<milliseconds>(end - steady_clock::now()); };
  while (receive(left())) {
  }
  if (!ends_within(std::max(left(), milliseconds(1)))) {
    throw std::runtime_error("it does not end; it said: " + said_ + "\n" + err());
  }
  int status = 0;
  checked(::waitpid(std::exchange(id_, -1), &status, 0), "waitpid");
  return {status_of(status), std::exchange(said_, {}), err()};
}

std::string Process::err() const {
  std::string text;
  std::array<char, 16 * 1024> bytes;
  for (;;) {
    const auto size = ::pread(err_, bytes.data(), bytes.size(), static_cast<off_t>(text.size()));
    if (size <= 0) return text;
    text.append(bytes.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace kalends::test
