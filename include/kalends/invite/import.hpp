#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <kalends/ical/remark.hpp>
#include <kalends/invite/tools.hpp>
#include <kalends/user/user.hpp>

namespace kalends::invite {

enum class ImportOutcome { taken, updated, unchanged, left_out };

std::string_view word(ImportOutcome outcome);

/// What became of a part of the text that there is something to say about.
struct ImportEntry {
  std::size_t line = 0;  // where it begins, from 1
  std::string uid;       // "" for what is no event
  std::string title;
  ImportOutcome outcome = ImportOutcome::taken;
  std::vector<ical::Remark> remarks;
};

struct ImportReport {
  static constexpr std::size_t most_entries = 1000;

  // Events, a series with its changed occurrences being one.
  std::size_t taken = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t repaired = 0;  // of these three
  std::size_t left_out = 0;  // components and lines of all kinds
  std::vector<ImportEntry> entries;
  std::size_t not_shown = 0;  // entries there was no room for
};

/// Moves a calendar in (RFC 5545), as its text comes, into the calendar of one person, who becomes
/// the organizer of the copy; other people that the text names are told nothing. What cannot be
/// taken is left out, and the rest goes on.
///
/// Events are stored in batches, each event whole; between them others write. What came before
/// under the same UID is updated. Holds what belongs together until it is complete, in bounded
/// memory. One thread; throws what the database throws, and then what was reported is stored.
class Import {
 public:
  enum class Mode {
    real,
    trial,  // the same, and nothing is stored
  };

  /// `by`: who does it, perhaps `user::machine`.
  Import(db::Database& database, Tools& tools, user::User person, Mode mode, UserId by);
  ~Import();

  void feed(std::string_view bytes);
  /// There is no more. To be called once.
  void finish();

  const ImportReport& report() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace kalends::invite
