#include "signals.hpp"

#include <utility>

namespace kalends::app {
namespace {

constexpr int no_more_to_watch = SIGUSR1;

}  // namespace

Signals::Signals(const std::vector<int>& numbers) {
  sigemptyset(&set_);
  sigaddset(&set_, no_more_to_watch);
  for (const int each : numbers) sigaddset(&set_, each);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  // A client that hangs up is no reason to end.
  signal(SIGPIPE, SIG_IGN);
}

bool asked_to_end() {
  sigset_t waiting;
  sigemptyset(&waiting);
  sigpending(&waiting);
  return sigismember(&waiting, SIGTERM) == 1 || sigismember(&waiting, SIGINT) == 1;
}

SignalWatch::SignalWatch(const Signals& signals, std::function<bool(int)> take)
    : thread_([this, set = signals.set(), take = std::move(take)] {
        for (bool more = true; more && !ended_;) {
          int caught = 0;
          sigwait(&set, &caught);
          // Others may send it too: that means nothing.
          more = caught == no_more_to_watch || take(caught);
        }
      }) {}

SignalWatch::~SignalWatch() {
  ended_ = true;
  // Wakes the thread if no signal did.
  pthread_kill(thread_.native_handle(), no_more_to_watch);
  thread_.join();
}

}  // namespace kalends::app
