#include "commands.hpp"
#include "desk.hpp"
#include "fail.hpp"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include <kalends/calendar/calendar_text.hpp>
#include <kalends/invite/import.hpp>
#include <kalends/user/audit.hpp>

namespace kalends::app {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t piece = 256 << 10;
constexpr std::chrono::milliseconds between_words{500};

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin && file != stdout) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File open_file(const std::string& name, const char* mode) {
  File file(std::fopen(name.c_str(), mode));
  if (!file) fail_on(name);
  return file;
}

user::User person_with(db::Connection& db, const std::string& email) {
  auto person = user::find_user_by_email(db, email);
  if (!person) throw std::runtime_error("--user: nobody has registered with " + email);
  return std::move(*person);
}

/// Tells whoever waits at a terminal that it goes on.
class Progress {
 public:
  void at(std::size_t bytes, const invite::ImportReport& report) {
    if (!shown_ || steady_clock::now() - last_ < between_words) return;
    last_ = steady_clock::now();
    fmt::print(stderr, "\r{:.1f} MB read, {} events ", static_cast<double>(bytes) / 1e6,
               report.taken + report.updated + report.unchanged);
    std::fflush(stderr);
    said_ = true;
  }
  void end() const {
    if (said_) fmt::print(stderr, "\n");
  }

 private:
  bool shown_ = ::isatty(STDERR_FILENO) == 1;
  bool said_ = false;
  steady_clock::time_point last_ = steady_clock::now();
};

void read_all(const std::string& name, invite::Import& import) {
  const File file = name == "-" ? File(stdin) : open_file(name, "rb");
  Progress progress;
  std::vector<char> buffer(piece);
  std::size_t bytes = 0;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    import.feed({buffer.data(), size});
    bytes += size;
    progress.at(bytes, import.report());
  }
  progress.end();
  if (std::ferror(file.get()) != 0) fail_on(name);
  import.finish();
}

std::string entry_text(const invite::ImportEntry& entry) {
  const bool known = !entry.title.empty() || !entry.uid.empty();
  std::string out = fmt::format("line {}", entry.line);
  if (known) out += fmt::format(", {}", entry.title.empty() ? entry.uid : entry.title);
  if (entry.outcome == invite::ImportOutcome::left_out) out += ", left out";
  for (const ical::Remark& remark : entry.remarks) out += fmt::format("\n  {}", remark.text);
  return out;
}

void print(const invite::ImportReport& report, bool dry_run) {
  for (const invite::ImportEntry& entry : report.entries) fmt::print("{}\n", entry_text(entry));
  if (report.not_shown > 0) fmt::print("and {} more with remarks\n", report.not_shown);
  fmt::print("{} taken, {} updated, {} unchanged, {} of these repaired; {} left out{}\n",
             report.taken, report.updated, report.unchanged, report.repaired, report.left_out,
             dry_run ? "; nothing was stored" : "");
}

/// In a file without a name: as long as somebody reads the database, its log cannot begin anew, and
/// who takes the text may take it slowly.
File text_of_calendar(const ExportCalendar& command) {
  const db::Database database(command.config.database, db::MovesLog::no);
  const auto reader = database.open_reader();
  const db::Snapshot snapshot(*reader);
  const auto person = person_with(*reader, command.email);
  File file(std::tmpfile());
  if (!file) fail_on("a temporary file");
  calendar::write_calendar(*reader, person, [&](std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
    if (!whole) fail_on("a temporary file");
  });
  return file;
}

}  // namespace

int run(const ImportCalendar& command) {
  Desk desk(command.config);
  const auto person = person_with(*desk.database.open_reader(), command.email);
  using Mode = invite::Import::Mode;
  invite::Import import(desk.database, desk.tools, person,
                        command.dry_run ? Mode::trial : Mode::real, user::machine);
  read_all(command.file, import);
  print(import.report(), command.dry_run);
  return 0;
}

int run(const ExportCalendar& command) {
  const File text = text_of_calendar(command);
  const File out = command.file.empty() ? File(stdout) : open_file(command.file, "wb");
  std::rewind(text.get());
  std::vector<char> bytes(piece);
  while (const auto size = std::fread(bytes.data(), 1, bytes.size(), text.get())) {
    if (std::fwrite(bytes.data(), 1, size, out.get()) != size) fail_on(command.file);
  }
  if (std::fflush(out.get()) != 0) fail_on(command.file);
  return 0;
}

}  // namespace kalends::app
