#include "stream_scene.hpp"

#include <kalends/notification/log.hpp>

using namespace kalends;
using namespace kalends::test;

TEST_CASE("a stream greets first, and without a cursor shows only what is new") {
  Scene scene;
  scene.tell(2);
  const auto stream = scene.world.stream(scene.bob);
  stream->on_bell([] {});
  const auto first = read(*stream);
  REQUIRE(first.size() == 1);
  CHECK(first[0] ==
        json::value{{"type", "hello"}, {"seq", 2}, {"acked", 0}, {"heartbeatMs", 30000}});
  scene.tell(1);
  CHECK(words(read(*stream)) == Words{"notification 3"});
  CHECK(read(*stream).empty());
}

TEST_CASE("a stream with a cursor goes on behind it, in order and without a gap") {
  Scene scene;
  scene.tell(150);
  for (const int after : {0, 1, 85, 86, 149, 150}) {
    CAPTURE(after);
    const auto stream = scene.world.stream(scene.bob, "?after=" + std::to_string(after));
    stream->on_bell([] {});
    Words expected{"hello 150"};
    for (int seq = after + 1; seq <= 150; ++seq)
      expected.push_back("notification " + std::to_string(seq));
    CHECK(words(read(*stream)) == expected);
  }
}

TEST_CASE("one pull gives a bounded number of frames") {
  Scene scene;
  scene.tell(200);
  const auto stream = scene.world.stream(scene.bob, "?after=0");
  stream->on_bell([] {});
  std::size_t all = 0;
  for (http::Pull pull = stream->pull(); !pull.frames.empty(); pull = stream->pull()) {
    CHECK(pull.frames.size() <= 65);
    all += pull.frames.size();
  }
  CHECK(all == 201);
}

TEST_CASE("a frame holds what the list of notices holds") {
  Scene scene;
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  scene.world.patch(meetings(id), scene.ann.token, {{"title", "Other \"quoted\" \u00e9"}});
  scene.world.pass(std::chrono::hours{4});
  const auto stream = scene.world.stream(scene.bob, "?after=0");
  stream->on_bell([] {});
  auto frames = read(*stream);
  const json::array list = scene.world.notifications(scene.bob);
  REQUIRE(frames.size() == list.size() + 1);
  for (std::size_t i = 0; i < list.size(); ++i) {
    CHECK(frames[i + 1].as_object().erase("type") == 1);
    CHECK(frames[i + 1] == list[i]);
  }
  CHECK(frames.back().at("kind") == "reminder");
  CHECK(frames.back().at("minutesBefore") == 0);
}

TEST_CASE("what is brought with the bell is what the log holds") {
  Scene scene;
  World& world = scene.world;
  const auto of_ann = world.stream(scene.ann);
  const auto of_bob = world.stream(scene.bob);
  for (const auto* each : {&of_ann, &of_bob}) read(**each);
  const std::string id = world.meeting(scene.ann, {scene.bob});
  world.patch(meetings(id), scene.ann.token, {{"title", "Other \"quoted\" \u00e9"}});
  world.put(meetings(id, "/response"), scene.bob.token,
            {{"response", "declined"}, {"comment", "Away"}});
  world.put(meetings(id, "/response"), scene.bob.token, {{"response", "accepted"}});
  world.pass(std::chrono::hours{4});
  world.del(meetings(id), scene.ann.token);
  const std::vector<std::pair<http::Stream*, Person>> both{{of_ann.get(), scene.ann},
                                                           {of_bob.get(), scene.bob}};
  for (const auto& [stream, person] : both) {
    json::array brought;
    for (json::value& frame : read(*stream)) {
      if (frame.as_object().at("type") != "notification") continue;
      frame.as_object().erase("type");
      brought.push_back(std::move(frame));
    }
    CHECK(brought.size() >= 2);
    CHECK(brought == world.notifications(person));
  }
}

TEST_CASE("what is brought and was read already is not shown again, nor is anything left out") {
  Scene scene;
  const auto stream = scene.world.stream(scene.bob);
  CHECK(words(read(*stream)) == Words{"hello 0"});
  scene.tell(1);
  // The log is looked at for another reason before the first of these is taken.
  scene.world.clock.advance(std::chrono::minutes{2});
  CHECK(words(read(*stream)) == Words{"notification 1"});
  scene.tell(2);
  CHECK(words(read(*stream)) == Words{"notification 2", "notification 3"});
  scene.tell(30);
  Words expected;
  for (int seq = 4; seq <= 33; ++seq) expected.push_back("notification " + std::to_string(seq));
  CHECK(words(read(*stream)) == expected);
}

TEST_CASE("a person has a bounded number of streams, and another one when one of them has gone") {
  app::Config config = World::config();
  config.limits.sockets = 2;
  Scene scene(config);
  const auto first = scene.world.stream(scene.bob);
  auto second = scene.world.stream(scene.bob);
  const auto of_ann = scene.world.stream(scene.ann);
  const Reply reply = scene.world.get("/api/v1/stream", scene.bob.token);
  CHECK(reply.status == 429);
  CHECK(reply.header("Retry-After") == "1");
  second.reset();
  CHECK(scene.world.stream(scene.bob) != nullptr);
}

TEST_CASE("a cursor older than the log is reset, and the stream goes on from there") {
  app::Config config = World::config();
  config.notifications.keep = 10;
  Scene scene(config);
  scene.tell(70);
  const auto stream = scene.world.stream(scene.bob, "?after=20");
  stream->on_bell([] {});
  CHECK(words(read(*stream)) == Words{"hello 70", "reset 70"});
  scene.tell(1);
  CHECK(words(read(*stream)) == Words{"notification 71"});
  const auto kept = scene.world.stream(scene.bob, "?after=69");
  kept->on_bell([] {});
  CHECK(words(read(*kept)) == Words{"hello 71", "notification 70", "notification 71"});
}

TEST_CASE("a cursor beyond the log is reset to its end") {
  Scene scene;
  scene.tell(3);
  for (const char* const after : {"?after=4", "?after=9223372036854775807"}) {
    const auto stream = scene.world.stream(scene.bob, after);
    stream->on_bell([] {});
    CHECK(words(read(*stream)) == Words{"hello 3", "reset 3"});
  }
}

TEST_CASE("the bell rings for those who were told, once it can be read") {
  Scene scene;
  const auto of_bob = scene.world.stream(scene.bob);
  const auto of_ann = scene.world.stream(scene.ann);
  int rung_bob = 0;
  int rung_ann = 0;
  of_bob->on_bell([&] { ++rung_bob; });
  of_ann->on_bell([&] { ++rung_ann; });
  read(*of_bob);
  read(*of_ann);
  const std::string id = scene.world.meeting(scene.ann, {scene.bob});
  CHECK(rung_bob == 1);
  CHECK(rung_ann == 0);
  CHECK(words(read(*of_bob)) == Words{"notification 1"});
  scene.world.answer(scene.bob, id, "accepted");
  CHECK(rung_bob == 1);
  CHECK(rung_ann == 1);
  CHECK(words(read(*of_ann)) == Words{"notification 1"});
}

TEST_CASE("what comes between the seat and the first pull is not lost") {
  Scene scene;
  const auto stream = scene.world.stream(scene.bob, "?after=0");
  stream->on_bell([] {});
  scene.tell(1);
  CHECK(words(read(*stream)) == Words{"hello 1", "notification 1"});
}

TEST_CASE("a stream that is gone is not rung") {
  Scene scene;
  int rung = 0;
  auto stream = scene.world.stream(scene.bob);
  stream->on_bell([&] { ++rung; });
  stream.reset();
  scene.tell(1);
  CHECK(rung == 0);
}

TEST_CASE("an acknowledgement goes forward only, and never beyond the log") {
  Scene scene;
  scene.tell(5);
  const auto stream = scene.world.stream(scene.bob, "?after=0");
  stream->on_bell([] {});
  const auto reader = scene.world.app.database().open_reader();
  const auto acked = [&](const std::string& text) {
    if (const auto work = stream->receive(text)) work();
    return notification::log_head(*reader, parse_id<UserId>(scene.bob.id).value()).acked_seq;
  };
  CHECK(acked(R"({"type":"ack","seq":3})") == 3);
  CHECK(acked(R"({"type":"ack","seq":1})") == 3);
  CHECK(acked(R"({"type":"ack","seq":-9})") == 3);
  CHECK(acked(R"({"type":"ack","seq":4,"more":true})") == 4);
  CHECK(acked(R"({"type":"ack","seq":900})") == 5);
  CHECK(acked(R"({"type":"ack","seq":2})") == 5);
}

TEST_CASE("what was shown on one device is told to all of that person, once, and to nobody else") {
  Scene scene;
  scene.tell(3);
  const auto desk = scene.world.stream(scene.bob, "?after=3");
  const auto phone = scene.world.stream(scene.bob, "?after=3");
  const auto of_ann = scene.world.stream(scene.ann);
  int rung_phone = 0;
  int rung_ann = 0;
  desk->on_bell([] {});
  phone->on_bell([&] { ++rung_phone; });
  of_ann->on_bell([&] { ++rung_ann; });
  read(*desk);
  read(*phone);
  read(*of_ann);
  desk->receive(R"({"type":"ack","seq":2})")();
  CHECK(rung_phone == 1);
  for (const auto* each : {&desk, &phone}) {
    const auto told = read(**each);
    REQUIRE(told.size() == 1);
    CHECK(told[0] == json::value{{"type", "acked"}, {"seq", 2}});
  }
  // What does not move says nothing.
  desk->receive(R"({"type":"ack","seq":2})")();
  desk->receive(R"({"type":"ack","seq":1})")();
  CHECK(rung_phone == 1);
  CHECK(read(*phone).empty());
  scene.world.put("/api/v1/notifications/acked", scene.bob.token, {{"seq", 99}});
  CHECK(rung_phone == 2);
  CHECK(words(read(*phone)) == Words{"acked 3"});
  scene.world.put("/api/v1/notifications/acked", scene.bob.token, {{"seq", 99}});
  CHECK(rung_phone == 2);
  CHECK(rung_ann == 0);
  CHECK(read(*of_ann).empty());
}

TEST_CASE("what a person does at one client is told to their others, and only what was done") {
  Scene scene;
  const json::value credentials{{"email", scene.bob.email}, {"password", "correct horse"}};
  Person phone = scene.bob;
  phone.token = scene.world.post("/api/v1/sessions", "", credentials).string("token");
  const auto here = scene.world.stream(scene.bob);
  const auto there = scene.world.stream(phone);
  const auto of_ann = scene.world.stream(scene.ann);
  for (const auto* each : {&here, &there, &of_ann}) {
    (*each)->on_bell([] {});
    read(**each);
  }
  const json::value plan{{"title", "Plan"}, {"start", "2026-03-03T09:00:00"}, {"duration", "PT1H"}};
  CHECK(scene.world.post("/api/v1/meetings", scene.bob.token, plan).status == 201);
  CHECK(read(*there) == std::vector{json::value{{"type", "calendar"}}});
  CHECK(read(*here).empty());
  CHECK(read(*of_ann).empty());
  CHECK(scene.world.post("/api/v1/meetings", scene.bob.token, {{"title", ""}}).status == 422);
  CHECK(scene.world.get("/api/v1/users/me", scene.bob.token).status == 200);
  CHECK(read(*there).empty());
}

TEST_CASE("a stream tells in its greeting what was shown, and of moves only what is new") {
  Scene scene;
  scene.tell(2);
  scene.world.put("/api/v1/notifications/acked", scene.bob.token, {{"seq", 1}});
  const auto stream = scene.world.stream(scene.bob, "?after=0");
  stream->on_bell([] {});
  const auto first = read(*stream);
  CHECK(first.at(0).at("acked") == 1);
  CHECK(words(first) == Words{"hello 2", "notification 1", "notification 2"});
  scene.tell(1);
  scene.world.put("/api/v1/notifications/acked", scene.bob.token, {{"seq", 2}});
  scene.world.put("/api/v1/notifications/acked", scene.bob.token, {{"seq", 3}});
  CHECK(words(read(*stream)) == Words{"notification 3", "acked 3"});
}

TEST_CASE("what a client says and nobody understands is passed over") {
  Scene scene;
  scene.tell(2);
  const auto stream = scene.world.stream(scene.bob, "?after=0");
  stream->on_bell([] {});
  const char* const texts[] = {"",
                               "{",
                               "[]",
                               "7",
                               "null",
                               "{}",
                               R"({"type":"ack"})",
                               R"({"type":"ack","seq":"1"})",
                               R"({"type":"ack","seq":1.5})",
                               R"({"type":"ack","seq":18446744073709551615})",
                               R"({"type":"wave","seq":1})",
                               R"({"type":["ack"],"seq":1})"};
  for (const char* const text : texts) {
    CAPTURE(text);
    CHECK_FALSE(stream->receive(text));
  }
  CHECK(words(read(*stream)) == Words{"hello 2", "notification 1", "notification 2"});
}
