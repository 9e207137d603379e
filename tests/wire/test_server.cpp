#include "test_server.hpp"

#include "echo/echo.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>

namespace kalends::test {
namespace {

constexpr std::chrono::seconds patience(10);

/// Pulls at most two texts at a time, so that a longer log takes several pulls.
class LogStream final : public http::Stream {
 public:
  LogStream(Stage& stage, std::size_t after) : stage_(stage), at_(after) {}
  ~LogStream() override {
    if (seat_ >= 0) stage_.log.unseat(seat_);
  }

  void on_bell(std::function<void()> bell) override { seat_ = stage_.log.seat(std::move(bell)); }

  http::Pull pull() override {
    if (seat_ < 0) throw std::logic_error("pulled before it was seated");
    http::Pull pull;
    pull.frames = stage_.log.read(at_, 2);
    pull.more = !pull.frames.empty();
    at_ += pull.frames.size();
    if (pull.frames.empty()) pull.close_code = stage_.log.close_code();
    for (const std::string& frame : pull.frames) {
      if (frame == "throw") throw std::runtime_error("a stream that fails");
    }
    if (!pull.frames.empty()) stage_.pulled.add();
    return pull;
  }

  std::function<void()> receive(std::string_view text) override {
    if (text == "throw") throw std::runtime_error("a stream that fails");
    if (text == "ignore") return {};
    return [&stage = stage_, said = std::string(text)] {
      if (said == "wait") {
        stage.entered.add();
        stage.let_go.wait_for(1);
      }
      stage.heard.append(said);
    };
  }

 private:
  Stage& stage_;
  std::size_t at_;
  int seat_ = -1;
};

class TestHandler final : public http::Handler {
 public:
  TestHandler(Stage& stage, int number) : stage_(stage), number_(number) {}

  http::Plan plan(http::Method method, std::string_view target) const override {
    const std::size_t limit = method == http::Method::post ? 100'000 : 0;
    if (target.starts_with("/worker") || target == "/wait") return {http::Run::worker, limit};
    if (target.starts_with("/length")) return {http::Run::by_length, limit};
    if (target.starts_with("/writer")) return {http::Run::writing, limit};
    if (target.starts_with("/hasher")) return {http::Run::hashing, limit};
    return {http::Run::inline_read, limit};
  }

  http::Response handle(http::Request& request) override {
    http::Response response = answer(request);
    stage_.handled.add();
    return response;
  }

  http::Response refuse(int status, std::string_view detail) override {
    http::Response response;
    response.status = status;
    response.body = detail;
    return response;
  }

 private:
  http::Response answer(http::Request& request) {
    const std::string_view target = request.target;
    http::Response response;
    if (target == "/hello") {
      response.body = "hello";
    } else if (target.ends_with("thread")) {
      response.body = std::to_string(number_);
    } else if (request.method == http::Method::post) {
      response.body = request.body;
    } else if (target.ends_with("/wait")) {
      stage_.entered.add();
      stage_.let_go.wait_for(1);
    } else if (target == "/large") {
      response.body = std::string(8 << 20, 'x');
    } else if (target == "/fields") {
      response.headers.add("X-Name", "one\r\nX-Other: two");
    } else if (target == "/peer") {
      response.body = request.peer == http::parse_address("127.0.0.1") ? "here" : "elsewhere";
    } else if (target == "/empty") {
      response.status = 204;
    } else if (target == "/echo") {
      response.stream = std::make_unique<EchoStream>();
    } else if (target.starts_with("/stream")) {
      const auto after = target.find("after=");
      const std::string from(after == std::string_view::npos ? "0" : target.substr(after + 6));
      response.headers.add("X-Request-Id", "some-id");
      response.stream = std::make_unique<LogStream>(stage_, std::stoul(from));
    } else {
      response.body = target;
    }
    return response;
  }

  Stage& stage_;
  const int number_;
};

http::HandlerFactory handlers_on(Stage& stage) {
  return [&stage, next = std::make_shared<std::atomic<int>>(0)] {
    return std::make_unique<TestHandler>(stage, (*next)++);
  };
}

}  // namespace

void Count::add() {
  {
    const std::scoped_lock lock(mutex_);
    ++count_;
  }
  changed_.notify_all();
}

void Count::wait_for(int least) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, patience, [&] { return count_ >= least; })) {
    throw std::runtime_error("waited in vain for " + std::to_string(least) + " of something");
  }
}

int Count::now() {
  const std::scoped_lock lock(mutex_);
  return count_;
}

void TextLog::append(std::string text) {
  append_silently(std::move(text));
  ring();
}

void TextLog::append_silently(std::string text) {
  const std::scoped_lock lock(mutex_);
  texts_.push_back(std::move(text));
}

void TextLog::end_with(int close_code) {
  {
    const std::scoped_lock lock(mutex_);
    close_code_ = close_code;
  }
  ring();
}

void TextLog::ring() {
  for (const auto& bell : bells()) bell();
}

std::vector<std::string> TextLog::read(std::size_t after, std::size_t most) {
  const std::scoped_lock lock(mutex_);
  const std::size_t from = std::min(after, texts_.size());
  const std::size_t to = std::min(from + most, texts_.size());
  return {texts_.begin() + static_cast<std::ptrdiff_t>(from),
          texts_.begin() + static_cast<std::ptrdiff_t>(to)};
}

int TextLog::close_code() {
  const std::scoped_lock lock(mutex_);
  return close_code_;
}

int TextLog::seat(std::function<void()> bell) {
  const std::scoped_lock lock(mutex_);
  bells_[next_seat_] = std::move(bell);
  return next_seat_++;
}

void TextLog::unseat(int seat) {
  const std::scoped_lock lock(mutex_);
  bells_.erase(seat);
}

std::vector<std::function<void()>> TextLog::bells() {
  const std::scoped_lock lock(mutex_);
  std::vector<std::function<void()>> all;
  for (const auto& [seat, bell] : bells_) all.push_back(bell);
  return all;
}

TestServer::TestServer(net::ServerSettings settings, std::function<void()> each_second, int log)
    : log_(log, log < 0 ? LogLevel::off : LogLevel::debug, clock_),
      server_(std::move(settings), handlers_on(stage_), log_) {
  if (each_second) server_.every_second(std::move(each_second));
  server_.every_second([this] { stage_.seconds.add(); });
  thread_ = std::thread([this] { server_.run(); });
}

TestServer::~TestServer() { stop(); }

/// Two loops, two workers and one hasher: the handlers of the pools are numbered 0, 1 and 2, those
/// of the loops 3 and 4.
net::ServerSettings TestServer::settings() {
  net::ServerSettings settings;
  settings.threads = 2;
  settings.workers = 2;
  settings.writers = 2;
  settings.hashers = 1;
  return settings;
}

void TestServer::stop() {
  if (!thread_.joinable()) return;
  server_.stop();
  thread_.join();
}

void TestServer::wait_until(const std::function<bool(const net::Figures&)>& wanted) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!wanted(server_.figures())) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the figures stay wrong");
    std::this_thread::yield();
  }
}

}  // namespace kalends::test
