#include "support/wire_client.hpp"
#include "test_server.hpp"

#include <algorithm>
#include <atomic>
#include <vector>

#include <doctest/doctest.h>

namespace kalends::test {
namespace {

const std::string wait_for_writer = "GET /writer/wait HTTP/1.1\r\nHost: test\r\n\r\n";
const std::string wait_request = "GET /wait HTTP/1.1\r\nHost: test\r\n\r\n";

TEST_CASE("each request is handled where its plan says, by the handler of that thread") {
  TestServer server;
  WireClient client(server.port());
  for (int i = 0; i < 20; ++i) {
    const int on_loop = std::stoi(client.get("/thread").body);
    CHECK((on_loop == 5 || on_loop == 6));
    const int on_worker = std::stoi(client.get("/worker-thread").body);
    CHECK((on_worker == 0 || on_worker == 1));
    CHECK(client.get("/hasher-thread").body == "2");
    const int on_writer = std::stoi(client.get("/writer-thread").body);
    CHECK((on_writer == 3 || on_writer == 4));
  }
}

TEST_CASE("what is short is handled on the loop, and what is long on a worker") {
  TestServer server;
  WireClient client(server.port());
  const auto thread = [&](std::size_t size) {
    client.send("POST /length-thread HTTP/1.1\r\nHost: test\r\nContent-Length: " +
                std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
    return std::stoi(client.answer().body);
  };
  for (int i = 0; i < 10; ++i) {
    CHECK(thread(100) >= 5);
    CHECK(thread(2048) >= 5);
    CHECK(thread(2049) <= 1);
    CHECK(thread(50'000) <= 1);
  }
}

TEST_CASE("a worker gets the body, and its answer comes back in order") {
  TestServer server;
  WireClient client(server.port());
  std::string requests;
  for (int i = 0; i < 200; ++i) {
    const std::string body = std::to_string(i);
    for (const std::string target : {"/worker", "/echo", "/hasher"}) {
      requests.append("POST ").append(target).append(" HTTP/1.1\r\nHost: test\r\n");
      requests.append("Content-Length: ").append(std::to_string(body.size()));
      requests.append("\r\n\r\n").append(body);
    }
  }
  client.send(requests);
  for (int i = 0; i < 600; ++i) CHECK(client.answer().body == std::to_string(i / 3));
}

TEST_CASE("busy workers hold up neither the loops nor the hashers") {
  TestServer server;
  std::vector<WireClient> waiting;
  for (int i = 0; i < 2; ++i) waiting.emplace_back(server.port()).send(wait_request);
  server.stage().entered.wait_for(2);
  WireClient client(server.port());
  CHECK(client.get("/hello").body == "hello");
  CHECK(client.get("/hasher-thread").body == "2");
  server.stage().let_go.add();
  for (WireClient& each : waiting) CHECK(each.answer().status == 200);
}

TEST_CASE("those who wait for the writer hold up nobody who reads") {
  TestServer server;
  std::vector<WireClient> waiting;
  for (int i = 0; i < 2; ++i) waiting.emplace_back(server.port()).send(wait_for_writer);
  server.stage().entered.wait_for(2);
  WireClient client(server.port());
  CHECK(client.get("/hello").body == "hello");
  CHECK(client.get("/worker-thread").status == 200);
  CHECK(client.get("/hasher-thread").body == "2");
  server.stage().let_go.add();
  for (WireClient& each : waiting) CHECK(each.answer().status == 200);
}

TEST_CASE("who has waited too long to write is refused, and so is who comes then") {
  net::ServerSettings settings = TestServer::settings();
  settings.writers = 1;
  TestServer server(settings);
  WireClient first(server.port());
  first.send(wait_for_writer);
  server.stage().entered.wait_for(1);
  WireClient second(server.port());
  second.send(wait_for_writer);
  // More than the second that it may wait.
  server.stage().seconds.wait_for(server.stage().seconds.now() + 3);
  WireClient third(server.port());
  third.send(wait_for_writer);
  const WireAnswer at_the_door = third.answer();
  CHECK(at_the_door.status == 503);
  CHECK(at_the_door.field("retry-after") == "1");
  CHECK(third.get("/hello").body == "hello");
  CHECK(third.get("/worker-thread").status == 200);

  server.stage().let_go.add();
  CHECK(first.answer().status == 200);
  CHECK(second.answer().status == 503);
  CHECK(server.stage().entered.now() == 1);
  CHECK(server.server().figures().shed == 2);
  CHECK(second.get("/writer-thread").status == 200);
}

TEST_CASE("what a full queue cannot take is answered 503 and asked to come back") {
  net::ServerSettings settings = TestServer::settings();
  settings.workers = 1;
  settings.worker_queue = 1;
  TestServer server(settings);
  WireClient first(server.port());
  first.send(wait_request);
  server.stage().entered.wait_for(1);

  std::vector<WireClient> others;
  for (int i = 0; i < 10; ++i) others.emplace_back(server.port()).send(wait_request);
  server.wait_until([](const net::Figures& figures) { return figures.requests == 9; });
  server.stage().let_go.add();
  CHECK(first.answer().status == 200);
  int refused = 0;
  for (WireClient& client : others) {
    const WireAnswer answer = client.answer();
    if (answer.status == 503) {
      ++refused;
      CHECK(answer.field("retry-after") == "1");
    }
    CHECK(client.get("/hello").body == "hello");
  }
  CHECK(refused == 9);
}

TEST_CASE("a client that leaves while a worker is busy for it harms nobody") {
  TestServer server;
  {
    WireClient client(server.port());
    client.send(wait_request);
    server.stage().entered.wait_for(1);
    client.reset();
  }
  server.stage().let_go.add();
  server.wait_until([](const net::Figures& figures) { return figures.connections == 0; });
  WireClient client(server.port());
  CHECK(client.get("/hello").body == "hello");
}

TEST_CASE("each second tells of itself, but not to who is still busy with the last") {
  std::atomic<int> entered = 0;
  Count let_go;
  const auto busy = [&] {
    ++entered;
    let_go.wait_for(1);
  };
  TestServer server(TestServer::settings(), busy);
  server.stage().seconds.wait_for(2);
  CHECK(entered == 1);
  let_go.add();
  server.stage().seconds.wait_for(4);
  CHECK(entered >= 2);
}

TEST_CASE("a second whose work throws is followed by the next one") {
  Count entered;
  const auto failing = [&] {
    entered.add();
    throw std::runtime_error("on purpose");
  };
  TestServer server(TestServer::settings(), failing);
  entered.wait_for(2);
}

}  // namespace
}  // namespace kalends::test
