#include "../program.hpp"
#include "client.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <queue>
#include <random>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>

namespace kalends::bench {
namespace {

constexpr const char* promise =
    "Opens WebSockets and listens until it is told to end (SIGTERM) or the time is over. A socket "
    "that is closed comes back from its cursor, after a pause as the page makes it. Says `open` "
    "once all are open, `back` when all are open again, with milliseconds; and in the end what "
    "came, about the time since DUE above all.";

// As the page has them (web/src/live/connection.ts).
constexpr std::int64_t first_pause = 500'000;
constexpr std::int64_t longest_pause = 30'000'000;
constexpr std::int64_t restart_pause = 5'000'000;
constexpr int restarted = 1012;
constexpr std::uint32_t sockets_an_address = 4'000;

struct Options {
  std::string address;
  std::string tokens;
  std::size_t count = 15'000;
  std::int64_t each = 1;
  std::int64_t over = 8;
  std::int64_t seconds = 3600;
  std::int64_t due = 0;
};

struct Wanted {
  Target target;
  std::vector<std::string> tokens;
  std::int64_t each = 1;
  std::int64_t over = 0;  // microseconds, as below
  std::int64_t end = 0;
  std::int64_t due = 0;
};

std::vector<std::string> read_tokens(const std::string& path, std::size_t count) {
  std::ifstream in(path);
  std::vector<std::string> tokens;
  for (std::string line; tokens.size() < count && std::getline(in, line);) {
    tokens.push_back(line.substr(0, line.find(' ')));
  }
  if (tokens.size() < count) throw std::invalid_argument("too few people in " + path);
  return tokens;
}

Target target_of(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  const auto colon = url.rfind(':');
  std::uint16_t port = 0;
  const char* const end = url.data() + url.size();
  const bool read = std::from_chars(url.data() + colon + 1, end, port).ptr == end;
  if (!url.starts_with(scheme) || !read) throw std::runtime_error("no http://ADDRESS:PORT");
  return {std::string(url.substr(scheme.size())), port};
}

void take_options(CLI::App& program, Options& options) {
  program.add_option("--address", options.address, "http://ADDRESS:PORT")->required();
  program.add_option("--tokens", options.tokens, "the first word of each line")->required();
  program.add_option("--count", options.count, "people, the first in TOKENS")
      ->capture_default_str();
  program.add_option("--each", options.each, "sockets of each")->capture_default_str();
  program.add_option("--over", options.over, "seconds until all are opened")->capture_default_str();
  program.add_option("--seconds", options.seconds, "of listening")->capture_default_str();
  program.add_option("--due", options.due, "second of the system's clock");
}

Wanted wanted_by(const Options& options) {
  constexpr std::int64_t second = 1'000'000;
  return {
      target_of(options.address), read_tokens(options.tokens, options.count), options.each,
      options.over * second,      now_us() + options.seconds * second,        options.due * second};
}

/// As many descriptors as this process may have.
void take_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

int end_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  return ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

class Crowd {
 public:
  explicit Crowd(const Wanted& wanted) : wanted_(wanted), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    figures_.due = wanted.due;
    for (const std::string& token : wanted.tokens) {
      for (std::int64_t i = 0; i < wanted.each; ++i) clients_.emplace_back(token, figures_);
    }
    begun_ = now_us();
    const auto all = static_cast<std::int64_t>(clients_.size());
    for (std::int64_t i = 0; i < all; ++i) {
      attempts_.push({begun_ + wanted.over * i / all, static_cast<std::uint32_t>(i)});
    }
    watch(end_signals(), no_client);
  }

  void run() {
    while (!ended_ && now_us() < wanted_.end) {
      wait();
      while (!attempts_.empty() && attempts_.top().when <= now_us()) {
        const std::uint32_t index = attempts_.top().client;
        attempts_.pop();
        attempt(index);
      }
    }
    fmt::print("sockets {}\n", open_);
    print(figures_);
  }

 private:
  static constexpr std::uint32_t no_client = ~0U;

  struct Attempt {
    std::int64_t when;
    std::uint32_t client;
    bool operator<(const Attempt& other) const { return when > other.when; }
  };

  void watch(int descriptor, std::uint32_t client) {
    epoll_event event{};
    event.events = client == no_client ? EPOLLIN : EPOLLOUT;
    event.data.u64 = static_cast<std::uint64_t>(descriptor) << 32U | client;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) != 0) {
      throw std::system_error(errno, std::system_category(), "epoll");
    }
  }

  void attempt(std::uint32_t index) {
    const std::uint32_t source = INADDR_LOOPBACK + 1 + index / sockets_an_address;
    const int descriptor = clients_[index].connect(wanted_.target, source);
    if (descriptor < 0) return again(index);
    watch(descriptor, index);
  }

  void wait() {
    std::array<epoll_event, 256> events;
    const std::int64_t next = attempts_.empty() ? wanted_.end : attempts_.top().when;
    const std::int64_t pause = std::clamp<std::int64_t>((next - now_us() + 999) / 1000, 0, 500);
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(pause));
    for (int i = 0; i < count; ++i) {
      const std::uint64_t data = events[static_cast<std::size_t>(i)].data.u64;
      const auto index = static_cast<std::uint32_t>(data);
      if (index == no_client) {
        ended_ = true;
      } else {
        take(index, static_cast<int>(data >> 32U));
      }
    }
  }

  void take(std::uint32_t index, int descriptor) {
    using State = SocketClient::State;
    SocketClient& client = clients_[index];
    const State before = client.state();
    client.ready();
    const State after = client.state();
    if (before == State::connecting && after == State::upgrading) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = static_cast<std::uint64_t>(descriptor) << 32U | index;
      ::epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event);
    }
    if (before != State::open && after == State::open) opened();
    if (after != State::closed) return;
    if (before == State::open) lost();
    again(index);
  }

  void opened() {
    if (++open_ < clients_.size()) return;
    fmt::print("{} {}\n", all_were_open_ ? "back" : "open", (now_us() - begun_) / 1000);
    std::fflush(stdout);
    all_were_open_ = true;
    counting_ = false;
  }

  /// The time until all are back begins when the first is gone.
  void lost() {
    --open_;
    if (!all_were_open_ || counting_) return;
    counting_ = true;
    begun_ = now_us();
  }

  /// Full jitter, longer each time.
  void again(std::uint32_t index) {
    SocketClient& client = clients_[index];
    std::int64_t longest = std::min(longest_pause, first_pause << std::min(client.attempts++, 6));
    if (client.code() == restarted) longest = std::max(longest, restart_pause);
    const auto pause = static_cast<std::int64_t>(dice_() % static_cast<std::uint64_t>(longest));
    attempts_.push({now_us() + pause, index});
  }

  const Wanted& wanted_;
  int epoll_;
  SocketFigures figures_;
  std::vector<SocketClient> clients_;
  std::priority_queue<Attempt> attempts_;
  std::mt19937_64 dice_{15'000};
  std::int64_t begun_ = 0;
  std::size_t open_ = 0;
  bool all_were_open_ = false;
  bool counting_ = false;
  bool ended_ = false;
};

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
  using namespace kalends::bench;
  CLI::App program(promise);
  Options options;
  take_options(program, options);
  return run_program(program, argc, argv, [&] {
    const Wanted wanted = wanted_by(options);
    take_descriptors();
    Crowd(wanted).run();
  });
}
