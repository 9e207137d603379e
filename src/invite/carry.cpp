#include "change_series.hpp"

#include <algorithm>

namespace kalends::invite {
namespace {

using calendar::Exception;
using calendar::OccurrenceAnswer;
using calendar::Series;

/// Only what is still an occurrence.
template <class T>
void keep_occurrences(std::vector<T>& list, const Series& series) {
  const auto gone = [&](const T& each) { return !series.find(each.original); };
  list.erase(std::remove_if(list.begin(), list.end(), gone), list.end());
}

/// Nobody but the organizer has answered to any occurrence, changed or not.
void ask_anew(std::vector<Exception>& exceptions, std::vector<OccurrenceAnswer>& answers,
              UserId organizer) {
  const auto of_others = [&](const OccurrenceAnswer& each) { return each.user != organizer; };
  answers.erase(std::remove_if(answers.begin(), answers.end(), of_others), answers.end());
  for (Exception& exception : exceptions) exception.asked_anew = false;
}

}  // namespace

void carry_exceptions(db::Transaction& transaction, const calendar::Meeting& before,
                      Changed& change) {
  const MeetingId id = before.id;
  std::vector<Exception> exceptions;
  if (before.repetition) {
    exceptions = calendar::load_series(transaction.db(), before).exceptions();
  }
  std::vector<OccurrenceAnswer> answers = calendar::find_answers(transaction.db(), id);
  calendar::delete_exceptions(transaction, id);
  calendar::delete_answers(transaction, id);
  if (!change.meeting.repetition) return;
  if (change.asks_anew()) ask_anew(exceptions, answers, before.organizer);
  const auto shift = change.meeting.time.start_local - before.time.start_local;
  for (Exception& exception : exceptions) exception.original += shift;
  for (OccurrenceAnswer& answer : answers) answer.original += shift;
  const Series bare(change.meeting, {});
  keep_occurrences(exceptions, bare);
  keep_occurrences(answers, bare);
  for (const Exception& exception : exceptions) {
    calendar::put_exception(transaction, id, exception);
  }
  for (const OccurrenceAnswer& answer : answers) calendar::put_answer(transaction, id, answer);
  change.meeting.repetition->extent = Series(change.meeting, std::move(exceptions)).extent();
}

}  // namespace kalends::invite
