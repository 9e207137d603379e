#include "imported_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/ical/value.hpp>

namespace kalends::calendar {
namespace {

constexpr std::size_t longest_title = 200;  // characters
constexpr std::size_t longest_description = 20'000;
constexpr std::size_t longest_link = 2'000;
constexpr std::size_t longest_location = 500;

/// The first `most` characters of UTF-8.
std::string first_of(std::string text, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && count++ == most) return text.substr(0, at);
  }
  return text;
}

std::string in_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\t';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  return out;
}

class Texts {
 public:
  Texts(const ical::Component& vevent, ical::Remarks& remarks)
      : vevent_(vevent), remarks_(remarks) {}

  std::string lines(std::string_view property, std::size_t most) {
    return cut(property, ical::unescape(vevent_.value(property)), most);
  }
  std::string line(std::string_view property, std::size_t most) {
    const std::string text = ical::unescape(vevent_.value(property));
    return cut(property, std::string(trimmed(in_one_line(text))), most);
  }

 private:
  std::string cut(std::string_view property, std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    std::string kept = first_of(text, most);
    if (kept.size() == text.size()) return text;
    remarks_.repaired(vevent_.line, fmt::format("{} was cut to {} characters", property, most));
    return kept;
  }

  const ical::Component& vevent_;
  ical::Remarks& remarks_;
};

}  // namespace

bool is_link(std::string_view text) {
  const bool scheme =
      same_name(text.substr(0, 8), "https://") || same_name(text.substr(0, 7), "http://");
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; };
  return scheme && text.size() <= longest_link && text.find("//") + 2 < text.size() &&
         std::all_of(text.begin(), text.end(), plain);
}

void read_texts(const ical::Component& vevent, ical::Remarks& remarks, ImportedEvent& event) {
  Texts texts(vevent, remarks);
  event.title = texts.line("SUMMARY", longest_title);
  event.description = texts.lines("DESCRIPTION", longest_description);
  event.location = texts.line("LOCATION", longest_location);
  const std::string_view url = vevent.value("URL");
  if (is_link(url)) event.link = url;
}

}  // namespace kalends::calendar
