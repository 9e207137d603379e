#include "disk.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace kalends::test {
namespace {

using faults::Entry;
using faults::Event;

constexpr std::uint64_t sector = 512;
constexpr std::int64_t earlier = -1;
constexpr double all = 1;
constexpr double chances[] = {0, 0.1, 0.5, 0.9, all};

std::string name_of(const std::string& database, std::size_t file) {
  return file == 0 ? database : database + "-wal";
}

std::string content_of(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

void put(std::string& content, std::uint64_t at, std::string_view data) {
  if (content.size() < at + data.size()) content.resize(at + data.size());
  std::copy(data.begin(), data.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

Disk::Disk(const std::string& database, std::uint64_t seed) : dice_(seed) {
  for (std::size_t file = 0; file < stored_.size(); ++file) {
    stored_[file] = content_of(name_of(database, file));
  }
}

void Disk::play(const std::string& journal) {
  for (Pending& each : pending_) each.place = earlier;
  const std::string entries = content_of(journal);
  std::size_t place = 0;
  while (place + sizeof(Entry) <= entries.size()) {
    Entry entry{};
    std::copy_n(entries.data() + place, sizeof entry, reinterpret_cast<char*>(&entry));
    const std::uint64_t begin = place + sizeof entry;
    if (begin + entry.size > entries.size()) return;  // the program was killed in it
    note(entry, static_cast<std::int64_t>(place),
         std::string_view(entries).substr(begin, entry.size));
    place = begin + entry.size;
  }
}

void Disk::note(const Entry& entry, std::int64_t place, std::string_view data) {
  const std::size_t file = entry.file;
  const auto before = static_cast<std::int64_t>(entry.at);
  switch (entry.event) {
    case Event::wrote:
    case Event::truncated:
      pending_.push_back({file, place, entry.event, entry.at, std::string(data)});
      return;
    case Event::removed:
      std::erase_if(pending_, [&](const Pending& each) { return each.file == file; });
      stored_.at(file).clear();
      return;
    case Event::synced:
      return settle(file, before, all);
    case Event::lost:
      return settle(file, before, std::uniform_real_distribution<>()(dice_));
  }
  throw std::runtime_error("no such entry in a journal of faults");
}

/// What stands before that place of the journal gets to the disk, or never will any more.
void Disk::settle(std::size_t file, std::int64_t before, double chance) {
  const auto touched = [&](const Pending& each) {
    return each.file == file && each.place < before;
  };
  for (const Pending& each : pending_) {
    if (touched(each)) apply(each, chance);
  }
  std::erase_if(pending_, touched);
}

void Disk::apply(const Pending& what, double chance) {
  std::bernoulli_distribution written(chance);
  std::string& content = stored_.at(what.file);
  if (what.event == Event::truncated) {
    if (written(dice_)) content.resize(what.at);
    return;
  }
  const std::uint64_t end = what.at + what.data.size();
  for (std::uint64_t at = what.at; at < end;) {
    const std::uint64_t next = std::min(end, (at / sector + 1) * sector);
    if (written(dice_))
      put(content, at, std::string_view(what.data).substr(at - what.at, next - at));
    at = next;
  }
}

void Disk::cut_power() {
  const double chance = chances[dice_() % std::size(chances)];
  for (const Pending& each : pending_) apply(each, chance);
  pending_.clear();
}

void Disk::save(const std::string& database) const {
  for (std::size_t file = 0; file < stored_.size(); ++file) {
    std::ofstream(name_of(database, file), std::ios::binary) << stored_[file];
  }
}

}  // namespace kalends::test
