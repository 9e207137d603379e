// Answers for libical: see crosscheck.py for what is asked and how it is answered.
#include "question.hpp"

#include <cstdint>
#include <cstdio>

#include <libical/ical.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using crosscheck::Question;

constexpr suseconds_t microseconds_a_question = 100'000;

/// `2026-06-01T10:00:00`, of which libical reads only the digits and the T.
icaltimetype time_of(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return icaltime_from_string(text.c_str());
}

std::string text_of(const icaltimetype& time) {
  char text[80];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", time.year, time.month, time.day,
                time.hour, time.minute, time.second);
  return text;
}

/// icaltime_compare looks at zones first, which takes longer than finding the next start.
std::int64_t key_of(const icaltimetype& time) {
  const std::int64_t day = (std::int64_t{time.year} * 12 + time.month) * 31 + time.day;
  return ((day * 24 + time.hour) * 60 + time.minute) * 60 + time.second;
}

/// Two windows, filled in the order of time.
struct Windows {
  explicit Windows(const Question& asked)
      : most(asked.most),
        near_end(key_of(time_of(asked.near_end))),
        far_begin(key_of(time_of(asked.far))),
        far_end(key_of(time_of(asked.far_end))) {}

  void add(const icaltimetype& time) {
    if (near_count < most && key_of(time) < near_end) {
      near += (near.empty() ? "" : " ") + text_of(time);
      ++near_count;
    }
    const bool in_far = key_of(time) >= far_begin && key_of(time) < far_end;
    if (in_far && far_count < most) {
      far += (far.empty() ? "" : " ") + text_of(time);
      ++far_count;
    }
  }
  bool wants_more(const icaltimetype& time) const {
    return far_count < most && key_of(time) < far_end;
  }

  std::size_t most;
  std::int64_t near_end;
  std::int64_t far_begin;
  std::int64_t far_end;
  std::string near;
  std::string far;
  std::size_t near_count = 0;
  std::size_t far_count = 0;
};

std::string answer(const Question& asked) {
  const icalrecurrencetype rule = icalrecurrencetype_from_string(asked.rule.c_str());
  if (rule.freq == ICAL_NO_RECURRENCE) return "refused";
  const icaltimetype first = time_of(asked.first);
  icalrecur_iterator* const iterator = icalrecur_iterator_new(rule, first);
  if (iterator == nullptr) return "refused";
  Windows windows(asked);
  // A start that the rule would not give is the first, and COUNT counts it.
  icaltimetype time = icalrecur_iterator_next(iterator);
  int given = 0;
  if (icaltime_is_null_time(time) || key_of(time) != key_of(first)) {
    windows.add(first);
    ++given;
  }
  while (!icaltime_is_null_time(time) && windows.wants_more(time) &&
         (rule.count == 0 || given < rule.count)) {
    windows.add(time);
    ++given;
    time = icalrecur_iterator_next(iterator);
  }
  icalrecur_iterator_free(iterator);
  return windows.near + "|" + windows.far;
}

/// libical has no bound of its own, so a child asks it, and is ended when its time is over.
void answer_in_child(const Question& asked) {
  std::cout.flush();
  const pid_t child = fork();
  if (child == 0) {
    const itimerval limit = {{0, 0}, {0, microseconds_a_question}};
    setitimer(ITIMER_PROF, &limit, nullptr);
    const std::string line = answer(asked) + "\n";
    const bool written = write(STDOUT_FILENO, line.data(), line.size()) == ssize_t(line.size());
    _exit(written ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) std::cout << "no answer in time\n";
}

}  // namespace

int main() {
  // What libical reads once is read here, not by every child.
  answer(crosscheck::read_question(
      "FREQ=DAILY\t2026-06-01T10:00:00\t2026-06-02T00:00:00\t2026-06-02T00:00:00\t"
      "2026-06-03T00:00:00\t1"));
  for (std::string line; std::getline(std::cin, line);) {
    answer_in_child(crosscheck::read_question(line));
  }
}
