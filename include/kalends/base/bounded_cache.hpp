#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

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
    const auto place = part.places.find(key);
    const bool found = place != part.places.end() && good(place->second->value);
    ++(found ? part.figures.hits : part.figures.misses);
    if (!found) return std::nullopt;
    part.entries.splice(part.entries.begin(), part.entries, place->second);
    return place->second->value;
  }

  /// In the place of what was kept under this key, unless `better(value)` says that it is to stay.
  /// `bytes` is what key and value take.
  template <class Better>
  void keep(const Key& key, Value value, std::size_t bytes, Better better) {
    bytes += own_bytes;
    if (bytes > most_bytes_) return;
    Part& part = part_of(key);
    const std::lock_guard lock(part.mutex);
    const auto place = part.places.find(key);
    if (place != part.places.end() && better(place->second->value)) return;
    if (place != part.places.end()) part.forget(place->second);
    part.entries.push_front({key, std::move(value), bytes});
    part.places.emplace(key, part.entries.begin());
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
  // What list and map take for an entry, with what the allocator adds to each of their pieces.
  static constexpr std::size_t own_bytes = 2 * sizeof(Entry) + 96;

  struct Part {
    void forget(typename std::list<Entry>::iterator entry) {
      figures.bytes -= static_cast<std::int64_t>(entry->bytes);
      places.erase(entry->key);
      entries.erase(entry);
    }

    mutable std::mutex mutex;
    std::list<Entry> entries;  // the latest first
    std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> places;
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
