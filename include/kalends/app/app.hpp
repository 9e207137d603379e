#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <kalends/api/api.hpp>
#include <kalends/app/config.hpp>
#include <kalends/base/clock.hpp>
#include <kalends/base/log.hpp>
#include <kalends/db/database.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/net/server.hpp>
#include <kalends/notification/hub.hpp>
#include <kalends/user/secret.hpp>

namespace kalends::app {

class BackupSchedule;
class CertificateWatch;

/// The one builder: makes everything bottom-up, in the order of its members, and owns it. There is
/// nothing global.
class App {
 public:
  /// Opens the database (and upgrades it). Throws what opening throws. The clock and the log must
  /// outlive it.
  App(const Config& config, const Clock& clock, Log& log);
  ~App();

  /// A request without a socket, as a handler answers it. One thread at a time.
  http::Response handle(http::Request request);

  /// What is done each second: saying what is due, and now and then forgetting what is old and
  /// looking for a new certificate. One
  /// thread at a time.
  void tick();

  /// Starts to listen, at the address of the configuration; clients wait until `serve`. Throws
  /// std::system_error.
  net::Server& listen();
  /// Serves, and makes backups, until the server is stopped and has drained.
  void serve();

  /// Whether TLS is spoken, so that there is a certificate to renew.
  bool speaks_tls() const { return certificate_ != nullptr; }
  /// Reads the certificate again, where there is one. After `listen`; any thread.
  void renew_certificate();

  db::Database& database() { return database_; }
  IdSource& ids() { return ids_; }
  const user::PasswordHasher& hasher() const { return hasher_; }
  invite::Tools& tools() { return tools_; }

 private:
  std::vector<api::Figure> figures() const;
  void attempt(const std::function<void()>& duty);
  void look_for_others();
  void forget_what_is_old();
  void look_at_certificate();
  void show(std::shared_ptr<const net::Certificate> renewed);
  void tell_of_log();

  Config config_;
  const Clock& clock_;
  Log& log_;
  std::unique_ptr<CertificateWatch> certificate_;
  db::Database database_;
  IdSource ids_;
  user::PasswordHasher hasher_;
  notification::Hub hub_;
  notification::Notifier notifier_;
  notification::ReminderQueue reminder_queue_;
  invite::Tools tools_;
  invite::ReminderService reminder_service_;
  api::Memory memory_;
  api::RequestMeter requests_;
  api::Limits limits_;
  api::Readiness readiness_;
  api::Settings api_settings_;
  api::Services services_;
  std::unique_ptr<db::Connection> reader_;
  std::unique_ptr<http::Handler> handler_;
  std::unique_ptr<BackupSchedule> backups_;
  std::optional<net::Server> server_;
  Instant last_forgotten_;
  Instant last_looked_;  // at the certificate
  bool told_of_log_ = false;
};

}  // namespace kalends::app
