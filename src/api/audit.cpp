#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <charconv>

#include <kalends/invite/history.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;
using invite::DeedLine;
using user::Act;

void put_detail(json::object& out, const user::Deed& deed) {
  const bool has_fields = deed.act == Act::meeting_changed || deed.act == Act::profile_changed;
  if (has_fields) out["changes"] = words_of(deed.detail);
  if (deed.act == Act::answered) out["response"] = deed.detail;
  if (deed.act == Act::imported) {
    std::int64_t count = 0;
    std::from_chars(deed.detail.data(), deed.detail.data() + deed.detail.size(), count);
    out["count"] = count;
  }
}

json::object json_of(db::Connection& db, const DeedLine& line) {
  const user::Deed& deed = line.deed;
  json::object out{{"id", text(line.id)},
                   {"at", format_utc(line.at())},
                   {"act", user::word(deed.act)},
                   {"machine", deed.by == user::machine}};
  if (deed.by && deed.by != user::machine) out["by"] = reference(*deed.by, line.by_name);
  if (deed.whom) out["whom"] = reference(*deed.whom, line.whom_name);
  if (deed.meeting) out["meetingId"] = text(*deed.meeting);
  if (!deed.occurrence.empty()) out["occurrence"] = deed.occurrence;
  put_detail(out, deed);
  if (deed.thing && deed.act == Act::organizer_changed) {
    const UserId before{*deed.thing};
    out["previousOrganizer"] = reference(before, user::name_of(db, before));
  } else if (deed.thing) {
    out["objectId"] = id_text(*deed.thing);
  }
  if (!deed.address.empty()) out["address"] = deed.address;
  return out;
}

http::Response page_response(db::Connection& db, const invite::DeedPage& page) {
  json::object body;
  json::array& items = body["items"].emplace_array();
  for (const DeedLine& line : page.lines) items.push_back(json_of(db, line));
  if (page.next) body["nextCursor"] = text(*page.next);
  return json_response(200, body);
}

/// A line's id tells whoever sees it nothing but a time.
std::optional<user::DeedId> deed_behind(Query& query) {
  const auto text = query.find("cursor");
  if (!text) return std::nullopt;
  const auto id = parse_id<user::DeedId>(*text);
  if (!id) query.fail("cursor", "is none that this server gave");
  return id;
}

int limit_of(Query& query) { return static_cast<int>(query.number("limit", 100, 1, 500)); }

std::optional<UserId> person_of(Query& query, std::string_view name, bool may_be_machine) {
  const auto text = query.find(name);
  if (!text) return std::nullopt;
  if (may_be_machine && *text == "machine") return user::machine;
  const auto id = parse_id<UserId>(*text);
  if (!id) query.fail(name, "is no id of a person");
  return id;
}

Instant kept_from(const Context& context) { return context.now() - context.settings.audit_kept; }

/// What is older is being forgotten, and not shown.
TimeRange asked_range(Query& query, const Context& context) {
  const Zone zone = user::zone_of(context.me());
  TimeRange range{kept_from(context), context.now() + std::chrono::days{1}};
  if (query.find("from")) range.from = std::max(range.from, query.instant("from", zone));
  if (query.find("to")) range.to = std::min(range.to, query.instant("to", zone));
  return range;
}

}  // namespace

Answer read_audit(Context& context) {
  Query query(context.target);
  const invite::AuditQuestion question{asked_range(query, context), person_of(query, "actor", true),
                                       person_of(query, "whom", false), deed_behind(query),
                                       limit_of(query)};
  if (auto fault = query.fault()) return std::move(*fault);
  const db::Snapshot snapshot(context.read);
  return page_response(context.read, invite::read_audit(context.read, question));
}

Answer read_history(Context& context) {
  const auto id = path_id<MeetingId>(context, 0);
  if (!id) return id.error();
  const db::Snapshot snapshot(context.read);
  const auto part = invite::part_as_organizer(context.read, *id, context.me().id);
  if (!part) return part.error();
  Query query(context.target);
  const auto cursor = deed_behind(query);
  const int limit = limit_of(query);
  if (auto fault = query.fault()) return std::move(*fault);
  return page_response(context.read, invite::history_of(context.read, part->meeting,
                                                        kept_from(context), cursor, limit));
}

}  // namespace kalends::api
