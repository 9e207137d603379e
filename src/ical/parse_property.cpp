#include "name.hpp"

#include <algorithm>

#include <kalends/base/text.hpp>
#include <kalends/ical/line_reader.hpp>

namespace kalends::ical {
namespace {

constexpr std::size_t most_parameters = 100;
constexpr std::size_t most_values = 1000;

/// A name, or what programs take for one: it may be repaired.
bool may_be_name(std::string_view name) {
  return !name.empty() && name.size() <= 255 && std::all_of(name.begin(), name.end(), [](char c) {
    return is_name_character(c) || c == '_' || c == '.' || c == '/';
  });
}

bool starts_with_mailto(std::string_view text) {
  return text.size() >= 7 && same_name(text.substr(0, 7), "MAILTO:");
}

/// Where the last `:mailto:` stands; 0 when there is none.
std::size_t last_mailto(std::string_view text) {
  std::size_t at = text.rfind(':');
  while (at != std::string_view::npos && at > 0) {
    if (starts_with_mailto(text.substr(at + 1))) return at;
    at = text.rfind(':', at - 1);
  }
  return 0;
}

/// RFC 6868: a `^` before anything else stays.
std::string without_carets(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char next = text[at] == '^' && at + 1 < text.size() ? text[at + 1] : '\0';
    const char meant = next == 'n' ? '\n' : next == '^' ? '^' : next == '\'' ? '"' : '\0';
    if (meant == '\0') {
      out += text[at];
    } else {
      out += meant;
      ++at;
    }
  }
  return out;
}

/// Takes one content line apart, from its front.
class Parser {
 public:
  Parser(const Line& line, Remarks& remarks)
      : text_(line.text), number_(line.number), remarks_(remarks) {}

  std::optional<Property> parse() {
    if (!parse_name()) return std::nullopt;
    while (at_ < text_.size() && text_[at_] == ';') {
      ++at_;
      parse_parameter();
    }
    if (at_ == text_.size()) return refuse("has no value");
    property_.value = text_.substr(at_ + 1);
    return std::move(property_);
  }

 private:
  std::nullopt_t refuse(std::string_view why) {
    remarks_.left_out(number_, "the line " + std::string(why));
    return std::nullopt;
  }
  void repaired(std::string_view parameter, std::string_view how) {
    remarks_.repaired(number_, std::string(parameter) + ": " + std::string(how));
  }

  bool parse_name() {
    at_ = std::min(text_.find_first_of(":;"), text_.size());
    const std::string_view name = without_spaces(text_.substr(0, at_));
    if (at_ == text_.size() || !may_be_name(name)) {
      refuse("is no property");
      return false;
    }
    property_.name = as_name(name);
    if (!same_name(property_.name, text_.substr(0, at_))) {
      repaired(property_.name, "the name was written in another way");
    }
    return true;
  }

  void parse_parameter() {
    const std::size_t end = std::min(text_.find_first_of("=:;", at_), text_.size());
    const std::string_view name = without_spaces(text_.substr(at_, end - at_));
    at_ = end;
    if (end == text_.size() || text_[end] != '=') {
      if (!name.empty()) repaired(property_.name, "a parameter without a value was left out");
      return;
    }
    Parameter parameter{as_name(name), {}};
    do {
      ++at_;
      std::string value = parse_value(parameter.name);
      if (parameter.values.size() < most_values) parameter.values.push_back(std::move(value));
    } while (at_ < text_.size() && text_[at_] == ',');
    if (!may_be_name(name) || property_.parameters.size() >= most_parameters) {
      repaired(property_.name, "a parameter was left out: no name, or too many");
      return;
    }
    property_.parameters.push_back(std::move(parameter));
  }

  std::string parse_value(std::string_view parameter) {
    const std::size_t quote = text_.find_first_not_of(' ', at_);
    const bool quoted = quote != std::string_view::npos && text_[quote] == '"';
    const std::size_t closing = quoted ? text_.find('"', quote + 1) : std::string_view::npos;
    if (closing == std::string_view::npos) return parse_unquoted(parameter);
    std::string value = without_carets(text_.substr(quote + 1, closing - quote - 1));
    at_ = closing + 1;
    const std::size_t end = std::min(text_.find_first_of(",;:", at_), text_.size());
    if (!without_spaces(text_.substr(at_, end - at_)).empty()) {
      value += without_carets(text_.substr(at_, end - at_));
      repaired(parameter, "there was more after the closing quote");
    }
    at_ = end;
    return value;
  }

  std::string parse_unquoted(std::string_view parameter) {
    const std::size_t begin = at_;
    bool odd = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const bool ends = c == ';' || c == ':' || c == ',';
      if (ends && !belongs_to_value(parameter, begin)) break;
      odd = odd || ends || c == '"';
    }
    if (odd) repaired(parameter, "the value wants quotes");
    return without_carets(text_.substr(begin, at_ - begin));
  }

  /// Whether the `,`, `;` or `:` here is one that the program forgot to put into quotes.
  bool belongs_to_value(std::string_view parameter, std::size_t begin) {
    if (text_[at_] == ',') return !is_list_parameter(parameter);
    if (text_[at_] == ';') return false;
    const std::string_view before = text_.substr(begin, at_ - begin);
    const std::string_view after = text_.substr(at_ + 1);
    if (parameter == "TZID") {
      // (UTC+01:00) Amsterdam, Berlin
      const std::size_t open = before.rfind('(');
      return open != std::string_view::npos && before.find(')', open) == std::string_view::npos &&
             after.substr(0, 4).find(')') != std::string_view::npos;
    }
    // CN=Team: Berlin:mailto:team@example.org
    if (parameter != "CN" || starts_with_mailto(after)) return false;
    if (!last_mailto_) last_mailto_ = last_mailto(text_);
    return at_ < *last_mailto_;
  }

  std::string_view text_;
  std::size_t number_;
  Remarks& remarks_;
  std::size_t at_ = 0;
  std::optional<std::size_t> last_mailto_;  // sought once, and only where it matters
  Property property_;
};

}  // namespace

std::optional<Property> parse_property(const Line& line, Remarks& remarks) {
  return Parser(line, remarks).parse();
}

}  // namespace kalends::ical
