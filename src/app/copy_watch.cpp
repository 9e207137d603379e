#include "copy_watch.hpp"

#include "sizes.hpp"

#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

namespace kalends::app {
namespace {

constexpr std::chrono::milliseconds between_figures{500};

}  // namespace

CopyWatch::CopyWatch()
    : shown_(::isatty(STDERR_FILENO) == 1), last_(std::chrono::steady_clock::now()) {
  sigemptyset(&set_);
  sigaddset(&set_, SIGINT);
  sigaddset(&set_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set_, &before_);
}

CopyWatch::~CopyWatch() {
  if (said_) fmt::print(stderr, "\n");
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void CopyWatch::at(std::int64_t done, std::int64_t all) {
  check_signals();
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - last_ < between_figures) return;
  last_ = now;
  said_ = true;
  fmt::print(stderr, "\r{} of {} MiB copied{}", done / mib, all / mib,
             done < all ? "" : ", and being checked");
  std::fflush(stderr);
}

void CopyWatch::check_signals() const {
  const timespec at_once{};
  if (sigtimedwait(&set_, nullptr, &at_once) > 0) {
    throw std::runtime_error("it was told to end; nothing has changed");
  }
}

}  // namespace kalends::app
