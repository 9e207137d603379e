#include "look_around.hpp"

#include "answer.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>

namespace kalends::bench {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::size_t people_looked_at = 400;
constexpr std::size_t weeks = 5;

std::string body_of(asio::ip::tcp::socket& socket, const std::string& request) {
  asio::write(socket, asio::buffer(request));
  std::string bytes;
  std::array<char, 65536> piece{};
  for (;;) {
    bytes.append(piece.data(), socket.read_some(asio::buffer(piece)));
    const auto answer = read_answer(bytes);
    if (!answer || bytes.size() < answer->size()) continue;
    if (answer->status != 200) throw std::runtime_error("refused: " + bytes);
    return bytes.substr(answer->head);
  }
}

void note(World& world, std::size_t person, const json::value& item) {
  const Place place{person, std::string(item.at("meetingId").as_string())};
  const bool over = item.at("status").as_string() == "cancelled";
  const bool series = item.as_object().contains("occurrence");
  if (over || series) return;
  world.seen.push_back(place);
  const bool own =
      item.at("organizer").at("userId").as_string() == world.people[person].team.front();
  (own ? world.organized : world.invited).push_back(place);
}

}  // namespace

void look_around(World& world, const asio::ip::tcp::endpoint& server) {
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  socket.connect(server);
  for (std::size_t person = 0; person < std::min(people_looked_at, world.people.size()); ++person) {
    for (std::size_t week = 0; week < weeks; ++week) {
      const auto view = json::parse(body_of(socket, week_request(world, person, week)));
      for (const json::value& item : view.at("items").as_array()) note(world, person, item);
    }
  }
}

}  // namespace kalends::bench
