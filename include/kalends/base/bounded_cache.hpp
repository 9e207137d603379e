#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index_container.hpp>

namespace kalends {

struct CacheFigures {
  std::int64_t hits = 0;
  std::int64_t misses = 0;
  std::int64_t bytes = 0;

  CacheFigures& operator+=(const CacheFigures& more) {
    hits += more.hits;
    misses += more.misses;
    bytes += more.bytes;
    return *this;
  }
};

/// Values kept under their keys until all together take more than a bound; those that nobody asked
/// for longest go first. Values are handed out as copies, so they are mostly shared pointers. Any
/// thread.
template <class Key, class Value, class Hash = std::hash<Key>>
class BoundedCache {
 public:
  /// In so many parts, each with its share of the bound, that threads do not wait for each other.
  explicit BoundedCache(std::size_t most_bytes, std::size_t parts = 1)
      : most_bytes_(most_bytes / parts), parts_(parts) {}

  /// What is kept under this key, where `good(value)` says that it is still of use.
  template <class Good>
  std::optional<Value> find(const Key& key, Good good) {
    Part& part = part_of(key);
    const std::lock_guard lock(part.mutex);
    auto& by_key = part.entries.template get<ByKey>();
    const auto entry = by_key.find(key);
    const bool found = entry != by_key.end() && good(entry->value);
    ++(found ? part.figures.hits : part.figures.misses);
    if (!found) return std::nullopt;
    part.entries.relocate(part.entries.begin(), part.entries.template project<ByAge>(entry));
    return entry->value;
  }

  /// In the place of what was kept under this key, unless `better(value)` says that it is to stay.
  /// `bytes` is what key and value take.
  template <class Better>
  void keep(const Key& key, Value value, std::size_t bytes, Better better) {
    bytes += own_bytes;
    if (bytes > most_bytes_) return;
    Part& part = part_of(key);
    const std::lock_guard lock(part.mutex);
    auto& by_key = part.entries.template get<ByKey>();
    const auto old = by_key.find(key);
    if (old != by_key.end()) {
      if (better(old->value)) return;
      part.forget(part.entries.template project<ByAge>(old));
    }
    part.entries.push_front({key, std::move(value), bytes});
    part.figures.bytes += static_cast<std::int64_t>(bytes);
    while (static_cast<std::size_t>(part.figures.bytes) > most_bytes_) {
      part.forget(std::prev(part.entries.end()));
    }
  }

  CacheFigures figures() const {
    CacheFigures sum;
    for (const Part& part : parts_) {
      const std::lock_guard lock(part.mutex);
      sum += part.figures;
    }
    return sum;
  }

 private:
  struct Entry {
    Key key;
    Value value;
    std::size_t bytes;
  };
  struct ByAge {};  // the latest first
  struct ByKey {};
  // One piece of memory an entry: what is found lies where the search for it ends.
  using Entries = boost::multi_index_container<
      Entry, boost::multi_index::indexed_by<
                 boost::multi_index::sequenced<boost::multi_index::tag<ByAge>>,
                 boost::multi_index::hashed_unique<
                     boost::multi_index::tag<ByKey>,
                     boost::multi_index::member<Entry, Key, &Entry::key>, Hash>>>;
  // What is linked with an entry, its bucket, and what the allocator adds.
  static constexpr std::size_t own_bytes = sizeof(Entry) + 64;

  struct Part {
    void forget(typename Entries::iterator entry) {
      figures.bytes -= static_cast<std::int64_t>(entry->bytes);
      entries.erase(entry);
    }

    mutable std::mutex mutex;
    Entries entries;
    CacheFigures figures;
  };

  Part& part_of(const Key& key) {
    // The map within a part takes the lower bits.
    return parts_[(Hash()(key) * 0x9e3779b97f4a7c15 >> 32U) % parts_.size()];
  }

  const std::size_t most_bytes_;  // of each part
  std::vector<Part> parts_;
};

}  // namespace kalends
