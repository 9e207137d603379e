#pragma once

#include "worker_pool.hpp"

#include <atomic>
#include <cstdint>

#include <kalends/net/server.hpp>

namespace kalends::net {

/// What all loops of a server share. Outlives them.
struct Common {
  Common(ServerSettings given, const http::HandlerFactory& handlers, Log& where)
      : settings(std::move(given)),
        log(where),
        workers(settings.workers, {settings.worker_queue, settings.patience}, handlers, where),
        hashers(settings.hashers, {settings.hasher_queue, {}}, handlers, where),
        writers(settings.writers, {settings.writer_queue, settings.patience}, handlers, where) {}

  const ServerSettings settings;
  Log& log;
  WorkerPool workers;
  WorkerPool hashers;
  WorkerPool writers;
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> sockets = 0;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<std::uint64_t> shed = 0;
};

/// Counts one more for as long as it lives.
class Counted {
 public:
  explicit Counted(std::atomic<std::uint64_t>& figure) : figure_(figure) {
    figure_.fetch_add(1, std::memory_order_relaxed);
  }
  ~Counted() { figure_.fetch_sub(1, std::memory_order_relaxed); }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::atomic<std::uint64_t>& figure_;
};

}  // namespace kalends::net
