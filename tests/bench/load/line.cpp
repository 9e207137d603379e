#include "line.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>

namespace kalends::bench {

namespace asio = boost::asio;

Line::Line(asio::io_context& context, asio::ip::tcp::endpoint server, Done done)
    : socket_(context), server_(std::move(server)), done_(std::move(done)) {
  // Before the first request, whose latency is not that of connecting.
  socket_.connect(server_);
  socket_.set_option(asio::ip::tcp::no_delay(true));
}

void Line::send(Task task) {
  task_ = std::move(task);
  busy_ = true;
  bytes_.clear();
  if (socket_.is_open()) {
    write();
  } else {
    open();
  }
}

void Line::open() {
  socket_.async_connect(server_, [this](const boost::system::error_code& error) {
    if (error) return finish(nullptr);
    boost::system::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    write();
  });
}

void Line::write() {
  asio::async_write(socket_, asio::buffer(task_.bytes),
                    [this](const boost::system::error_code& error, std::size_t) {
                      if (error) return finish(nullptr);
                      read();
                    });
}

void Line::read() {
  socket_.async_read_some(asio::buffer(piece_),
                          [this](const boost::system::error_code& error, std::size_t size) {
                            if (error) return finish(nullptr);
                            bytes_.append(piece_.data(), size);
                            look();
                          });
}

void Line::look() {
  const auto answer = read_answer(bytes_);
  if (!answer || bytes_.size() < answer->size()) return read();
  finish(&*answer);
}

void Line::finish(const ServerAnswer* answer) {
  busy_ = false;
  boost::system::error_code ignored;
  if (answer == nullptr) socket_.close(ignored);
  done_(*this, task_, answer);
}

}  // namespace kalends::bench
