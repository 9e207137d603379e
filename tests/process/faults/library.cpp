// Loaded before all others (LD_PRELOAD), it stands between SQLite and the system. FAULTS_PLAN names
// the file with what shall fail and how wrong the clock is, FAULTS_JOURNAL one that gets what was
// written, and what of it the disk has.
#include "journal.hpp"
#include "plan.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

namespace kalends::test::faults {
namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

File kind_of(std::string_view path) {
  if (path.ends_with(".db")) return File::database;
  if (path.ends_with("-wal")) return File::log;
  if (path.ends_with("-shm")) return File::index;
  return File::other;
}

/// Which descriptor is which file. Those of a database are made early, and so are small.
class Descriptors {
 public:
  void set(int descriptor, File file) {
    if (known(descriptor))
      kinds_[static_cast<std::size_t>(descriptor)] = static_cast<int>(file) + 1;
  }
  void forget(int descriptor) {
    if (known(descriptor)) kinds_[static_cast<std::size_t>(descriptor)] = 0;
  }
  File of(int descriptor) const {
    const int kind = known(descriptor) ? kinds_[static_cast<std::size_t>(descriptor)].load() : 0;
    return kind == 0 ? File::other : static_cast<File>(kind - 1);
  }

 private:
  static constexpr int most = 65'536;
  static bool known(int descriptor) { return descriptor >= 0 && descriptor < most; }
  std::array<std::atomic<int>, most> kinds_{};
};

Descriptors& descriptors() {
  static Descriptors all;
  return all;
}

Plan* read_plan() {
  static auto* const open_file = next<int(const char*, int, ...)>("open64");
  const char* path = std::getenv("FAULTS_PLAN");
  const int file = path == nullptr ? -1 : open_file(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return nullptr;
  void* memory = ::mmap(nullptr, sizeof(Plan), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<Plan*>(memory);
}

void sleep_for(int milliseconds) {
  timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000L};
  while (::nanosleep(&time, &time) != 0) {
  }
}

Plan* the_plan() {
  static Plan* const plan = read_plan();
  return plan;
}

std::int64_t clock_ahead() {
  const Plan* plan = the_plan();
  return plan == nullptr ? 0 : plan->clock_ahead.load();
}

/// The error that this call is to end with; 0 for none.
int fault(File file, Call call) {
  Plan* const plan = the_plan();
  if (plan == nullptr || file == File::other) return 0;
  Rule& rule = plan->rule(file, call);
  ++rule.called;
  if (const int delay = rule.delay; delay > 0) sleep_for(delay);
  const int error = rule.error;
  if (error == 0) return 0;
  if (rule.after > 0) {
    --rule.after;
    return 0;
  }
  if (rule.times == 0) return 0;
  if (rule.times != forever) --rule.times;
  ++rule.failed;
  return error;
}

int fail(int error) {
  errno = error;
  return -1;
}

/// Survives the program, which may be killed at any moment: the last entry may be a part of one.
class Journal {
 public:
  Journal() {
    static auto* const open_file = next<int(const char*, int, ...)>("open64");
    const char* path = std::getenv("FAULTS_JOURNAL");
    if (path != nullptr) file_ = open_file(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }

  std::uint64_t place() {
    const std::lock_guard lock(mutex_);
    return place_;
  }

  void add(Event event, File file, std::uint64_t at, const void* data = nullptr,
           std::size_t size = 0) {
    const bool kept = file == File::database || file == File::log;
    if (file_ < 0 || !kept) return;
    Entry entry{event, static_cast<std::uint32_t>(file), at, size};
    const iovec parts[] = {{&entry, sizeof entry}, {const_cast<void*>(data), size}};
    const int before = errno;
    const std::lock_guard lock(mutex_);
    if (::writev(file_, parts, 2) != static_cast<ssize_t>(sizeof entry + size)) std::abort();
    place_ += sizeof entry + size;
    errno = before;
  }

 private:
  int file_ = -1;
  std::mutex mutex_;
  std::uint64_t place_ = 0;
};

Journal& journal() {
  static Journal one;
  return one;
}

int synced(int descriptor, int (*sync)(int)) {
  const File file = descriptors().of(descriptor);
  const std::uint64_t before = journal().place();
  if (const int error = fault(file, Call::sync)) {
    // As Linux does it: told once, and then it looks stored.
    journal().add(Event::lost, file, before);
    return fail(error);
  }
  const int result = sync(descriptor);
  if (result == 0) journal().add(Event::synced, file, before);
  return result;
}

}  // namespace
}  // namespace kalends::test::faults

using namespace kalends::test::faults;

extern "C" {

int open64(const char* path, int flags, ...) {
  static auto* const real = next<int(const char*, int, ...)>("open64");
  __builtin_va_list more;
  __builtin_va_start(more, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? __builtin_va_arg(more, mode_t) : 0;
  __builtin_va_end(more);
  const File file = kind_of(path);
  if (const int error = fault(file, Call::open)) return fail(error);
  const int descriptor = real(path, flags, mode);
  if (file != File::other) descriptors().set(descriptor, file);
  return descriptor;
}

int close(int descriptor) {
  static auto* const real = next<int(int)>("close");
  descriptors().forget(descriptor);
  return real(descriptor);
}

ssize_t pread64(int descriptor, void* data, size_t size, off64_t at) {
  static auto* const real = next<ssize_t(int, void*, size_t, off64_t)>("pread64");
  if (const int error = fault(descriptors().of(descriptor), Call::read)) return fail(error);
  return real(descriptor, data, size, at);
}

ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t at) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  const File file = descriptors().of(descriptor);
  if (const int error = fault(file, Call::write)) return fail(error);
  const ssize_t done = real(descriptor, data, size, at);
  if (done > 0) {
    journal().add(Event::wrote, file, static_cast<std::uint64_t>(at), data,
                  static_cast<std::size_t>(done));
  }
  return done;
}

int ftruncate64(int descriptor, off64_t size) noexcept {
  static auto* const real = next<int(int, off64_t)>("ftruncate64");
  const File file = descriptors().of(descriptor);
  if (const int error = fault(file, Call::truncate)) return fail(error);
  const int result = real(descriptor, size);
  if (result == 0) journal().add(Event::truncated, file, static_cast<std::uint64_t>(size));
  return result;
}

int unlink(const char* path) noexcept {
  static auto* const real = next<int(const char*)>("unlink");
  const int result = real(path);
  if (result == 0) journal().add(Event::removed, kind_of(path), 0);
  return result;
}

// Only the wall clock: what measures how long something takes goes on as it does when somebody sets
// the clock.
int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static auto* const real = next<int(clockid_t, timespec*)>("clock_gettime");
  const int result = real(clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += clock_ahead();
  return result;
}

int gettimeofday(timeval* time, void* zone) noexcept {
  static auto* const real = next<int(timeval*, void*)>("gettimeofday");
  const int result = real(time, zone);
  if (result == 0) time->tv_sec += clock_ahead();
  return result;
}

time_t time(time_t* where) noexcept {
  static auto* const real = next<time_t(time_t*)>("time");
  const time_t now = real(nullptr) + clock_ahead();
  if (where != nullptr) *where = now;
  return now;
}

int fdatasync(int descriptor) {
  static auto* const real = next<int(int)>("fdatasync");
  return synced(descriptor, real);
}

int fsync(int descriptor) {
  static auto* const real = next<int(int)>("fsync");
  return synced(descriptor, real);
}

}  // extern "C"
