#include "capacity_page.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include <fmt/format.h>

namespace kalends::app {
namespace {

constexpr double year = 365;

/// 1234567 as 1,234,567.
std::string whole(double number) {
  std::string out = fmt::format("{:.0f}", number);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3) {
    out.insert(static_cast<std::size_t>(at), ",");
  }
  return out;
}

std::string whole(std::int64_t number) { return whole(static_cast<double>(number)); }

/// Three figures at least, and no more behind the point than help.
std::string figure(double number) {
  if (number >= 100 || number == 0) return whole(number);
  return fmt::format("{:.{}f}", number, number >= 10 ? 1 : 2);
}

std::string bytes(double number) {
  constexpr std::array<const char*, 5> units{"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; number >= 1024 && unit + 1 < units.size(); ++unit) number /= 1024;
  return fmt::format("{} {}", figure(number), units[unit]);
}

std::string each(std::int64_t bytes, std::int64_t rows) {
  if (rows == 0) return "";
  return fmt::format("{:.1f}", static_cast<double>(bytes) / static_cast<double>(rows));
}

std::string table_line(const db::TreeSpace& tree) {
  const bool is_index = tree.name != tree.table;
  const std::string shown = is_index ? fmt::format("  index {}", tree.name) : tree.name;
  return fmt::format(
      "{:<34}{:>14}{:>12}{:>12}{:>9.0f}%\n", shown, whole(tree.rows),
      bytes(static_cast<double>(tree.bytes)), each(tree.bytes, tree.rows),
      100 * static_cast<double>(tree.bytes - tree.unused) / static_cast<double>(tree.bytes));
}

/// Tables by size, each with its indexes behind it.
std::vector<db::TreeSpace> in_order(const db::FileSpace& file) {
  const auto size_of_table = [&](const db::TreeSpace& tree) {
    const auto found = std::ranges::find(file.trees, tree.table, &db::TreeSpace::name);
    return found == file.trees.end() ? 0 : found->bytes;
  };
  const auto rank = [&](const db::TreeSpace& tree) {
    return std::tuple(-size_of_table(tree), tree.table, tree.name != tree.table, tree.name);
  };
  std::vector<db::TreeSpace> trees = file.trees;
  std::erase_if(trees, [&](const db::TreeSpace& tree) { return tree.bytes <= file.page; });
  std::ranges::sort(trees, {}, rank);
  return trees;
}

/// A line of the last table: what it is, and a column for each.
struct Line {
  const char* what;
  std::string (*text)(const Needs&);
};

constexpr std::array<Line, 12> lines{{
    {"disk: people, their sessions", [](const Needs& n) { return bytes(n.disk.people); }},
    {"      meetings, who is in them", [](const Needs& n) { return bytes(n.disk.meetings); }},
    {"      what was told", [](const Needs& n) { return bytes(n.disk.notices); }},
    {"      who did what", [](const Needs& n) { return bytes(n.disk.lines); }},
    {"      what waits: reminders", [](const Needs& n) { return bytes(n.disk.waiting); }},
    {"      in all", [](const Needs& n) { return bytes(n.disk.all()); }},
    {"sockets", [](const Needs& n) { return whole(n.sockets); }},
    {"memory, program and sockets", [](const Needs& n) { return bytes(n.memory); }},
    {"at the peak: reads a second", [](const Needs& n) { return figure(n.reads_a_second); }},
    {"      durable writes a second", [](const Needs& n) { return figure(n.writes_a_second); }},
    {"      processors busy", [](const Needs& n) { return fmt::format("{:.2f}", n.cores); }},
    {"full hour: told in one second", [](const Needs& n) { return whole(n.told_in_a_second); }},
}};

struct Column {
  std::string title;
  Needs needs;
};

}  // namespace

std::string tables_text(const std::string& name, const db::FileSpace& file) {
  std::string out = fmt::format("{}\n\n{:<34}{:>14}{:>12}{:>12}{:>10}\n", name, "in the file",
                                "rows", "size", "bytes a row", "filled");
  for (const auto& tree : in_order(file)) out += table_line(tree);
  out += fmt::format("{:<34}{:>14}{:>12}\n", "in all", "", bytes(static_cast<double>(file.bytes)));
  if (file.free > 0) {
    out += fmt::format("{:<34}{:>14}{:>12}\n", "of this free, for what comes", "",
                       bytes(static_cast<double>(file.free)));
  }
  return out;
}

std::string averages_text(const Averages& averages, const invite::Usage* usage) {
  std::string out =
      usage == nullptr
          ? "There is too little in this database to take averages from (10 people, 1,000 "
            "meetings\n"
            "and 7 days are needed). These are of the generated organisation and the load that\n"
            "docs/capacity.md reckons with, not of this database:\n"
          : fmt::format(
                "{} people, {} of them signed in. New meetings are those of the {} days "
                "before the last one\nwas made, without imported ones.\n",
                whole(usage->people), whole(usage->signed_in), figure(usage->days));
  const auto line = [&](const char* what, double number) {
    out += fmt::format("  {:<44}{:>14}\n", what, figure(number));
  };
  line("meetings a person", averages.meetings);
  line("people in a meeting", averages.places);
  line("new meetings a day, of 1,000 people", averages.meetings_a_day * 1000);
  line("notices a day, of 1,000 people", averages.notices_a_day * 1000);
  line("bytes a person, with sessions", averages.person_bytes);
  line("bytes a meeting", averages.meeting_bytes);
  line("bytes a person in a meeting", averages.place_bytes);
  line("bytes a notice", averages.notice_bytes);
  line("bytes an entry in somebody's log", averages.entry_bytes);
  line("lines of the audit log a day, of 1,000 people", averages.lines_a_day * 1000);
  line("bytes a line of the audit log", averages.line_bytes);
  line("bytes that wait (reminders), a person", averages.waiting_bytes);
  return out;
}

std::string needs_text(const Averages& averages, std::int64_t people, std::int64_t users) {
  std::vector<Column> columns;
  if (people > 0) {
    const auto count = static_cast<double>(people);
    Needs now = needs_of(averages, count, 0);
    now.disk = disk_now(averages, count);
    columns.push_back({"now", now});
    columns.push_back({"in a year", needs_of(averages, count, year)});
  }
  columns.push_back(
      {whole(users) + " people, in a year", needs_of(averages, static_cast<double>(users), year)});
  std::string out = fmt::format("{:<32}", "needed");
  for (const auto& column : columns) out += fmt::format("  {:>14}", column.title);
  out += '\n';
  for (const auto& line : lines) {
    out += fmt::format("{:<32}", line.what);
    for (const auto& column : columns) {
      const auto width = std::max<std::size_t>(14, column.title.size());
      out += fmt::format("  {:>{}}", line.text(column.needs), width);
    }
    out += '\n';
  }
  return out;
}

}  // namespace kalends::app
