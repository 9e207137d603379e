#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>

namespace kalends::db {

/// What rows are about, for those who keep in memory what they read of them. Each floor names its
/// own subjects.
struct Subject {
  std::uint64_t key = 0;
};

/// Everything there is.
inline constexpr Subject everything{0};

/// The n-th kind of subject that this id has. Different ids, and different kinds of one, are
/// different subjects.
constexpr Subject subject(std::int64_t id, unsigned kind) {
  return {(static_cast<std::uint64_t>(id) * 4 + kind + 1) * 0x9e3779b97f4a7c15};
}

/// A place in the order of commits.
using Moment = std::int64_t;

/// When what is stored about something last changed.
///
/// What is read of the database may be kept in memory with the moment that was `now()` before the
/// first look, and shown again as long as none of its subjects has `changed_since`: commits are
/// noted here before anybody is told of them, so whoever has the answer to a change finds it noted.
/// Takes the same memory however many subjects there are. Any thread.
class Changes {
 public:
  Moment now() const { return now_.load(std::memory_order_acquire); }

  /// False only when nothing did. Two subjects may share a place: then one is thought to have
  /// changed with the other, which costs a look at the database.
  bool changed_since(Moment moment, Subject subject) const {
    return all_.load(std::memory_order_acquire) > moment ||
           place(subject).load(std::memory_order_acquire) > moment;
  }

  /// To be called once a commit is there for all to read. The writer's thread.
  void note(std::span<const Subject> subjects) {
    if (subjects.empty()) return;
    const Moment moment = now_.load(std::memory_order_relaxed) + 1;
    // First, so that whoever stamps something with this moment reads what was committed.
    now_.store(moment, std::memory_order_release);
    for (const Subject each : subjects) {
      (each.key == everything.key ? all_ : place(each)).store(moment, std::memory_order_release);
    }
  }

 private:
  static constexpr unsigned bits = 17;
  using Place = std::atomic<Moment>;

  Place& place(Subject subject) { return places_[subject.key >> (64 - bits)]; }
  const Place& place(Subject subject) const { return places_[subject.key >> (64 - bits)]; }

  Place now_ = 0;
  Place all_ = 0;
  std::array<Place, std::size_t{1} << bits> places_{};
};

}  // namespace kalends::db
