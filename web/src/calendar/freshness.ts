const stale_ms = 60_000;

/** Calls when somebody comes back after more than a minute, or the network does; answers how to stop it. */
export function whenStale(refresh: () => void): () => void {
  let since = Date.now();
  const seen = () => {
    if (document.hidden) since = Date.now();
    else if (Date.now() - since > stale_ms) refresh();
  };
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', refresh);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', refresh);
  };
}
