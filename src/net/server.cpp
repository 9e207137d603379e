#include "every_second.hpp"
#include "listener.hpp"
#include "loop.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>
#include <vector>

#include <boost/asio/post.hpp>
#include <sys/eventfd.h>
#include <unistd.h>

#include <kalends/net/server.hpp>

namespace kalends::net {
namespace {

/// Set once, from anywhere, a signal handler included.
class Signal {
 public:
  Signal() : descriptor_(::eventfd(0, EFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::system_category(), "eventfd");
  }
  ~Signal() { ::close(descriptor_); }
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  void set() noexcept {
    const int before = errno;
    constexpr std::uint64_t one = 1;
    [[maybe_unused]] const auto size = ::write(descriptor_, &one, sizeof one);
    errno = before;
  }

  void wait() {
    std::uint64_t count = 0;
    while (::read(descriptor_, &count, sizeof count) < 0 && errno == EINTR) {
    }
  }

 private:
  int descriptor_;
};

}  // namespace

struct Server::House {
  House(ServerSettings settings, const http::HandlerFactory& handlers, Log& log);
  void listen(const http::HandlerFactory& handlers);
  void listen_on_given(const http::HandlerFactory& handlers);
  void serve_until_stopped();
  void drain();

  Common common;
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::unique_ptr<EverySecond>> clocks;
  std::vector<std::thread> threads;
  Signal stop;
};

Server::House::House(ServerSettings settings, const http::HandlerFactory& handlers, Log& log)
    : common(std::move(settings), handlers, log) {
  try {
    listen(handlers);
  } catch (const boost::system::system_error& problem) {
    throw std::system_error(problem.code(), "cannot listen on " + common.settings.address +
                                                " port " + std::to_string(common.settings.port));
  }
}

void Server::House::listen(const http::HandlerFactory& handlers) {
  if (!common.settings.listening_sockets.empty()) return listen_on_given(handlers);
  asio::ip::tcp::endpoint endpoint(asio::ip::make_address(common.settings.address),
                                   common.settings.port);
  if (endpoint.port() != 0) check_free(asio::io_context().get_executor(), endpoint);
  for (unsigned i = 0; i < common.settings.threads; ++i) {
    const auto listen = [&](const Executor& loop) { return listen_on(loop, endpoint); };
    loops.push_back(std::make_unique<Loop>(common, handlers(), listen));
    endpoint.port(loops.front()->endpoint().port());
  }
}

void Server::House::listen_on_given(const http::HandlerFactory& handlers) {
  const std::vector<int>& given = common.settings.listening_sockets;
  const std::size_t count = std::max<std::size_t>(common.settings.threads, given.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto listen = [&](const Executor& loop) { return share(loop, given[i % given.size()]); };
    loops.push_back(std::make_unique<Loop>(common, handlers(), listen));
  }
}

void Server::House::serve_until_stopped() {
  common.workers.start();
  common.writers.start();
  common.hashers.start();
  for (const auto& clock : clocks) clock->start();
  for (const auto& loop : loops) threads.emplace_back([&loop] { loop->run(); });
  stop.wait();
}

/// Everything ends by itself or is cut off, and only then do the threads it runs on.
void Server::House::drain() {
  const auto end = SteadyClock::now() + common.settings.timeouts.drain;
  for (const auto& clock : clocks)
    asio::post(loops.front()->executor(), [&clock] { clock->stop(); });
  for (const auto& loop : loops) loop->drain();
  bool ended = true;
  for (const auto& loop : loops) ended = loop->ended_by(end) && ended;
  if (!ended) common.log.write(LogLevel::warning, "drain.cut_off");
  for (const auto& loop : loops) loop->cut_off();
  common.hashers.stop();
  common.writers.stop();
  common.workers.stop();
  for (std::thread& thread : threads) thread.join();
}

Server::Server(ServerSettings settings, const http::HandlerFactory& handlers, Log& log)
    : house_(std::make_unique<House>(std::move(settings), handlers, log)) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return house_->loops.front()->endpoint().port(); }

std::string Server::address() const {
  const auto& endpoint = house_->loops.front()->endpoint();
  const std::string host = endpoint.address().to_string();
  const bool six = endpoint.address().is_v6();
  return (six ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

void Server::show(std::shared_ptr<const Certificate> certificate) {
  house_->common.show(std::move(certificate));
}

std::vector<int> Server::copy_listening_sockets() const {
  std::vector<int> sockets = house_->common.settings.listening_sockets;
  if (sockets.empty()) {
    for (const auto& loop : house_->loops) sockets.push_back(loop->listening_socket());
  }
  std::transform(sockets.begin(), sockets.end(), sockets.begin(), copy_of);
  return sockets;
}

void Server::every_second(std::function<void()> work) {
  house_->clocks.push_back(std::make_unique<EverySecond>(house_->loops.front()->executor(),
                                                         house_->common.workers, std::move(work)));
}

void Server::run() {
  house_->serve_until_stopped();
  house_->drain();
}

void Server::stop() noexcept { house_->stop.set(); }

Figures Server::figures() const {
  const Common& common = house_->common;
  return {common.connections.load(), common.sockets.load(), common.requests.load(),
          common.shed.load(), common.doorkeeper.turned_away()};
}

}  // namespace kalends::net
