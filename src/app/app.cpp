#include "backup_schedule.hpp"
#include "certificate_watch.hpp"
#include "figures.hpp"
#include "server_settings.hpp"

#include <algorithm>

#include <kalends/app/app.hpp>
#include <kalends/notification/notice.hpp>
#include <kalends/user/audit.hpp>
#include <kalends/user/session.hpp>

namespace kalends::app {
namespace {

constexpr std::chrono::minutes forgetting_pause{10};
constexpr int most_at_once = 1000;
constexpr std::chrono::seconds looking_pause{5};

api::Settings api_settings(const Config& config) {
  return {config.registration.mode,
          std::chrono::days{config.session.days},
          config.server.public_url,
          {config.limits.attachment_bytes, config.limits.attachment_quota_bytes},
          config.limits.import_bytes,
          http::parse_networks(config.server.trusted_proxies).value(),
          !config.server.tls.certificate.empty(),
          std::chrono::days{config.audit.keep_days}};
}

api::MemoryBounds memory_bounds(const CacheConfig& config) {
  const auto bytes = [](std::int64_t value) { return static_cast<std::size_t>(value); };
  return {bytes(config.series_bytes), bytes(config.busy_bytes), bytes(config.session_bytes),
          bytes(config.view_bytes)};
}

api::LimitSettings limit_settings(const LimitsConfig& config) {
  return {config.wrong_passwords, config.wrong_passwords_address, config.registrations_address,
          config.searches, config.writes};
}

}  // namespace

App::App(const Config& config, const Clock& clock, Log& log)
    : config_(config),
      clock_(clock),
      log_(log),
      certificate_(config.server.tls.certificate.empty()
                       ? nullptr
                       : std::make_unique<CertificateWatch>(config.server.tls, clock, log)),
      database_(config.database),
      ids_(clock),
      hasher_(static_cast<std::size_t>(config.password.memory_kib),
              static_cast<unsigned>(config.password.passes)),
      hub_(static_cast<std::size_t>(config.limits.sockets)),
      notifier_(ids_, hub_, config.notifications.keep),
      reminder_queue_(clock.now()),
      tools_{clock, ids_, notifier_, reminder_queue_,
             static_cast<std::size_t>(config.limits.attendees)},
      reminder_service_(database_, tools_),
      memory_(memory_bounds(config.cache)),
      limits_(limit_settings(config.limits)),
      api_settings_(api_settings(config)),
      services_{database_,  clock,   ids_,      log,     hasher_,    hub_,
                tools_,     memory_, requests_, limits_, readiness_, [this] { return figures(); },
                clock.now()},
      reader_(database_.open_reader()),
      handler_(api::make_handler(services_, api_settings_)),
      backups_(std::make_unique<BackupSchedule>(config, clock, log)),
      last_forgotten_(clock.now()),
      last_looked_(clock.now()) {}

App::~App() = default;

http::Response App::handle(http::Request request) { return handler_->handle(request); }

void App::tick() {
  attempt([&] { look_for_others(); });
  attempt([&] { reminder_service_.tick(*reader_); });
  attempt([&] { tell_of_log(); });
  attempt([&] {
    if (clock_.now() - last_forgotten_ >= forgetting_pause) forget_what_is_old();
  });
  attempt([&] {
    if (std::chrono::abs(clock_.now() - last_looked_) >= looking_pause) look_at_certificate();
  });
}

void App::look_at_certificate() {
  last_looked_ = clock_.now();
  if (certificate_) show(certificate_->look());
}

void App::renew_certificate() { show(certificate_->renew()); }

void App::show(std::shared_ptr<const net::Certificate> renewed) {
  if (renewed && server_) server_->show(std::move(renewed));
}

/// What a command on the machine did is told at once, reminders that it stored are told in time,
/// and sockets of sessions that it ended end.
void App::look_for_others() {
  const db::Moment before = reader_->moment();
  database_.look_for_others();
  if (reader_->still_true(before, db::everything)) return;
  reminder_queue_.forget();
  hub_.nudge_all();
}

/// One duty that fails keeps no other from being done, and the next second tries again: nothing
/// that is due is lost.
void App::attempt(const std::function<void()>& duty) {
  try {
    duty();
  } catch (const std::exception& error) {
    log_.write(LogLevel::error, "tick_failed", {{"why", error.what()}});
  }
}

/// Nothing is lost and nothing has to be done at once, but the log grows, and only a start mends
/// it.
void App::tell_of_log() {
  if (told_of_log_ || !database_.figures().log_kept) return;
  told_of_log_ = true;
  log_.write(LogLevel::error, "log_kept",
             {{"why", "the disk failed while the log was moved into the file"},
              {"advice", "look at the disk, then restart: until then the log grows"}});
}

void App::forget_what_is_old() {
  const Instant now = clock_.now();
  const Instant notices_from = now - std::chrono::days{config_.notifications.keep_days};
  const Instant deeds_from = now - std::chrono::days{config_.audit.keep_days};
  const auto forgotten = database_.write([&](db::Transaction& transaction) -> Result<std::int64_t> {
    user::delete_expired_sessions(transaction, now);
    user::delete_expired_registration_codes(transaction, now);
    api::forget_answered_requests(transaction, now);
    return std::max(notification::delete_notices_before(transaction, notices_from, most_at_once),
                    user::delete_deeds_before(transaction, deeds_from, most_at_once));
  });
  // What is left goes a second later: nobody waits for more than this, and none is left for good.
  if (*forgotten < most_at_once) last_forgotten_ = now;
}

net::Server& App::listen() {
  const auto handlers = [this] { return api::make_handler(services_, api_settings_); };
  net::ServerSettings settings = server_settings(config_);
  if (certificate_) settings.certificate = certificate_->current();
  server_.emplace(std::move(settings), handlers, log_);
  server_->every_second([this] { tick(); });
  return *server_;
}

void App::serve() {
  backups_->start();
  server_->run();
}

std::vector<api::Figure> App::figures() const {
  std::vector<api::Figure> all = requests_.figures();
  add_network(all, server_ ? server_->figures() : net::Figures{}, hub_.behind());
  add_writer(all, database_.figures());
  add_reminders(all, reminder_service_.figures(), reminder_queue_.waiting());
  add_cache(all, "series_cache", "series", memory_.series.figures());
  add_cache(all, "busy_cache", "weeks of free/busy", memory_.busy.figures());
  add_cache(all, "session_cache", "sessions", memory_.sessions.figures());
  add_cache(all, "view_cache", "views", memory_.views.figures());
  if (certificate_) add_certificate(all, certificate_->current()->ends(), clock_.now());
  if (!config_.backup.folder.empty()) add_backups(all, *backups_);
  return all;
}

}  // namespace kalends::app
