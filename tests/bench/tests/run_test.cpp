#include "load/run.hpp"

#include <thread>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <doctest/doctest.h>

namespace kalends::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Answers on one connection, in order, what it is told to; holds the first answer back for a
/// while.
class SlowToBegin {
 public:
  SlowToBegin(std::string answer, std::chrono::milliseconds pause)
      : acceptor_(context_, {asio::ip::address_v4::loopback(), 0}),
        endpoint_(acceptor_.local_endpoint()),
        thread_([this, answer, pause] { serve(answer, pause); }) {}
  ~SlowToBegin() { thread_.join(); }

  const tcp::endpoint& endpoint() const { return endpoint_; }

 private:
  void serve(const std::string& answer, std::chrono::milliseconds pause) {
    tcp::socket socket = acceptor_.accept();
    boost::system::error_code error;
    std::string bytes;
    bool first = true;
    for (;;) {
      const auto size = asio::read_until(socket, asio::dynamic_buffer(bytes), "\r\n\r\n", error);
      if (error) return;
      bytes.erase(0, size);
      // The stall is what is tried here: the client is to be charged with it.
      if (std::exchange(first, false)) asio::steady_timer(context_, pause).wait();
      asio::write(socket, asio::buffer(answer), error);
      if (error) return;
    }
  }

  asio::io_context context_;
  tcp::acceptor acceptor_;
  tcp::endpoint endpoint_;
  std::thread thread_;
};

World small_world() {
  World world;
  world.host = "127.0.0.1";
  world.people = {{"token", {"me"}}};
  return world;
}

Plan plan_of(std::chrono::milliseconds patience) {
  Plan plan;
  plan.rates = {{Kind::week, 500}};
  plan.phases = {{0.4, 1}};
  plan.lines = {1, 0, 0};
  plan.patience = patience;
  return plan;
}

Outcome outcome_of(const std::string& answer, std::chrono::milliseconds pause,
                   std::chrono::milliseconds patience) {
  SlowToBegin server(answer, pause);
  const World world = small_world();
  asio::io_context context;
  // Its connection ends with it, and with that the server.
  return Run(context, world, plan_of(patience), server.endpoint()).go().at(0, Kind::week);
}

}  // namespace

TEST_CASE("a stall is charged to all that came due meanwhile") {
  const auto outcome = outcome_of("HTTP/1.1 204 No Content\r\n\r\n", std::chrono::milliseconds{200},
                                  std::chrono::seconds{10});
  CHECK(outcome.planned > 100);
  CHECK(outcome.good == outcome.planned);
  // A client that waits before it asks again would have counted one slow answer: half of these came
  // due in the stall, and waited half of it on average.
  CHECK(outcome.latency.quantile(0.75) > 50'000);
}

TEST_CASE("what nobody waits for any more is given up") {
  const auto outcome = outcome_of("HTTP/1.1 204 No Content\r\n\r\n", std::chrono::milliseconds{300},
                                  std::chrono::milliseconds{20});
  CHECK(outcome.given_up > 0);
  CHECK(outcome.good + outcome.given_up == outcome.planned);
}

TEST_CASE("503 with Retry-After is shed, any other refusal is not") {
  const auto now = std::chrono::milliseconds{0};
  const auto patience = std::chrono::seconds{10};
  const auto shed =
      outcome_of("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n", now, patience);
  CHECK(shed.shed == shed.planned);
  const auto refused = outcome_of("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", now, patience);
  CHECK(refused.refused == refused.planned);
  CHECK(refused.latency.count() == 0);
}

}  // namespace kalends::bench
