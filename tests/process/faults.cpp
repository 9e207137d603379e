#include "faults.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace kalends::test {
namespace {

/// The library comes before that of the AddressSanitizer, which does not mind: it only wants to
/// know that this is meant. Its own functions are called behind ours.
std::string sanitizer_options() {
  const char* given = std::getenv("ASAN_OPTIONS");
  return std::string(given == nullptr ? "" : given) + ":verify_asan_link_order=0";
}

template <class Each>
void each_rule(faults::Plan& plan, Each each) {
  for (auto& of_file : plan.rules) {
    for (faults::Rule& rule : of_file) each(rule);
  }
}

}  // namespace

Faults::Faults() {
  const int file = ::open(directory_.file("plan").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || ::ftruncate(file, sizeof(faults::Plan)) != 0) {
    throw std::system_error(errno, std::generic_category(), "plan of faults");
  }
  void* memory = ::mmap(nullptr, sizeof(faults::Plan), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  plan_ = static_cast<faults::Plan*>(memory);
}

Faults::~Faults() { ::munmap(plan_, sizeof(faults::Plan)); }

std::map<std::string, std::string> Faults::environment(const std::string& journal) const {
  std::map<std::string, std::string> all = {{"LD_PRELOAD", KALENDS_FAULTS},
                                            {"FAULTS_PLAN", directory_.file("plan")},
                                            {"ASAN_OPTIONS", sanitizer_options()}};
  if (!journal.empty()) all["FAULTS_JOURNAL"] = journal;
  return all;
}

void Faults::fail(File file, Call call, int error, int times, int after) {
  faults::Rule& rule = plan_->rule(file, call);
  rule.error = 0;
  rule.after = after;
  rule.times = times;
  rule.error = error;
}

void Faults::slow(File file, Call call, std::chrono::milliseconds each) {
  plan_->rule(file, call).delay = static_cast<int>(each.count());
}

void Faults::set_clock(Instant at) { plan_->clock_ahead = (at - SystemClock().now()).count(); }

Instant Faults::clock() const {
  return SystemClock().now() + std::chrono::seconds(plan_->clock_ahead.load());
}

void Faults::heal() {
  each_rule(*plan_, [](faults::Rule& rule) { rule.error = rule.delay = 0; });
}

int Faults::failed() const {
  int all = 0;
  each_rule(*plan_, [&](const faults::Rule& rule) { all += rule.failed; });
  return all;
}

}  // namespace kalends::test
