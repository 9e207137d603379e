import type { Notification } from '../server/shapes';

export const most_recent = 100;

/** Both, by number and each once; the last ones only. */
export function withMore(list: Notification[], more: Notification[]): Notification[] {
  const bySeq = new Map([...list, ...more].map((each) => [each.seq, each]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-most_recent);
}
