#include "import_groups.hpp"
#include "import_write.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <kalends/base/text.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/secret.hpp>

namespace kalends::invite {
namespace {

using calendar::ImportedEvent;
using ical::Component;
using ical::Remark;

constexpr std::size_t events_in_a_batch = 100;
constexpr std::size_t bytes_in_a_batch = 4 << 20;
// Of remarks on one event or between events; the rest is only counted.
constexpr std::size_t most_remarks = 50;
constexpr std::size_t fed_at_once = 64 << 10;

std::string reason_against(std::string_view name) {
  if (name == "VTODO") return "a task: Kalends has none";
  if (name == "VJOURNAL") return "a journal entry: Kalends has none";
  if (name == "VFREEBUSY") return "free/busy times: they are no event";
  return fmt::format("a {}, which is not known here", name);
}

/// RFC 5546: what is said about an event is none.
bool is_about_events(const std::vector<ical::Property>& calendar) {
  for (const ical::Property& property : calendar) {
    if (property.name != "METHOD") continue;
    for (const std::string_view method : {"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"}) {
      if (same_name(property.value, method)) return true;
    }
  }
  return false;
}

std::size_t size_of(const ImportedEvent& event) {
  return event.kept.size() + event.description.size();
}

/// Of the texts, which are what can be large.
std::size_t size_of(const ReadyEvent& event) {
  std::size_t size = event.master ? size_of(*event.master) : 0;
  for (const ImportedEvent& each : event.occurrences) size += size_of(each);
  return size;
}

bool has_repair(const ImportEntry& entry) {
  return std::any_of(entry.remarks.begin(), entry.remarks.end(),
                     [](const Remark& remark) { return remark.kind == Remark::Kind::repaired; });
}

}  // namespace

std::string_view word(ImportOutcome outcome) {
  constexpr std::string_view words[] = {"taken", "updated", "unchanged", "left-out"};
  return words[static_cast<std::size_t>(outcome)];
}

struct Import::Inside {
  Inside(db::Database& database_in, Tools& tools_in, user::User person_in, Mode mode_in,
         UserId by_in)
      : database(database_in),
        tools(tools_in),
        person(std::move(person_in)),
        mode(mode_in),
        by(by_in),
        zones(user::zone_of(person)) {}

  void read_on() {
    while (auto component = reader.next()) take(std::move(*component));
    report_remarks(reader.take_remarks());
  }

  void take(Component component) {
    std::vector<Remark> inner = remarks_in(component.line);
    if (component.name == "VTIMEZONE") {
      report_remarks(std::move(inner));
      return zones.add(std::move(component));
    }
    if (component.name != "VEVENT") return leave_out(component, reason_against(component.name));
    if (is_about_events(reader.calendar())) {
      return leave_out(component, "an answer to an invitation: it is no event");
    }
    if (inner.size() > most_remarks) inner.resize(most_remarks);
    if (!inner.empty()) remarks_of.emplace(component.line, std::move(inner));
    const bool waits = !calendar::knows_zones_of(component, zones);
    prepare_all(groups.add(std::move(component), waits));
  }

  /// What the reader said about the lines of the component that begins here; what it said before
  /// is reported for itself.
  std::vector<Remark> remarks_in(std::size_t line) {
    std::vector<Remark> inner;
    std::vector<Remark> outer;
    for (Remark& remark : reader.take_remarks()) {
      (remark.line >= line ? inner : outer).push_back(std::move(remark));
    }
    report_remarks(std::move(outer));
    return inner;
  }

  void report_remarks(std::vector<Remark> remarks) {
    for (Remark& remark : remarks) {
      const bool lost = remark.kind == Remark::Kind::left_out;
      const auto outcome = lost ? ImportOutcome::left_out : ImportOutcome::taken;
      if (lost) ++report.left_out;
      show({remark.line, "", "", outcome, {remark}});
    }
  }

  void leave_out(const Component& component, std::string why) {
    ++report.left_out;
    remarks_of.erase(component.line);
    ImportEntry entry{component.line,
                      "",
                      std::string(component.value("SUMMARY").substr(0, 200)),
                      ImportOutcome::left_out,
                      {}};
    if (component.find("UID") != nullptr) entry.uid = calendar::uid_of(component);
    entry.remarks.push_back({Remark::Kind::left_out, component.line, std::move(why)});
    show(std::move(entry));
  }

  void show(ImportEntry entry) {
    if (entry.remarks.size() > most_remarks) entry.remarks.resize(most_remarks);
    if (report.entries.size() < ImportReport::most_entries) {
      report.entries.push_back(std::move(entry));
    } else {
      ++report.not_shown;
    }
  }

  void prepare_all(std::vector<EventGroup> complete) {
    for (EventGroup& group : complete) prepare(std::move(group));
  }

  /// Reads what belongs together; it waits for its batch then.
  void prepare(EventGroup group) {
    for (const Component& each : group.doubles) {
      leave_out(each, "another event has the same UID");
    }
    ReadyEvent ready;
    ready.uid = std::move(group.uid);
    std::string fingerprints;
    if (group.master) {
      ready.master = read(*group.master, fingerprints);
    }
    if (ready.master) {
      ready.sequence = ready.master->sequence;
      ready.title = ready.master->title;
    }
    for (const Component& each : group.occurrences) {
      if (auto event = read(each, fingerprints)) ready.occurrences.push_back(std::move(*event));
    }
    if (!ready.master && ready.occurrences.empty()) return;
    if (ready.title.empty() && !ready.occurrences.empty()) {
      ready.title = ready.occurrences.front().title;
    }
    ready.fingerprint = user::fingerprint(fingerprints);
    batch_bytes += size_of(ready);
    batch.push_back(std::move(ready));
    if (batch.size() >= events_in_a_batch || batch_bytes > bytes_in_a_batch) write_batch();
  }

  std::optional<ImportedEvent> read(const Component& vevent, std::string& fingerprints) {
    auto event = calendar::read_event(vevent, zones, person.email);
    if (!event) {
      leave_out(vevent, event.error().message);
      return std::nullopt;
    }
    fingerprints += event->fingerprint;
    const auto inner = remarks_of.find(vevent.line);
    if (inner != remarks_of.end()) {
      std::move(inner->second.begin(), inner->second.end(), std::back_inserter(event->remarks));
      remarks_of.erase(inner);
    }
    return std::move(*event);
  }

  void write_batch() {
    std::vector<ReadyEvent> events = std::exchange(batch, {});
    batch_bytes = 0;
    std::vector<ImportEntry> entries;
    const auto done = database.write([&](db::Transaction& transaction) -> Result<bool> {
      for (ReadyEvent& event : events) {
        entries.push_back(write_event(transaction, tools, person, by, std::move(event)));
      }
      if (mode == Mode::trial) return Error{ErrorCode::conflict, "only tried", {}};
      record(transaction, entries);
      return true;
    });
    static_cast<void>(done);
    for (ImportEntry& entry : entries) count(std::move(entry));
  }

  /// One line for all of them: that each was made stands with its meeting.
  void record(db::Transaction& transaction, const std::vector<ImportEntry>& entries) {
    const auto stored = std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
      return entry.outcome == ImportOutcome::taken || entry.outcome == ImportOutcome::updated;
    });
    if (stored == 0) return;
    user::record(transaction, tools.ids,
                 {.act = user::Act::imported,
                  .by = by,
                  .whom = by == person.id ? std::nullopt : std::optional(person.id),
                  .detail = std::to_string(stored)});
  }

  void count(ImportEntry entry) {
    std::size_t* const counts[] = {&report.taken, &report.updated, &report.unchanged,
                                   &report.left_out};
    ++*counts[static_cast<std::size_t>(entry.outcome)];
    if (entry.outcome != ImportOutcome::left_out && has_repair(entry)) ++report.repaired;
    if (!entry.remarks.empty()) show(std::move(entry));
  }

  db::Database& database;
  Tools& tools;
  user::User person;
  Mode mode;
  UserId by;
  calendar::ImportedZones zones;
  ical::ComponentReader reader;
  EventGroups groups;
  std::map<std::size_t, std::vector<Remark>> remarks_of;  // by the line of their component
  std::vector<ReadyEvent> batch;
  std::size_t batch_bytes = 0;  // about
  ImportReport report;
};

Import::Import(db::Database& database, Tools& tools, user::User person, Mode mode, UserId by)
    : inside_(std::make_unique<Inside>(database, tools, std::move(person), mode, by)) {}

Import::~Import() = default;

void Import::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    inside_->reader.feed(bytes.substr(0, fed_at_once));
    bytes.remove_prefix(std::min(bytes.size(), fed_at_once));
    inside_->read_on();
  }
}

void Import::finish() {
  inside_->reader.finish();
  inside_->read_on();
  inside_->prepare_all(inside_->groups.take_all());
  inside_->write_batch();
  std::stable_sort(inside_->report.entries.begin(), inside_->report.entries.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
}

const ImportReport& Import::report() const { return inside_->report; }

}  // namespace kalends::invite
