#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <kalends/http/target.hpp>

namespace kalends::http {

std::optional<std::string_view> Target::find(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

std::optional<Target> parse_target(std::string_view text) {
  const auto url = boost::urls::parse_origin_form(text);
  if (!url) return std::nullopt;
  Target target{path_of(text), {}};
  for (const auto& parameter : url->params()) {
    target.query.emplace_back(parameter.key, parameter.value);
  }
  return target;
}

bool is_web_address(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url) return false;
  const bool web = url->scheme_id() == boost::urls::scheme::http ||
                   url->scheme_id() == boost::urls::scheme::https;
  return web && !url->host().empty();
}

}  // namespace kalends::http
