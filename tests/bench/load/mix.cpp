#include "mix.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace kalends::bench {
namespace {

// The five weeks around the Monday that the database was made for.
constexpr std::array<std::string_view, 6> mondays{"2036-05-19", "2036-05-26", "2036-06-02",
                                                  "2036-06-09", "2036-06-16", "2036-06-23"};
constexpr std::array<std::string_view, 3> answers{"accepted", "tentative", "declined"};

template <class List>
const auto& some(const List& list, Dice& dice) {
  if (list.empty()) throw std::runtime_error("there is nothing of this kind to ask for");
  return list[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(list.size())))];
}

std::string request(const World& world, const Requester& person, std::string_view method,
                    std::string_view target, std::string_view body = {}) {
  std::string out = fmt::format("{} /api/v1{} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n",
                                method, target, world.host, person.token);
  if (!body.empty()) {
    const auto type = method == "PATCH" ? "application/merge-patch+json" : "application/json";
    out += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", type, body.size());
  }
  return out + "\r\n" + std::string(body);
}

/// Of the team, from `first` on.
std::string listed(const Requester& person, std::size_t first, std::size_t count,
                   std::string_view before, std::string_view after) {
  std::string out;
  for (std::size_t i = first; i < first + count && i < person.team.size(); ++i) {
    out += fmt::format("{}{}{}{}", out.empty() ? "" : ",", before, person.team[i], after);
  }
  return out;
}

std::string days_request(const World& world, Dice& dice) {
  const auto month = 5 + dice.below(3);
  return request(
      world, some(world.people, dice), "GET",
      fmt::format("/users/me/busy-days?from=2036-{:02}-01&to=2036-{:02}-30", month, month));
}

std::string freebusy_request(const World& world, Dice& dice) {
  const Requester& person = some(world.people, dice);
  return request(world, person, "POST", "/freebusy",
                 fmt::format(R"({{"from":"2036-06-02T00:00:00Z","to":"2036-06-09T00:00:00Z",)"
                             R"("users":[{}]}})",
                             listed(person, 0, 10, "\"", "\"")));
}

std::string invite_request(const World& world, Dice& dice) {
  const Requester& person = some(world.people, dice);
  const auto day = 2 + dice.below(28);
  const auto hour = 8 + dice.below(10);
  return request(
      world, person, "POST", "/meetings",
      fmt::format(R"({{"title":"Planning of the next release","start":"2036-06-{:02}T{:02}:00:00",)"
                  R"("duration":"PT30M","timeZone":"Europe/Berlin","attendees":[{}]}})",
                  day, hour, listed(person, 1, 5, R"({"userId":")", "\"}")));
}

std::string answer_request(const World& world, Dice& dice) {
  const Place& place = some(world.invited, dice);
  return request(world, world.people[place.person], "PUT",
                 fmt::format("/meetings/{}/response", place.meeting),
                 fmt::format(R"({{"response":"{}"}})", dice.one_of(answers)));
}

std::string change_request(const World& world, Dice& dice) {
  const Place& place = some(world.organized, dice);
  return request(world, world.people[place.person], "PATCH",
                 fmt::format("/meetings/{}", place.meeting),
                 fmt::format(R"({{"title":"Planning, version {}"}})", dice.below(1'000'000)));
}

std::string meeting_request(const World& world, Dice& dice) {
  const Place& place = some(world.seen, dice);
  return request(world, world.people[place.person], "GET",
                 fmt::format("/meetings/{}", place.meeting));
}

}  // namespace

std::vector<Requester> read_requesters(const std::string& path) {
  std::ifstream in(path);
  std::vector<Requester> people;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    Requester person;
    words >> person.token;
    for (std::string id; words >> id;) person.team.push_back(id);
    if (!person.team.empty()) people.push_back(std::move(person));
  }
  if (people.empty()) throw std::runtime_error("nobody in " + path);
  return people;
}

std::string week_request(const World& world, std::size_t person, std::size_t week) {
  return request(world, world.people[person], "GET",
                 fmt::format("/users/me/calendar?from={}&to={}", mondays[week], mondays[week + 1]));
}

std::string make_request(const World& world, Kind kind, Dice& dice) {
  const auto person = [&] {
    return static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(world.people.size())));
  };
  switch (kind) {
    case Kind::week: {
      const std::size_t asking = person();
      return week_request(world, asking, static_cast<std::size_t>(dice.below(5)));
    }
    case Kind::days:
      return days_request(world, dice);
    case Kind::meeting:
      return meeting_request(world, dice);
    case Kind::freebusy:
      return freebusy_request(world, dice);
    case Kind::notifications:
      return request(world, world.people[person()], "GET", "/notifications?limit=20");
    case Kind::invite:
      return invite_request(world, dice);
    case Kind::answer:
      return answer_request(world, dice);
    case Kind::change:
      return change_request(world, dice);
    case Kind::healthz:
      break;
  }
  return fmt::format("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", world.host);
}

}  // namespace kalends::bench
