#include "json_text.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

namespace kalends::api {
namespace {

namespace json = boost::json;

TEST_CASE("a string is read back as it was, whatever is in it") {
  std::string all;
  for (int c = 0; c < 128; ++c) all += static_cast<char>(c);
  for (const std::string& text : {std::string(), std::string("plain"), std::string("\"quoted\" \\"),
                                  std::string("Grüße, \u4eca\u65e5 \U0001f600"), all, all + all}) {
    std::string out;
    append_json_string(out, text);
    CHECK(json::parse(out).as_string() == text);
  }
}

TEST_CASE("objects and lists are what they were told, in that order") {
  std::string out;
  {
    JsonObject object(out);
    object.add("text", "a");
    object.add("yes", true);
    object.add("no", false);
    JsonArray list(object.begin("list"));
    append_json_string(list.next(), "one");
    { const JsonObject empty(list.next()); }
    { const JsonArray empty(list.next()); }
  }
  CHECK(out == R"({"text":"a","yes":true,"no":false,"list":["one",{},[]]})");
}

}  // namespace
}  // namespace kalends::api
