#include <utility>

#include <kalends/ical/remark.hpp>

namespace kalends::ical {

void Remarks::repaired(std::size_t line, std::string text) {
  add({Remark::Kind::repaired, line, std::move(text)});
}

void Remarks::left_out(std::size_t line, std::string text) {
  add({Remark::Kind::left_out, line, std::move(text)});
}

std::vector<Remark> Remarks::take() { return std::exchange(list_, {}); }

void Remarks::add(Remark remark) {
  if (list_.size() < most) {
    list_.push_back(std::move(remark));
  } else {
    ++not_kept_;
  }
}

}  // namespace kalends::ical
