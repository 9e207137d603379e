#pragma once

#include "common.hpp"
#include "deadlines.hpp"
#include "guest.hpp"
#include "task.hpp"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>

#include <boost/intrusive/list.hpp>

namespace kalends::net {

/// One event loop: it takes connections from its own listening socket and carries them to their
/// end. What has no other word belongs to the thread that runs it.
class Loop {
 public:
  /// With an acceptor that listens already, for this loop's executor.
  using Listen = std::function<Acceptor(const Executor&)>;
  Loop(Common& common, std::unique_ptr<http::Handler> handler, const Listen& listen);

  /// The thread's whole life: returns when it was drained or cut off, and every guest has gone.
  void run();
  /// Any thread.
  void drain();
  /// Any thread; after `drain()`.
  void cut_off();
  /// Waits for `run()` to return; false when it has not by then. Any other thread.
  bool ended_by(SteadyClock::time_point when) const;
  const asio::ip::tcp::endpoint& endpoint() const { return endpoint_; }
  /// Until `drain()`.
  int listening_socket() const { return listening_socket_; }

  Executor executor() { return context_.get_executor(); }
  Common& common() { return common_; }
  http::Handler& handler() { return *handler_; }
  Deadlines& deadlines() { return deadlines_; }
  /// The value of a Date field, now.
  std::string_view date() const { return date_; }
  bool draining() const { return draining_; }
  void enter(Guest& guest);
  /// To be called before a guest's end.
  void exit(Guest& guest);

 private:
  Task<void> accept();
  void welcome(Socket socket);
  Task<void> tick();
  void read_clocks();

  asio::io_context context_{1};
  Common& common_;
  std::unique_ptr<http::Handler> handler_;
  Acceptor acceptor_;
  const asio::ip::tcp::endpoint endpoint_;
  const int listening_socket_;
  Timer pause_;  // before the next attempt to accept
  Timer pulse_;  // the next tick
  const std::chrono::milliseconds tick_length_;
  Deadlines deadlines_;
  std::int64_t date_second_ = -1;
  std::string date_;
  boost::intrusive::list<Guest, boost::intrusive::base_hook<boost::intrusive::list_base_hook<
                                    boost::intrusive::tag<class GuestList>>>>
      guests_;
  bool draining_ = false;
  std::promise<void> ended_;
  std::shared_future<void> end_ = ended_.get_future().share();
};

}  // namespace kalends::net
