#pragma once

#include "world.hpp"

namespace kalends::test {

using Texts = std::vector<std::string>;

/// Mondays at nine in Berlin, from 2 March 2026 on, with other fields where they are given.
inline json::object mondays(const json::object& other = {}) {
  json::object body{{"title", "Plan"},
                    {"start", "2026-03-02T09:00"},
                    {"duration", "PT1H"},
                    {"timeZone", "Europe/Berlin"},
                    {"rrule", "FREQ=WEEKLY"}};
  for (const auto& [key, value] : other) body[key] = value;
  return body;
}

inline std::string make(World& world, const Person& organizer, json::object body,
                        const std::vector<Person>& guests = {}) {
  json::array people;
  for (const Person& guest : guests) people.push_back(json::object{{"userId", guest.id}});
  body["attendees"] = people;
  const Reply made = world.post("/api/v1/meetings", organizer.token, body);
  REQUIRE_MESSAGE(made.status == 201, made.text);
  return made.string("id");
}

inline std::string one(const std::string& id, const std::string& occurrence,
                       const std::string& scope = "this") {
  return meetings(id, "?scope=" + scope + "&occurrence=" + occurrence);
}

inline Reply changed(World& world, const Person& organizer, const std::string& target,
                     const json::value& body) {
  Reply reply = world.patch(target, organizer.token, body);
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  return reply;
}

inline void answer_one(World& world, const Person& person, const std::string& id,
                       const std::string& occurrence, const char* word) {
  const Reply reply = world.put(meetings(id, "/response?occurrence=" + occurrence), person.token,
                                {{"response", word}});
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
}

inline json::array items(World& world, const Person& person, const std::string& from,
                         const std::string& to) {
  const Reply list =
      world.get("/api/v1/users/me/calendar?limit=1000&from=" + from + "&to=" + to, person.token);
  REQUIRE_MESSAGE(list.status == 200, list.text);
  return list["items"].as_array();
}

/// One field of everything that a person sees, in order.
inline Texts texts(World& world, const Person& person, const std::string& from,
                   const std::string& to, const char* field = "start") {
  Texts out;
  for (const json::value& item : items(world, person, from, to)) {
    out.emplace_back(item.at(field).as_string());
  }
  return out;
}

/// What others are told of a person's time: start, end, status.
inline Texts busy(World& world, const Person& person, const std::string& from,
                  const std::string& to) {
  const Reply reply = world.post("/api/v1/freebusy", person.token,
                                 {{"from", from}, {"to", to}, {"users", {person.id}}});
  REQUIRE_MESSAGE(reply.status == 200, reply.text);
  Texts out;
  for (const json::value& each : reply["users"].at(person.id).at("busy").as_array()) {
    out.push_back(std::string(each.at("start").as_string()) + " " +
                  std::string(each.at("end").as_string()) + " " +
                  std::string(each.at("status").as_string()));
  }
  return out;
}

/// The reminders that a person got behind `after`: when, and of which occurrence.
inline Texts reminded(World& world, const Person& person, std::size_t after = 0) {
  Texts out;
  for (const json::value& each : world.notifications(person, static_cast<int>(after))) {
    if (each.at("kind") != "reminder") continue;
    const json::object& meeting = each.at("meeting").as_object();
    out.push_back(
        std::string(each.at("at").as_string()) + " " +
        std::string(
            meeting.at(meeting.contains("occurrence") ? "occurrence" : "start").as_string()));
  }
  return out;
}

}  // namespace kalends::test
