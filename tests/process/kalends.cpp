#include "kalends.hpp"

#include <stdexcept>

namespace kalends::test {
namespace {

Words serve(const std::string& database, const Words& more) {
  Words words = {"serve",       "--database",          database, "--listen",
                 "127.0.0.1:0", "--registration-mode", "open",   "--password-memory-kib",
                 "8",           "--password-passes",   "1"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

Outcome kalends(const Words& arguments, const Process::Options& options) {
  return Process(KALENDS_BINARY, arguments, options).wait();
}

std::uint16_t port_in(const std::string& line, const std::string& scheme) {
  const std::string begin = "listening on " + scheme + "://127.0.0.1:";
  if (!line.starts_with(begin)) throw std::runtime_error("not where it listens: " + line);
  return static_cast<std::uint16_t>(std::stoul(line.substr(begin.size())));
}

KalendsServer::KalendsServer(const std::string& database, const Words& more,
                             const Process::Options& options)
    : process_(KALENDS_BINARY, serve(database, more), options), port_(port_in(process_.line())) {}

}  // namespace kalends::test
