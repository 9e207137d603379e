#include <algorithm>
#include <string>
#include <vector>

#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>

#include <kalends/base/text.hpp>
#include <kalends/http/head.hpp>

namespace kalends::http {
namespace {

struct Field {
  std::string name;
  std::string_view value;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_host(std::string_view value) {
  const auto authority = boost::urls::parse_authority(value);
  return authority && !authority->has_userinfo() && !authority->encoded_host().empty();
}

/// RFC 9110 5.6.2. A blank before the colon is what makes one field into two.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool has_bare_line_end(std::string_view head) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    const bool cr = head[i] == '\r';
    const bool lf = head[i] == '\n';
    if (cr && (i + 1 == head.size() || head[i + 1] != '\n')) return true;
    if (lf && (i == 0 || head[i - 1] != '\r')) return true;
  }
  return false;
}

std::vector<std::string_view> lines_of(std::string_view head) {
  std::vector<std::string_view> lines;
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    lines.push_back(head.substr(0, end));
    head.remove_prefix(std::min(end + 2, head.size()));
  }
  return lines;
}

std::optional<std::string_view> fault_in_fields(const std::vector<Field>& fields, bool old) {
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
  for (const auto& [name, value] : fields) {
    if (name == "host") {
      ++hosts;
      if (!is_host(value)) return "The Host field is not a host.";
    } else if (name == "content-length") {
      ++lengths;
      const bool valid =
          !value.empty() && value.size() <= 18 && std::all_of(value.begin(), value.end(), is_digit);
      if (!valid) return "The Content-Length field is not a number of bytes.";
    } else if (name == "transfer-encoding") {
      ++encodings;
      if (lower_ascii(value) != "chunked") return "The only Transfer-Encoding taken is chunked.";
    }
  }
  if (hosts > 1 || (hosts == 0 && !old)) return "A request has exactly one Host field.";
  if (lengths > 1) return "A request has at most one Content-Length field.";
  if (encodings > 1) return "A request has at most one Transfer-Encoding field.";
  if (encodings > 0 && lengths > 0)
    return "Content-Length and Transfer-Encoding exclude each other.";
  if (encodings > 0 && old) return "HTTP/1.0 has no Transfer-Encoding.";
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> fault_in_head(std::string_view head) {
  if (has_bare_line_end(head)) return "Lines end with CR LF, and nothing else holds either.";
  if (head.find('\0') != std::string_view::npos) return "A request head holds no NUL.";
  const auto lines = lines_of(head);
  if (lines.empty() || lines[0].empty()) return "A request begins with its request line.";
  std::vector<Field> fields;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (lines[i].starts_with(' ') || lines[i].starts_with('\t'))
      return "Header lines are not folded.";
    const auto colon = lines[i].find(':');
    const bool named = colon != std::string_view::npos && is_token(lines[i].substr(0, colon));
    if (!named) return "A header line is a name and a value.";
    fields.push_back(
        {lower_ascii(lines[i].substr(0, colon)), without_blanks(lines[i].substr(colon + 1))});
  }
  return fault_in_fields(fields, lines[0].ends_with("HTTP/1.0"));
}

}  // namespace kalends::http
