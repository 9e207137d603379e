#include <kalends/user/session_cache.hpp>

namespace kalends::user {

std::shared_ptr<const Session> SessionCache::find(db::Connection& reader, std::string_view token,
                                                  Instant now) {
  const std::string hash = token_hash(token);
  const auto good = [&](const Kept& kept) {
    const Session& session = *kept.session;
    return session.expires_at > now && reader.still_true(kept.read_at, account(session.user.id));
  };
  if (auto known = kept_.find(hash, good)) return std::move(known->session);
  const auto moment = reader.moment();
  auto found = find_session(reader, token, now);
  if (!found) return nullptr;
  auto session = std::make_shared<const Session>(std::move(*found));
  kept_.keep(hash, {session, moment}, bytes(*session),
             [=](const Kept& kept) { return kept.read_at > moment; });
  return session;
}

}  // namespace kalends::user
