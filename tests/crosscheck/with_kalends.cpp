// Answers for Kalends: see crosscheck.py for what is asked and how it is answered.
#include "question.hpp"

#include <kalends/base/time.hpp>
#include <kalends/calendar/recurrence.hpp>

using namespace kalends;
using namespace kalends::calendar;

namespace {

std::string text_of(const std::vector<LocalTime>& starts) {
  std::string out;
  for (const LocalTime start : starts) {
    if (!out.empty()) out += ' ';
    out += format_time(start, std::chrono::seconds{0}).substr(0, 19);
  }
  return out;
}

std::string answer(const crosscheck::Question& question) {
  const auto rule = parse_rule(question.rule);
  if (!rule) return "refused: " + rule.error().fields.at(0).message;
  const auto time = [](const std::string& text) { return parse_time(text).value().local; };
  const LocalTime first = time(question.first);
  if (const auto fault = fault_in(*rule, first, Zone::utc())) return "refused: " + *fault;
  const Recurrence recurrence(*rule, first, Zone::utc());
  const auto near = recurrence.starts(first, time(question.near_end), question.most);
  const auto far = recurrence.starts(time(question.far), time(question.far_end), question.most);
  return text_of(near) + "|" + text_of(far);
}

}  // namespace

int main() { return crosscheck::answer_all(answer); }
