#include "figures.hpp"

namespace kalends::app {
namespace {

using api::counter;
using api::gauge;
using api::histogram;

std::int64_t number(auto value) { return static_cast<std::int64_t>(value); }

}  // namespace

void add_network(Figures& all, const net::Figures& net, std::size_t sockets_behind) {
  all.push_back(counter("requests_total", "Requests answered.", number(net.requests)));
  all.push_back(counter("requests_shed_total", "Of these, refused because too much was waiting.",
                        number(net.shed)));
  all.push_back(counter("connections_refused_total",
                        "Connections closed at once, as their address had enough.",
                        number(net.turned_away)));
  all.push_back(
      gauge("connections", "Connections open, WebSockets among them.", number(net.connections)));
  all.push_back(gauge("sockets", "WebSockets open.", number(net.sockets)));
  all.push_back(gauge("sockets_behind", "WebSockets with something to be told that waits.",
                      number(sockets_behind)));
}

void add_writer(Figures& all, db::WriterFigures writer) {
  all.push_back(counter("commits_total", "Commits of the writer.", writer.commits));
  all.push_back(counter("writes_total", "Writing jobs; several share a commit.", writer.jobs));
  all.push_back(counter("commit_failures_total", "Commits that failed.", writer.failures));
  all.push_back(gauge("writes_waiting", "Writing jobs that wait.", writer.waiting));
  all.push_back(gauge("log_pages", "Pages in the write-ahead log.", writer.log_pages));
  all.push_back(gauge("log_kept",
                      "Whether the log is only added to until a restart, as the disk failed.",
                      writer.log_kept ? 1 : 0));
  all.push_back(histogram("commit_writes", "Writing jobs that shared a commit.",
                          std::move(writer.batches), 1));
  all.push_back(histogram("commit_duration_seconds",
                          "How long a commit took, from its beginning until it was on the disk.",
                          std::move(writer.commit_times), 1e-6));
}

void add_reminders(Figures& all, const invite::ReminderFigures& said, std::size_t in_wheel) {
  all.push_back(counter("reminders_sent_total", "Reminders told, one a person.", said.sent.load()));
  all.push_back(
      counter("reminders_late_total", "Of these, told more than a minute late.", said.late.load()));
  all.push_back(counter("reminders_dropped_total", "Reminders of meetings that were over.",
                        said.dropped.load()));
  all.push_back(gauge("reminders_in_wheel", "Reminders due soon.", number(in_wheel)));
  all.push_back(histogram("reminder_lateness_seconds",
                          "How long after they fell due reminders were told, one a person.",
                          said.lateness.spread(), 1));
}

void add_cache(Figures& all, const std::string& name, const std::string& what,
               const CacheFigures& cache) {
  all.push_back(counter(name + "_hits_total",
                        "Of the " + what + " asked for, those ready in memory.", cache.hits));
  all.push_back(counter(name + "_misses_total",
                        "Of the " + what + " asked for, those that were read.", cache.misses));
  all.push_back(gauge(name + "_bytes", "Memory of the " + what + " that are ready.", cache.bytes));
}

void add_certificate(Figures& all, Instant ends, Instant now) {
  all.push_back(gauge("tls_certificate_expires_seconds",
                      "Until the certificate for TLS ends; below nothing when it has ended.",
                      number((ends - now).count())));
}

void add_backups(Figures& all, const BackupSchedule& backups) {
  all.push_back(counter("backup_failures_total", "Backups that the server could not make.",
                        backups.failures()));
  const auto age = backups.age();
  if (!age) return;
  all.push_back(gauge("last_backup_age_seconds", "Age of the newest backup that was found good.",
                      number(age->count())));
}

}  // namespace kalends::app
