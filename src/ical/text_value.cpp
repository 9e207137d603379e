#include <kalends/ical/value.hpp>

namespace kalends::ical {

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char next = text[at] == '\\' && at + 1 < text.size() ? text[at + 1] : '\0';
    if (next == 'n' || next == 'N') {
      out += '\n';
    } else if (next == ',' || next == ';' || next == '\\') {
      out += next;
    } else {
      out += text[at];
      continue;
    }
    ++at;
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || c == '\r') {
      out += "\\n";
      if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      continue;
    }
    if (c == ',' || c == ';' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::vector<std::string_view> split_list(std::string_view list) {
  std::vector<std::string_view> items;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (list[at] == '\\') {
      ++at;
    } else if (list[at] == ',') {
      items.push_back(list.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  items.push_back(list.substr(begin));
  return items;
}

}  // namespace kalends::ical
