#pragma once

#include "../dice.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::bench {

/// Connections of their own, as different people have them: a slow write delays no read.
enum class Lane { reads, writes, watch };
constexpr std::array<std::string_view, 3> lane_names{"reads", "writes", "watch"};

enum class Kind { week, days, meeting, freebusy, notifications, invite, answer, change, healthz };

struct KindOfRequest {
  std::string_view name;
  Lane lane;
};
constexpr std::array<KindOfRequest, 9> kinds{{{"week", Lane::reads},
                                              {"days", Lane::reads},
                                              {"meeting", Lane::reads},
                                              {"freebusy", Lane::reads},
                                              {"notifications", Lane::reads},
                                              {"invite", Lane::writes},
                                              {"answer", Lane::writes},
                                              {"change", Lane::writes},
                                              {"healthz", Lane::watch}}};

constexpr Lane lane_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)].lane; }

struct Requester {
  std::string token;
  std::vector<std::string> team;  // the person's own id first
};

/// Those who are signed in, one a line, as `kalends_generate` writes them.
std::vector<Requester> read_requesters(const std::string& path);

/// A meeting, and who of the requesters is in it.
struct Place {
  std::size_t person;
  std::string meeting;
};

/// What can be asked: who asks, and of which meetings.
struct World {
  std::string host;
  std::vector<Requester> people;
  std::vector<Place> seen;       // in somebody's calendar
  std::vector<Place> invited;    // of somebody else
  std::vector<Place> organized;  // by the person
};

/// The whole request, ready to be sent; all that varies comes from the dice.
std::string make_request(const World& world, Kind kind, Dice& dice);

/// What the person's week view of this number (0 to 4) is asked with.
std::string week_request(const World& world, std::size_t person, std::size_t week);

}  // namespace kalends::bench
