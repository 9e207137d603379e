#pragma once

#include "tls.hpp"

#include <array>
#include <memory>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/post.hpp>

namespace kalends::net {

/// The bytes of a connection, as they are or under TLS: a stream as Asio and Beast know them, one
/// reading and one writing operation at a time. It must not move while one is under way. One
/// thread.
class Wire {
 public:
  using executor_type = Executor;

  /// From here on the socket does not block. With a certificate: TLS, and `greet` comes first.
  explicit Wire(Socket socket, const Certificate* certificate = nullptr);
  ~Wire() { close(); }
  Wire(Wire&&) = default;
  Wire& operator=(Wire&&) = default;

  executor_type get_executor() { return socket_.get_executor(); }
  bool is_tls() const { return tls_ != nullptr; }
  const Tls& tls() const { return *tls_; }
  /// The handshake of TLS.
  Task<ErrorCode> greet();
  /// Goes on without TLS: for an answer to somebody who does not speak it.
  void go_plain() { tls_.reset(); }

  /// As much as can be written at once; `would_block` when that is nothing.
  template <class Buffers>
  std::size_t write_some(const Buffers& buffers, ErrorCode& error);
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token);
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token);

  /// Something has come that was not read.
  bool has_input() const;
  /// What waits ends with an error.
  void cancel();
  /// Tells the client that nothing more comes; reading goes on.
  Task<void> finish();
  /// Ends it, without waiting for anything.
  void close();
  /// The same in the middle of something: under TLS it does not end as what is whole does.
  void cut();

 private:
  using Step = Tls::Step;
  static constexpr std::size_t record = 16'384;  // bytes, at most, that TLS writes at once

  /// Tries, and waits for what it lacks, until it is done.
  template <class Attempt>
  struct Operation {
    Socket& socket;
    Attempt attempt;
    bool waits_first = false;  // nothing can be here: the attempt would only cost a system call
    bool later = false;        // the end may not come before the beginning has returned
    bool done = false;
    Step last = {};

    template <class Self>
    void operator()(Self& self, ErrorCode error = {}) {
      if (!done && !error) {
        last = std::exchange(waits_first, false) ? Step{Step::Wants::to_read, {}, 0} : attempt();
      }
      if (error) last = {Step::Wants::nothing, error, 0};
      if (last.wants != Step::Wants::nothing) return wait(self);
      if (done || later) return self.complete(last.error, last.size);
      done = true;
      asio::post(socket.get_executor(), std::move(self));
    }

    template <class Self>
    void wait(Self& self) {
      later = true;
      const bool reads = last.wants == Step::Wants::to_read;
      socket.async_wait(reads ? Socket::wait_read : Socket::wait_write, std::move(self));
    }
  };

  template <class Buffers>
  struct Reading {
    Tls& tls;
    Buffers buffers;
    Step operator()() const {
      for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers);
           ++at) {
        const asio::mutable_buffer part = *at;
        if (part.size() > 0) return tls.read(part);
      }
      return {};
    }
  };

  /// Small parts share a record: a head and its body would else be two of them, and two packets.
  template <class Buffers>
  struct Writing {
    Tls& tls;
    Buffers buffers;
    Step operator()() const {
      std::array<char, record> together;
      const auto size = asio::buffer_copy(asio::buffer(together), buffers);
      return tls.write(asio::buffer(together, size));
    }
  };

  template <class Attempt, class Token>
  auto perform(Attempt attempt, bool waits_first, Token&& token) {
    return asio::async_compose<Token, void(ErrorCode, std::size_t)>(
        Operation<Attempt>{socket_, std::move(attempt), waits_first}, token, socket_);
  }

  Socket socket_;
  std::unique_ptr<Tls> tls_;
};

template <class Buffers>
std::size_t Wire::write_some(const Buffers& buffers, ErrorCode& error) {
  if (!tls_) return socket_.write_some(buffers, error);
  const Step step = Writing<Buffers>{*tls_, buffers}();
  error = step.error;
  if (step.wants != Step::Wants::nothing) error = asio::error::would_block;
  return step.size;
}

template <class Buffers, class Token>
auto Wire::async_read_some(const Buffers& buffers, Token&& token) {
  if (!tls_) return socket_.async_read_some(buffers, std::forward<Token>(token));
  return perform(Reading<Buffers>{*tls_, buffers}, !tls_->has_pending(),
                 std::forward<Token>(token));
}

template <class Buffers, class Token>
auto Wire::async_write_some(const Buffers& buffers, Token&& token) {
  if (!tls_) return socket_.async_write_some(buffers, std::forward<Token>(token));
  return perform(Writing<Buffers>{*tls_, buffers}, false, std::forward<Token>(token));
}

}  // namespace kalends::net
