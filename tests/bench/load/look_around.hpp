#pragma once

#include "mix.hpp"

#include <boost/asio/ip/tcp.hpp>

namespace kalends::bench {

/// Fills in the meetings of the world, from the calendars of some of its people.
void look_around(World& world, const boost::asio::ip::tcp::endpoint& server);

}  // namespace kalends::bench
