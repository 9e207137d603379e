#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <kalends/net/server.hpp>

namespace kalends::test {

/// A number that others wait for.
class Count {
 public:
  void add();
  /// Waits until it is at least `least`; throws when that takes longer than ten seconds.
  void wait_for(int least);
  int now();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

/// A log of texts that streams are cursors over, as notifications are.
class TextLog {
 public:
  /// Appends a text, and rings for all who listen.
  void append(std::string text);
  void append_silently(std::string text);
  /// Lets every stream end with this code after what there is to read.
  void end_with(int close_code);
  void ring();
  std::vector<std::string> read(std::size_t after, std::size_t most);
  int close_code();

  int seat(std::function<void()> bell);
  void unseat(int seat);
  /// The bells at hand, as somebody has them who copied them a moment ago.
  std::vector<std::function<void()>> bells();

 private:
  std::mutex mutex_;
  std::vector<std::string> texts_;
  std::map<int, std::function<void()>> bells_;
  int next_seat_ = 0;
  int close_code_ = 0;
};

/// What the handlers of a test server and the test itself share.
struct Stage {
  Count entered;  // requests to /wait that are being handled
  Count let_go;   // how many of them may go on
  Count handled;  // requests handled to their end
  Count pulled;   // pulls of streams that had something
  TextLog log;    // what /stream shows
  TextLog heard;  // what its clients said, once a worker took it
  Count seconds;  // that `every_second` told of
};

/// A server on a free port, with these addresses:
///   GET|HEAD /hello       `hello`, on the loop
///   POST /echo            the body, up to 100,000 bytes, on the loop
///   POST /worker          the body, up to 100,000 bytes, from a worker
///   POST /hasher          the same from a hasher
///   GET /thread, /worker-thread, /writer-thread, /hasher-thread   the number of the handler
///   GET /wait             on a worker, answered when the test says so
///   GET /writer/wait      the same on a thread that writes
///   GET /large            8 MiB
///   GET /fields           a header field whose value holds a line end
///   GET /target           the target as the handler saw it
///   GET /peer             whether the client is at 127.0.0.1
///   GET /empty            204
///   GET /echo             a WebSocket that gives back what it is told
///   GET /stream           a WebSocket that shows the log; `?after=2` from there on
class TestServer {
 public:
  TestServer() : TestServer(settings()) {}
  /// With something to do each second, beside counting it, and a descriptor for its log.
  explicit TestServer(net::ServerSettings settings, std::function<void()> each_second = {},
                      int log = -1);
  /// Stops it, if the test has not.
  ~TestServer();

  static net::ServerSettings settings();
  std::uint16_t port() const { return server_.port(); }
  net::Server& server() { return server_; }
  Stage& stage() { return stage_; }
  /// Returns when the server has drained.
  void stop();
  /// Waits until the figures are as `wanted` says; throws when that takes longer than ten seconds.
  void wait_until(const std::function<bool(const net::Figures&)>& wanted);

 private:
  Stage stage_;
  SystemClock clock_;
  Log log_;
  net::Server server_;
  std::thread thread_;
};

}  // namespace kalends::test
