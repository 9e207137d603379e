#pragma once

#include "changed.hpp"

#include <kalends/invite/occurrence.hpp>

namespace kalends::invite {

/// True when nothing of the series is before this occurrence.
bool starts_series(const Meant& meant);

/// Lets exceptions and answers of single occurrences follow a series that changes: they move with
/// its start, answers go when all are asked anew, and what the new rule does not give any more goes
/// too. Corrects the meeting's extent.
void carry_exceptions(db::Transaction& transaction, const calendar::Meeting& before,
                      Changed& change);

/// Keeps what is wanted of one occurrence as its exception, and tells. `conflict` when that one is
/// cancelled, `invalid` for what only a series can have.
Result<calendar::Meeting> change_one(db::Transaction& transaction, Tools& tools, const Part& part,
                                     const Meant& meant, const Change& wanted);

/// Takes from the exception of an occurrence what is wanted of it and of others alike: it is to be
/// as the series will be.
void conform(db::Transaction& transaction, MeetingId meeting, const Meant& meant,
             const Change& wanted);

/// Cancels one occurrence, and tells.
void cancel_one(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant);

/// Ends the series before the occurrence, and tells; the occurrence and all behind it are gone.
void cut_series(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant);

/// Ends the series before the occurrence, and makes a new one of the rest, with its people, their
/// answers, its exceptions and its files. The organizer's part in that. `by`: who does it, for the
/// audit log.
Part split_series(db::Transaction& transaction, Tools& tools, const Part& part, const Meant& meant,
                  UserId by);

}  // namespace kalends::invite
