#pragma once

#include "deadlines.hpp"

#include <boost/intrusive/list.hpp>

namespace kalends::net {

/// An open connection, as its loop sees it: it can be late, and it can be asked to go. All of this
/// happens on the thread of the loop; a guest is in the list of its loop for as long as it lives.
class Guest : public Deadline,
              public boost::intrusive::list_base_hook<boost::intrusive::tag<class GuestList>> {
 public:
  Guest() = default;
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  /// Asks the guest to go as soon as manners allow.
  virtual void leave() = 0;
  /// Closes its socket now. Whatever waits on it ends with an error soon after.
  virtual void cut_off() = 0;
};

}  // namespace kalends::net
