#pragma once

#include <string>
#include <string_view>

namespace kalends::api {

/// Appends a JSON string (RFC 8259 7), quotes included. The text is UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// Writes one JSON object straight into a text, member by member in the order they are given: for
/// lists with many rows, where a tree of values would cost more than reading them. Names are
/// literals of ours that need no escaping. The object ends with its writer.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  void add(std::string_view name, std::string_view text) { append_json_string(begin(name), text); }
  void add(std::string_view name, bool value) { begin(name) += value ? "true" : "false"; }
  // Otherwise a literal would be a bool.
  void add(std::string_view name, const char* text) { add(name, std::string_view(text)); }

  /// Begins a member: its value is to be appended to what this gives.
  std::string& begin(std::string_view name);

 private:
  std::string& out_;
  bool empty_ = true;
};

/// The same for a list: each element is to be appended to what `next` gives.
class JsonArray {
 public:
  explicit JsonArray(std::string& out) : out_(out) { out_ += '['; }
  ~JsonArray() { out_ += ']'; }
  JsonArray(const JsonArray&) = delete;
  JsonArray& operator=(const JsonArray&) = delete;

  std::string& next();

 private:
  std::string& out_;
  bool empty_ = true;
};

}  // namespace kalends::api
