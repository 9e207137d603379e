#include "handlers.hpp"
#include "idempotency.hpp"
#include "input.hpp"
#include "render.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/invite/attachment.hpp>

namespace kalends::api {
namespace {

constexpr std::string_view unknown_type = "application/octet-stream";

/// `type/subtype` of plain characters, without parameters; what is none is unknown.
std::string media_type(std::string_view value) {
  value = trimmed(value.substr(0, value.find(';')));
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("!#$&-^_.+/").find(c) != std::string_view::npos;
  };
  const bool fits = value.size() <= 127 && std::count(value.begin(), value.end(), '/') == 1 &&
                    value.front() != '/' && value.back() != '/' &&
                    std::all_of(value.begin(), value.end(), plain);
  return std::string(fits ? value : unknown_type);
}

/// Never shown as a page of ours, whatever it is (and never run: see the other headers).
std::string_view harmless_type(std::string_view type) {
  const std::string plain = fold_case(type);  // TEXT/HTML is text/html
  const bool runs =
      plain.find("html") != std::string::npos || plain.find("xml") != std::string::npos ||
      plain.find("xsl") != std::string::npos || plain.find("script") != std::string::npos;
  return runs ? unknown_type : type;
}

/// RFC 6266: the name for old programs with what is not plain replaced, and the whole one beside
/// it.
std::string disposition(std::string_view name) {
  std::string plain;
  std::string whole;
  for (const char c : name) {
    const bool simple =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
    plain += simple || c == ' ' ? c : '_';
    whole += simple ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, whole);
}

Result<std::string> file_name(const Context& context) {
  Query query(context.target);
  std::string name(trimmed(query.text("name")));
  if (!query.failed()) {
    if (auto fault = fault_in_text(name, {1, 255, false})) query.fail("name", std::move(*fault));
    const bool path = name.find_first_of("/\\") != std::string::npos || name == "." || name == "..";
    if (path) query.fail("name", "must be a file's name, not a path");
  }
  if (auto fault = query.fault()) return std::move(*fault);
  return name;
}

}  // namespace

Answer add_attachment(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  if (auto before = answered_before(context, context.request.body)) return std::move(*before);
  const auto may = invite::part_of_organizer(context.read, *id, context.me().id, std::nullopt);
  if (!may) return may.error();
  const auto name = file_name(context);
  if (!name) return name.error();
  const auto type = context.request.headers.find("Content-Type").value_or(unknown_type);
  const invite::File file{*name, media_type(type), context.request.body};
  return write_once(context, [&](db::Transaction& transaction) -> Answer {
    const auto part =
        invite::part_of_organizer(transaction.db(), *id, context.me().id, std::nullopt);
    if (!part) return part.error();
    const auto added = invite::attach(transaction, context.services.tools,
                                      context.settings.attachments, *part, file);
    if (!added) return added.error();
    return json_response(201, json_of(*added));
  });
}

Answer read_attachment(Context& context) {
  const auto meeting = path_id<MeetingId>(context, 0);
  if (!meeting) return meeting.error();
  const auto id = path_id<AttachmentId>(context, 1);
  if (!id) return id.error();
  const db::Snapshot snapshot(context.read);
  const auto part = invite::part_of(context.read, *meeting, context.me().id);
  if (!part) return part.error();
  const auto attachment = calendar::find_attachment(context.read, *meeting, *id);
  if (!attachment) return not_found();
  http::Response response;
  response.headers.add("Content-Type", std::string(harmless_type(attachment->type)));
  response.headers.add("Content-Disposition", disposition(attachment->name));
  response.headers.add("Content-Security-Policy", "sandbox; default-src 'none'");
  response.body = calendar::read_content(context.read, *id);
  return response;
}

Answer delete_attachment(Context& context) {
  const auto meeting = path_id<MeetingId>(context, 0);
  if (!meeting) return meeting.error();
  const auto id = path_id<AttachmentId>(context, 1);
  if (!id) return id.error();
  return context.services.database.write([&](db::Transaction& transaction) -> Answer {
    const auto part = invite::part_of_organizer(transaction.db(), *meeting, context.me().id,
                                                expected_version(context));
    if (!part) return part.error();
    const auto done = invite::detach(transaction, context.services.tools, *part, *id);
    if (!done) return done.error();
    return empty_response(204);
  });
}

}  // namespace kalends::api
