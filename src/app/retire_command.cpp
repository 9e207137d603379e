#include "commands.hpp"
#include "desk.hpp"
#include "fail.hpp"

#include <chrono>
#include <cstdio>
#include <span>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include <kalends/invite/retire.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/retirement.hpp>

namespace kalends::app {
namespace {

using invite::Ahead;
using invite::Fate;
using invite::Retirement;

constexpr std::size_t most_in_a_commit = 20;
// A server beside may have let a request in before it learned of it, which takes it a second.
constexpr std::chrono::seconds until_servers_know{2};

user::User person_who_leaves(db::Connection& db, const std::string& email) {
  if (auto person = user::find_user_by_email(db, email)) return std::move(*person);
  if (auto person = user::find_retiring(db, email)) return std::move(*person);
  refuse("nobody has registered with " + email);
}

Retirement retirement_of(const UserRetire& command, db::Connection& db) {
  Retirement out{person_who_leaves(db, command.email), {}, command.all};
  const auto to = user::find_user_by_email(db, command.to);
  if (!to) refuse("--to: nobody has registered with " + command.to);
  if (to->id == out.from.id) refuse("--to: somebody else must take over");
  out.to = *to;
  const bool alone = out.from.administrator && !user::has_other_administrator(db, out.from.id);
  if (alone && !command.administrator) {
    refuse(fmt::format("{} is the only administrator; with --administrator, {} becomes one",
                       out.from.email, out.to.email));
  }
  return out;
}

std::string_view word(Fate fate) {
  switch (fate) {
    case Fate::handed_over:
      return "handed over";
    case Fate::left:
      return "taken off";
    case Fate::kept:
      break;
  }
  return "kept";
}

void print(const Ahead& each) {
  fmt::print("{}\t{}\t{}\t{}{}\n", word(each.fate), text(each.meeting), start_text(each.time),
             each.title, each.series ? " (and what follows)" : "");
}

struct Counts {
  std::size_t handed_over = 0;
  std::size_t left = 0;
  std::size_t kept = 0;

  void add(Fate fate) {
    if (fate == Fate::handed_over) ++handed_over;
    if (fate == Fate::left) ++left;
    if (fate == Fate::kept) ++kept;
  }
  std::size_t changed() const { return handed_over + left; }
};

void show_progress(std::size_t done, std::size_t all) {
  if (::isatty(STDERR_FILENO) != 1) return;
  fmt::print(stderr, "\r{} of {} meetings{}", done, all, done < all ? "" : "\n");
}

void begin(Desk& desk, const Retirement& retirement, bool administrator) {
  desk.database
      .write([&](db::Transaction& transaction) -> Result<bool> {
        const auto now = desk.clock.now();
        user::begin_retirement(transaction, retirement.from.id, now);
        if (!retirement.from.retired) {
          user::record(
              transaction, desk.ids,
              {.act = user::Act::retired, .by = user::machine, .whom = retirement.from.id});
        }
        if (!administrator || retirement.to.administrator) return true;
        user::make_administrator(transaction, retirement.to.id);
        user::record(
            transaction, desk.ids,
            {.act = user::Act::administrator_made, .by = user::machine, .whom = retirement.to.id});
        return true;
      })
      .value();
}

/// A few meetings, in one commit.
Counts settle_some(Desk& desk, const Retirement& retirement, std::span<const Ahead> some) {
  return desk.database
      .write([&](db::Transaction& transaction) -> Result<Counts> {
        Counts counts;
        for (const Ahead& each : some) {
          const auto fate = invite::settle(transaction, desk.tools, retirement, each.meeting);
          if (fate) counts.add(*fate);
        }
        return counts;
      })
      .value();
}

/// Everything that is there now.
Counts settle_all(Desk& desk, const Retirement& retirement) {
  const auto ahead = invite::find_ahead(*desk.database.open_reader(), retirement, desk.clock.now());
  Counts counts;
  for (std::span<const Ahead> rest(ahead); !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), most_in_a_commit));
    rest = rest.subspan(some.size());
    const Counts done = settle_some(desk, retirement, some);
    counts.handed_over += done.handed_over;
    counts.left += done.left;
    counts.kept += done.kept;
    show_progress(ahead.size() - rest.size(), ahead.size());
  }
  return counts;
}

void finish(Desk& desk, const Retirement& retirement) {
  desk.database
      .write([&](db::Transaction& transaction) -> Result<bool> {
        // Again: what a request that was on its way has opened, ends as well.
        user::begin_retirement(transaction, retirement.from.id, desk.clock.now());
        user::finish_retirement(transaction, retirement.from.id);
        return true;
      })
      .value();
}

int show(Desk& desk, const Retirement& retirement) {
  Counts counts;
  for (const Ahead& each :
       invite::find_ahead(*desk.database.open_reader(), retirement, desk.clock.now())) {
    print(each);
    counts.add(each.fate);
  }
  fmt::print("{} would be handed over, {} taken off, {} kept; nothing was stored\n",
             counts.handed_over, counts.left, counts.kept);
  return 0;
}

}  // namespace

int run(const UserRetire& command) {
  Desk desk(command.config);
  const auto retirement = retirement_of(command, *desk.database.open_reader());
  if (command.dry_run) return show(desk, retirement);
  begin(desk, retirement, command.administrator);
  const auto known = std::chrono::steady_clock::now() + until_servers_know;
  Counts all = settle_all(desk, retirement);
  std::this_thread::sleep_until(known);
  const Counts late = settle_all(desk, retirement);
  finish(desk, retirement);
  fmt::print("{} has retired: {} handed over to {}, {} taken off, {} kept\n", retirement.from.email,
             all.handed_over + late.handed_over, retirement.to.email, all.left + late.left,
             late.kept);
  return 0;
}

}  // namespace kalends::app
