#include "utf8.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include <kalends/ical/line_reader.hpp>

namespace kalends::ical {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Where the next line end stands, or the end of the text.
std::size_t find_line_end(std::string_view text, std::size_t from) {
  const char* begin = text.data() + from;
  const void* lf = std::memchr(begin, '\n', text.size() - from);
  const std::size_t end =
      lf == nullptr ? text.size()
                    : static_cast<std::size_t>(static_cast<const char*>(lf) - text.data());
  const void* cr = std::memchr(begin, '\r', end - from);
  return cr == nullptr ? end : static_cast<std::size_t>(static_cast<const char*>(cr) - text.data());
}

}  // namespace

void LineReader::feed(std::string_view bytes) {
  fed_.erase(0, at_);
  at_ = 0;
  fed_ += bytes;
}

std::optional<Line> LineReader::next(Remarks& remarks) {
  while (at_ < fed_.size()) {
    if (!line_ended_) {
      read_segment();
      continue;
    }
    if (!read_line_end()) continue;
    if (auto line = take_line(remarks)) return line;
  }
  return finished_ ? take_line(remarks) : std::nullopt;
}

/// With a byte after a line end in sight: whether that was the end of the content line too.
bool LineReader::read_line_end() {
  const bool is_rest = after_cr_ && fed_[at_] == '\n';
  after_cr_ = false;
  if (is_rest) {
    ++at_;
    return false;
  }
  line_ended_ = false;
  const bool folded = fed_[at_] == ' ' || fed_[at_] == '\t';
  if (folded) ++at_;
  return !folded;
}

void LineReader::read_segment() {
  const std::size_t end = find_line_end(fed_, at_);
  too_long_ = too_long_ || line_.size() + (end - at_) > longest_line;
  if (too_long_) {
    line_.clear();
  } else {
    line_.append(fed_, at_, end - at_);
  }
  at_ = end;
  if (end == fed_.size()) return;
  after_cr_ = fed_[end] == '\r';
  line_ended_ = true;
  ++number_;
  ++at_;
}

std::optional<Line> LineReader::take_line(Remarks& remarks) {
  Line line{std::exchange(line_number_, number_), {}};
  line.text.swap(line_);
  if (std::exchange(too_long_, false)) {
    remarks.left_out(line.number, fmt::format("the line is longer than {} bytes", longest_line));
    return std::nullopt;
  }
  // Not only at the beginning: files are put together of several.
  if (line.text.starts_with(byte_order_mark)) line.text.erase(0, byte_order_mark.size());
  const TextRepair repair = make_readable(line.text, false);
  if (repair.encoding) remarks.repaired(line.number, "not UTF-8: read as Windows-1252");
  if (repair.controls) remarks.repaired(line.number, "control characters were left out");
  if (line.text.empty()) return std::nullopt;
  return line;
}

}  // namespace kalends::ical
