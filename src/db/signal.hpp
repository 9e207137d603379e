#pragma once

#include <semaphore.h>

namespace kalends::db {

/// Set once, and waited for by one thread, which may destroy it as soon as it wakes. Instead of the
/// standard's semaphore, which gives up its turn on the processor four times before it sleeps.
class Signal {
 public:
  Signal() { sem_init(&semaphore_, 0, 0); }
  ~Signal() { sem_destroy(&semaphore_); }
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  void set() { sem_post(&semaphore_); }
  void wait() {
    while (sem_wait(&semaphore_) != 0) {
    }
  }

 private:
  sem_t semaphore_;
};

}  // namespace kalends::db
