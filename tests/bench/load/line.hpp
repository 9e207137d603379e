#pragma once

#include "answer.hpp"
#include "mix.hpp"

#include <array>
#include <chrono>
#include <functional>

#include <boost/asio/ip/tcp.hpp>

namespace kalends::bench {

using Moment = std::chrono::steady_clock::time_point;

/// A request that is to be sent, or was.
struct Task {
  Kind kind{};
  std::size_t phase = 0;
  Moment planned;
  std::string bytes;
};

/// One connection, that asks one thing after the other. Connects anew when it broke.
class Line {
 public:
  /// Called for each task with its answer, or with none when the connection broke; may send the
  /// next.
  using Done = std::function<void(Line&, const Task&, const ServerAnswer*)>;

  Line(boost::asio::io_context& context, boost::asio::ip::tcp::endpoint server, Done done);

  void send(Task task);
  bool busy() const { return busy_; }
  const Task& task() const { return task_; }

 private:
  void open();
  void write();
  void read();
  void look();
  void finish(const ServerAnswer* answer);

  boost::asio::ip::tcp::socket socket_;
  boost::asio::ip::tcp::endpoint server_;
  Done done_;
  Task task_;
  bool busy_ = false;
  std::string bytes_;
  std::array<char, 32768> piece_{};
};

}  // namespace kalends::bench
