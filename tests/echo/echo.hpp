#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <kalends/http/handler.hpp>
#include <kalends/http/stream.hpp>

namespace kalends::test {

/// A WebSocket that gives back each message as it came, of up to 64 MiB.
class EchoStream final : public http::Stream {
 public:
  void on_bell(std::function<void()> bell) override { bell_ = std::move(bell); }

  http::Pull pull() override {
    http::Pull out;
    if (messages_.empty()) return out;
    out.frames.push_back(std::move(messages_.front().first));
    out.binary = messages_.front().second;
    messages_.pop_front();
    out.more = !messages_.empty();
    return out;
  }

  std::function<void()> receive(std::string_view text) override { return keep(text, false); }
  std::function<void()> receive_binary(std::string_view bytes) override {
    return keep(bytes, true);
  }
  bool takes_binary() const override { return true; }
  std::size_t longest_message() const override { return 64 << 20; }

 private:
  std::function<void()> keep(std::string_view message, bool binary) {
    messages_.emplace_back(message, binary);
    if (bell_) bell_();
    return {};
  }

  std::function<void()> bell_;
  std::deque<std::pair<std::string, bool>> messages_;  // and whether each is binary
};

/// Opens one for whoever asks for an upgrade, at any address.
class EchoHandler final : public http::Handler {
 public:
  http::Plan plan(http::Method, std::string_view) const override {
    return {http::Run::inline_read, 0};
  }
  http::Response handle(http::Request& request) override {
    http::Response response;
    response.body = "This is a WebSocket.";
    if (request.headers.find("Upgrade")) response.stream = std::make_unique<EchoStream>();
    return response;
  }
  http::Response refuse(int status, std::string_view detail) override {
    http::Response response;
    response.status = status;
    response.body = detail;
    return response;
  }
};

}  // namespace kalends::test
