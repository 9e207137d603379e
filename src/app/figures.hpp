#pragma once

#include "backup_schedule.hpp"

#include <string>
#include <vector>

#include <kalends/api/figure.hpp>
#include <kalends/base/bounded_cache.hpp>
#include <kalends/db/database.hpp>
#include <kalends/invite/reminder.hpp>
#include <kalends/net/server.hpp>

namespace kalends::app {

using Figures = std::vector<api::Figure>;

/// What the parts of the program count of themselves, as metrics.
void add_network(Figures& all, const net::Figures& net, std::size_t sockets_behind);
void add_writer(Figures& all, db::WriterFigures writer);
void add_reminders(Figures& all, const invite::ReminderFigures& said, std::size_t in_wheel);
/// `what` is kept there, in words.
void add_cache(Figures& all, const std::string& name, const std::string& what,
               const CacheFigures& cache);
/// For TLS.
void add_certificate(Figures& all, Instant ends, Instant now);
/// Where there is no backup there is no age of it: an alert asks for that too.
void add_backups(Figures& all, const BackupSchedule& backups);

}  // namespace kalends::app
