#include "client.hpp"
#include "crowd.hpp"
#include "kalends.hpp"
#include "support/temp_dir.hpp"

#include <csignal>
#include <fstream>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace kalends::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A server as it is run, with Ann, who has a meeting with Bob, and Eve, who means harm.
struct House {
  TempDir directory;
  std::string path = directory.file("kalends.db");
  KalendsServer server{path};
  Person ann = person("ann");
  Person bob = person("bob");
  Person eve = person("eve");
  std::string meeting =
      client(ann)
          .post("/api/v1/meetings", {{"title", "Plan"},
                                     {"start", "2030-01-02T03:04:05Z"},
                                     {"duration", "PT1H"},
                                     {"attendees", json::array{json::object{{"userId", bob.id}}}}})
          .string("id");
  std::string meeting_path = "/api/v1/meetings/" + meeting;

  Person person(const std::string& name) const {
    return register_person(server.port(), name, "Europe/Berlin");
  }
  Client client(const Person& who) const { return Client(server.port(), who.token); }
  Client nobody() const { return Client(server.port()); }
  WireClient wire() const {
    return WireClient(server.port(), {.patience = std::chrono::seconds(60)});
  }

  /// After all that was tried, the server is as it was.
  void check_well() {
    const Reply still = client(ann).get(meeting_path);
    CHECK(still.status == 200);
    CHECK(still.string("title") == "Plan");
    CHECK(still["version"] == 1);
    server.process().signal(SIGTERM);
    CHECK(server.process().wait().status == 0);
    check_file(path);
  }
};

TEST_CASE("a request that hides another one is refused, and the hidden one is not looked at") {
  House house;
  const std::string hidden = "DELETE " + house.meeting_path +
                             " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + house.ann.token +
                             "\r\n\r\n";
  const std::string post = "POST /api/v1/sessions HTTP/1.1\r\nHost: test\r\n";
  const std::string json = "Content-Type: application/json\r\n";
  const std::string forms[] = {
      post + json + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post + json + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
      post + json + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      post + json + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
      post + json +
          "Transfer-Encoding:\x0b"
          "chunked\r\n\r\n0\r\n\r\n",
      post + json + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
      post + json + "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
      post + json + "X: y\rTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
      post + json + "X: y\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
      post + json + "Transfer-Encoding: chunked\r\n\r\n0;x\n\r\n\r\n",
      post + json + "Transfer-Encoding: chunked\r\n\r\n1\n{\r\n0\r\n\r\n",
      post + json + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
  };
  for (const std::string& form : forms) {
    CAPTURE(form);
    WireClient wire = house.wire();
    wire.send(form + hidden);
    CHECK(wire.answer().status == 400);
    CHECK(wire.ends());
  }
  house.check_well();
}

/// With what a browser sends along when another site makes it ask.
std::string cross_site(const Person& victim, const std::string& target, const std::string& type,
                       const std::string& body, const std::string& origin) {
  std::string head = "POST " + target +
                     " HTTP/1.1\r\nHost: test\r\nCookie: kalends_session=" + victim.token +
                     "\r\nContent-Type: " + type + "\r\n";
  if (!origin.empty()) head += "Origin: " + origin + "\r\n";
  return head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST_CASE("a form on another site does nothing in the name of who is signed in here") {
  House house;
  const std::string body = R"({"title":"Evil","start":"2030-01-02T03:04:05Z","duration":"PT1H"})";
  const std::string types[] = {"text/plain", "application/x-www-form-urlencoded",
                               "multipart/form-data; boundary=x", "application/json"};
  const std::string targets[] = {"/api/v1/meetings", house.meeting_path + "/attachments?name=a.txt",
                                 "/api/v1/tokens", "/api/v1/imports"};
  for (const std::string& target : targets) {
    for (const std::string& type : types) {
      for (const std::string origin : {"", "null", "https://evil.example", "http://test.evil"}) {
        CAPTURE(target);
        CAPTURE(type);
        CAPTURE(origin);
        WireClient wire = house.wire();
        wire.send(cross_site(house.ann, target, type, body, origin));
        CHECK(wire.answer().status == 403);
      }
    }
  }
  WireSocket socket(house.server.port());
  const std::string cookie = "Cookie: kalends_session=" + house.ann.token + "\r\n";
  CHECK(socket.open("/api/v1/stream", cookie + "Origin: https://evil.example\r\n").status == 403);
  // From a page of this server the same form is still of the wrong type.
  WireClient wire = house.wire();
  wire.send(cross_site(house.ann, "/api/v1/meetings", "text/plain", body, "http://test"));
  CHECK(wire.answer().status == 415);
  house.check_well();
}

TEST_CASE("what was good once lets nobody in again") {
  House house;
  Client ann = house.client(house.ann);
  const std::string bearer = "Authorization: Bearer " + house.bob.token + "\r\n";
  const auto status_of_stream = [&](const std::string& fields) {
    return WireSocket(house.server.port()).open("/api/v1/stream", fields).status;
  };
  CHECK(status_of_stream(bearer) == 101);
  Client bob = house.client(house.bob);
  CHECK(bob.ask({"DELETE", "/api/v1/sessions/current", "", "", ""}).status == 204);
  CHECK(bob.get("/api/v1/users/me").status == 401);
  CHECK(status_of_stream(bearer) == 401);
  CHECK(status_of_stream("Cookie: kalends_session=" + house.bob.token +
                         "\r\nOrigin: http://test\r\n") == 401);

  const Request new_feed{"POST", "/api/v1/users/me/feed", "", "", ""};
  const Reply feed = ann.ask(new_feed);
  REQUIRE(feed.status == 201);
  const std::string url = feed.string("url");
  const std::string old = url.substr(url.find("/feeds/"));
  CHECK(house.nobody().get(old).status == 200);
  REQUIRE(ann.ask(new_feed).status == 201);
  CHECK(house.nobody().get(old).status == 404);

  const Reply token =
      ann.post("/api/v1/tokens", {{"name", "Robot"}, {"scopes", json::array{"read"}}});
  REQUIRE_MESSAGE(token.status == 201, token.wire.body);
  const std::string secret = token.string("token");
  CHECK(Client(house.server.port(), secret).get(house.meeting_path).status == 200);
  const std::string own = "/api/v1/tokens/" + token.string("id");
  CHECK(ann.ask({"DELETE", own, "", "", ""}).status == 204);
  CHECK(Client(house.server.port(), secret).get(house.meeting_path).status == 401);
  house.check_well();
}

/// An answer without what is different in each.
std::string without_request_id(const Reply& reply) {
  json::object body = reply.body.as_object();
  body.erase("requestId");
  return std::to_string(reply.status) + json::serialize(body);
}

TEST_CASE("ids that are guessed, near one that is known, look all the same") {
  House house;
  Client eve = house.client(house.eve);
  const std::string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const std::string strange = without_request_id(eve.get("/api/v1/meetings/0000000000001"));
  CHECK(without_request_id(eve.get(house.meeting_path)) == strange);
  for (std::size_t place = house.meeting.size() - 3; place < house.meeting.size(); ++place) {
    for (const char c : alphabet) {
      std::string guess = house.meeting;
      guess[place] = c;
      const std::string target = "/api/v1/meetings/" + guess;
      CHECK(without_request_id(eve.get(target)) == strange);
    }
  }
  for (const std::string end : {"/deliveries", "/attachments/0000000000001"}) {
    CHECK(eve.get(house.meeting_path + end).status == 404);
  }
  for (const std::string method : {"PATCH", "DELETE"}) {
    CHECK(eve.ask({method, house.meeting_path, "application/json", R"({"title":"Mine"})", ""})
              .status == 404);
  }
  CHECK(eve.put(house.meeting_path + "/response", {{"response", "accepted"}}).status == 404);
  house.check_well();
}

TEST_CASE("no path leads out of what is served") {
  House house;
  std::ofstream(house.directory.file("secret.txt")) << "the secret";
  const std::string targets[] = {"/../secret.txt",
                                 "/..%2fsecret.txt",
                                 "/assets/../secret.txt",
                                 "/assets/..%2f..%2fsecret.txt",
                                 "/assets/%2e%2e/secret.txt",
                                 "/assets/....//secret.txt",
                                 "/assets/..\\secret.txt",
                                 "/assets//etc/passwd",
                                 "/assets/%2fetc%2fpasswd",
                                 "/assets/kalends.db",
                                 "/feeds/..%2fkalends.db",
                                 "/feeds/%00.ics",
                                 "/%c0%ae%c0%ae/secret.txt",
                                 "//secret.txt",
                                 "/./secret.txt",
                                 "/api/v1/meetings/" + house.meeting + "%00",
                                 "/api/v1/meetings/" + house.meeting + "/",
                                 "/api/v1/meetings//" + house.meeting,
                                 "/api/v1/../v1/meetings/" + house.meeting,
                                 "/api/v1/users/me/..%2f..%2fmeetings",
                                 "/API/V1/meetings/" + house.meeting,
                                 "/metrics/",
                                 "/api/v1/users/me;a=b"};
  for (const std::string& target : targets) {
    CAPTURE(target);
    WireClient wire = house.wire();
    wire.send("GET " + target + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " +
              house.ann.token + "\r\n\r\n");
    const WireAnswer answer = wire.answer();
    CHECK((answer.status == 404 || answer.status == 400));
    CHECK_FALSE(has(answer.body, "the secret"));
    CHECK_FALSE(has(answer.body, "root:"));
  }
  house.check_well();
}

/// All that comes to a request without a body, up to the end of the connection.
std::string raw_answer(const House& house, const Person& who, const std::string& target) {
  WireClient wire = house.wire();
  wire.send("GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: " +
            "Bearer " + who.token + "\r\n\r\n");
  return wire.read_to_end();
}

TEST_CASE("no name, title or file name writes a header field or a property") {
  House house;
  Client eve = house.client(house.eve);
  const std::string evil = "x\r\nSet-Cookie: a=b\r\n\r\n<script>";
  const auto refused = [](const Reply& reply) { CHECK(reply.status == 422); };
  refused(eve.ask({"PATCH", "/api/v1/users/me", "application/json",
                   json::serialize(json::object{{"name", evil}}), ""}));
  const json::object draft{
      {"title", evil}, {"start", "2030-01-02T03:04:05Z"}, {"duration", "PT1H"}};
  refused(eve.post("/api/v1/meetings", draft));
  json::object good = draft;
  good["title"] = "a\"b;c:d,e\\nATTENDEE:mailto:x@y";
  good["description"] = "first\nBEGIN:VEVENT\nEND:VCALENDAR\n";
  json::object line_ends = good;
  line_ends["location"] = "\xe2\x80\xa8X:y";  // U+2028
  refused(eve.post("/api/v1/meetings", line_ends));
  const Reply made = eve.post("/api/v1/meetings", good);
  REQUIRE_MESSAGE(made.status == 201, made.wire.body);
  const std::string calendar = eve.get("/api/v1/users/me/calendar.ics").wire.body;
  for (const std::string line : {"\r\nBEGIN:VEVENT", "\r\nEND:VCALENDAR"}) {
    CHECK(calendar.find(line) == calendar.rfind(line));
  }
  CHECK_FALSE(has(calendar, "\r\nATTENDEE:mailto:x"));
  CHECK_FALSE(has(calendar, "\r\nX:y"));

  const std::string files = "/api/v1/meetings/" + made.string("id") + "/attachments?name=";
  const auto attach = [&](const std::string& name, const std::string& type) {
    return eve.ask({"POST", files + name, type, "<script>alert(1)</script>", ""});
  };
  refused(attach("a%0d%0aSet-Cookie:%20a=b", "text/plain"));
  refused(attach("..%2f..%2fetc%2fpasswd", "text/plain"));
  refused(attach("C:%5Cautoexec.bat", "text/plain"));
  for (const std::string type : {"text/html", "image/svg+xml", "application/xhtml+xml"}) {
    const Reply added = attach("%22%3b%20filename%3d%22evil.html", type);
    REQUIRE(added.status == 201);
    const std::string answer = raw_answer(house, house.eve, added.string("url"));
    CHECK(has(answer, "\r\nContent-Type: application/octet-stream\r\n"));
    CHECK(has(answer, "\r\nContent-Disposition: attachment; filename=\"__"));
    CHECK(has(answer, "\r\nX-Content-Type-Options: nosniff\r\n"));
    CHECK(has(answer, "\r\nContent-Security-Policy: "));
    CHECK_FALSE(has(answer, "filename=\"evil.html"));
  }
  // What is asked for comes back in no field either.
  for (const std::string target : {"/%0d%0aSet-Cookie:a=b", "/api/v1/users?query=%0d%0aX:y"}) {
    const std::string answer = raw_answer(house, house.eve, target);
    CHECK_FALSE(has(answer, "\r\nSet-Cookie"));
    CHECK_FALSE(has(answer, "\r\nX:y"));
  }
  house.check_well();
}

/// Kibibytes of memory that the process holds.
std::int64_t memory_of(const Process& process) {
  std::ifstream file("/proc/" + std::to_string(process.id()) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("VmRSS:")) return std::stoll(line.substr(6));
  }
  return 0;
}

/// A file of gzip (RFC 1952) that is a thousand times as long when it is unpacked: zeros, of which
/// 1032 are one byte (RFC 1951 3.2.7: a block whose code says in two bits "258 more of the last").
std::string bomb(std::size_t bytes) {
  const std::string head("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);
  const std::string code("\xec\xc1\x01\x01\x00\x00\x00\x80\x90\xfe\xaf\xee\x08\x0a", 14);
  return head + code + std::string(bytes, '\0');
}

TEST_CASE("what is packed stays packed: it is kept as it is, or refused") {
  House house;
  Client ann = house.client(house.ann);
  const std::string packed = bomb(2'000'000);
  const std::string target = house.meeting_path + "/attachments?name=bomb.gz";
  const std::int64_t before = memory_of(house.server.process());
  const Reply added = ann.ask({"POST", target, "application/gzip", packed, ""});
  REQUIRE(added.status == 201);
  const Reply file = ann.get(added.string("url"));
  CHECK((file.wire.body == packed));
  CHECK(file.wire.field("content-encoding").empty());
  const std::string coded = "Content-Encoding: gzip\r\n";
  const Reply refused = ann.ask({"POST", target, "application/gzip", packed, coded});
  CHECK(refused.status == 415);
  CHECK(refused.wire.field("accept-encoding") == "identity");
  CHECK(ann.ask({"POST", "/api/v1/meetings", "application/json", bomb(10'000), coded}).status ==
        415);
  CHECK(ann.ask({"POST", "/api/v1/imports", "text/calendar", packed, coded}).status == 415);
  const Reply imported = ann.ask({"POST", "/api/v1/imports", "text/calendar", packed, ""});
  CHECK_MESSAGE(imported["taken"] == 0, imported.wire.body);
  const std::int64_t grown = memory_of(house.server.process()) - before;
  MESSAGE("memory grew by ", grown, " KiB");
  CHECK(grown < 200'000);
  const Reply deleted = ann.ask({"DELETE", added.string("url"), "", "", ""});
  CHECK(deleted.status == 204);
  CHECK(ann.get(house.meeting_path)["attachments"].as_array().empty());
}

TEST_CASE("frames that break the rules end their own socket and no other") {
  House house;
  Listener bobs(house.server.port(), house.bob);
  const std::string bearer = "Authorization: Bearer " + house.eve.token + "\r\n";
  const auto code = [&](int opcode, const std::string& payload, WireSocket::Form form) {
    WireSocket socket(house.server.port(), {.patience = std::chrono::seconds(60)});
    REQUIRE(socket.open("/api/v1/stream", bearer).status == 101);
    socket.send(opcode, payload, form);
    return socket.close_code();
  };
  CHECK(code(text_frame, R"({"type":"ack","seq":1})", {.masked = false}) == 1002);
  CHECK(code(text_frame, "x", {.reserved_bits = 4}) == 1002);
  CHECK(code(7, "x", {}) == 1002);
  CHECK(code(continuation_frame, "x", {}) == 1002);
  CHECK(code(ping_frame, "x", {.last = false}) == 1002);
  CHECK(code(text_frame, std::string(1'000'000, 'x'), {}) == 1009);
  CHECK(code(binary_frame, "x", {}) == 1003);
  CHECK(code(text_frame, "\xff\xfe", {}) == 1007);
  // In very many parts, it is still one message that is too long.
  WireSocket socket(house.server.port(), {.patience = std::chrono::seconds(60)});
  REQUIRE(socket.open("/api/v1/stream", bearer).status == 101);
  socket.send(text_frame, "x", {.last = false});
  for (int part = 0; part < 5000; ++part) socket.send(continuation_frame, "x", {.last = false});
  CHECK(socket.close_code() == 1009);
  // What Eve says is never an act of another, whatever it is.
  WireSocket liar(house.server.port(), {.patience = std::chrono::seconds(60)});
  REQUIRE(liar.open("/api/v1/stream", bearer).status == 101);
  for (const std::string text : {R"({"type":"ack","seq":-1})", R"({"type":"ack","seq":1e300})",
                                 R"({"type":"ack","seq":9223372036854775807})", "[[[[[[[[", "{}"}) {
    liar.send(text_frame, text);
  }
  const Reply answered = house.client(house.ann).ask(
      {"POST", house.meeting_path + "/attachments?name=a", "text/plain", "a", ""});
  CHECK(answered.status == 201);
  CHECK(house.client(house.bob)
            .put(house.meeting_path + "/response", {{"response", "accepted"}})
            .status == 200);
  CHECK(house.client(house.eve).get("/api/v1/users/me").status == 200);
}

}  // namespace
}  // namespace kalends::test
