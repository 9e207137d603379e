#pragma once

#include "body_memory.hpp"
#include "doorkeeper.hpp"
#include "worker_pool.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

#include <kalends/net/server.hpp>

namespace kalends::net {

/// What all loops of a server share. Outlives them.
struct Common {
  Common(ServerSettings given, const http::HandlerFactory& handlers, Log& where)
      : settings(std::move(given)),
        log(where),
        doorkeeper(settings.connections_address, settings.many_behind, where),
        bodies(settings.bodies_limit),
        workers(settings.workers, {settings.worker_queue, settings.patience}, handlers, where),
        hashers(settings.hashers, {settings.hasher_queue, {}}, handlers, where),
        writers(settings.writers, {settings.writer_queue, settings.patience}, handlers, where) {}

  /// What new connections are shown; null without TLS. Any thread.
  std::shared_ptr<const Certificate> certificate() const {
    const std::scoped_lock lock(certificate_mutex_);
    return certificate_;
  }
  void show(std::shared_ptr<const Certificate> certificate) {
    const std::scoped_lock lock(certificate_mutex_);
    certificate_ = std::move(certificate);
  }

  const ServerSettings settings;
  Log& log;
  Doorkeeper doorkeeper;
  BodyMemory bodies;
  WorkerPool workers;
  WorkerPool hashers;
  WorkerPool writers;
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> sockets = 0;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<std::uint64_t> shed = 0;

 private:
  mutable std::mutex certificate_mutex_;
  std::shared_ptr<const Certificate> certificate_ = settings.certificate;
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
