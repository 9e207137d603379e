#include "handlers.hpp"
#include "input.hpp"
#include "render.hpp"

#include <kalends/invite/import.hpp>

namespace kalends::api {
namespace {

namespace json = boost::json;

json::object json_of(const ical::Remark& remark) {
  json::object out;
  out["kind"] = remark.kind == ical::Remark::Kind::repaired ? "repaired" : "left-out";
  out["line"] = remark.line;
  out["text"] = remark.text;
  return out;
}

json::object json_of(const invite::ImportEntry& entry) {
  json::object out;
  out["line"] = entry.line;
  out["uid"] = entry.uid;
  out["title"] = entry.title;
  out["outcome"] = invite::word(entry.outcome);
  json::array& remarks = out["remarks"].emplace_array();
  for (const ical::Remark& remark : entry.remarks) remarks.push_back(json_of(remark));
  return out;
}

json::object json_of(const invite::ImportReport& report, bool trial) {
  json::object out;
  out["dryRun"] = trial;
  out["taken"] = report.taken;
  out["updated"] = report.updated;
  out["unchanged"] = report.unchanged;
  out["repaired"] = report.repaired;
  out["leftOut"] = report.left_out;
  json::array& entries = out["entries"].emplace_array();
  for (const invite::ImportEntry& entry : report.entries) entries.push_back(json_of(entry));
  out["entriesNotShown"] = report.not_shown;
  return out;
}

Result<bool> is_trial(const Context& context) {
  Query query(context.target);
  const std::string_view word = query.find("dryRun").value_or("false");
  if (word != "true" && word != "false") query.fail("dryRun", "must be true or false");
  if (auto fault = query.fault()) return std::move(*fault);
  return word == "true";
}

}  // namespace

Answer import_calendar(Context& context) {
  const auto trial = is_trial(context);
  if (!trial) return trial.error();
  const auto most = static_cast<std::size_t>(context.settings.import_bytes);
  if (context.request.body.size() > most) {
    return Error{ErrorCode::too_large,
                 "The calendar is larger than this server takes; `kalends import` takes any.",
                 {}};
  }
  using Mode = invite::Import::Mode;
  invite::Import import(context.services.database, context.services.tools, context.me(),
                        *trial ? Mode::trial : Mode::real, context.me().id);
  import.feed(context.request.body);
  import.finish();
  return json_response(200, json_of(import.report(), *trial));
}

}  // namespace kalends::api
