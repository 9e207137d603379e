#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

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
  explicit BoundedCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// What is kept under this key, where `good(value)` says that it is still of use.
  template <class Good>
  std::optional<Value> find(const Key& key, Good good) {
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(key);
    const bool found = place != places_.end() && good(place->second->value);
    ++(found ? figures_.hits : figures_.misses);
    if (!found) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, place->second);
    return place->second->value;
  }

  /// In the place of what was kept under this key, unless `better(value)` says that it is to stay.
  /// `bytes` is what key and value take.
  template <class Better>
  void keep(const Key& key, Value value, std::size_t bytes, Better better) {
    bytes += own_bytes;
    if (bytes > most_bytes_) return;
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(key);
    if (place != places_.end() && better(place->second->value)) return;
    if (place != places_.end()) forget(place->second);
    entries_.push_front({key, std::move(value), bytes});
    places_.emplace(key, entries_.begin());
    figures_.bytes += static_cast<std::int64_t>(bytes);
    while (static_cast<std::size_t>(figures_.bytes) > most_bytes_)
      forget(std::prev(entries_.end()));
  }

  CacheFigures figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
  }

 private:
  struct Entry {
    Key key;
    Value value;
    std::size_t bytes;
  };
  // What list and map take for an entry, with what the allocator adds to each of their pieces.
  static constexpr std::size_t own_bytes = 2 * sizeof(Entry) + 96;

  void forget(typename std::list<Entry>::iterator entry) {
    figures_.bytes -= static_cast<std::int64_t>(entry->bytes);
    places_.erase(entry->key);
    entries_.erase(entry);
  }

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> places_;
  CacheFigures figures_;
};

}  // namespace kalends
