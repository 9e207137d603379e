import type { Notification as Told } from '../server/shapes';
import { tell } from '../notices/tell';
import { route } from '../state/route.svelte';

// Notices of the system. Without a secure context a browser has none.

const shown = new Map<number, Notification>();

export const knowsNotices = (): boolean => typeof Notification !== 'undefined' && isSecureContext;
export const canShow = (): boolean => knowsNotices() && Notification.permission === 'granted';
export const isRefused = (): boolean => knowsNotices() && Notification.permission === 'denied';

/** True when the person allows it. */
export const askLeave = async (): Promise<boolean> => knowsNotices() && (await Notification.requestPermission()) === 'granted';

export function show(told: Told, zone: string): void {
  if (!canShow()) return;
  const { head, detail } = tell(told, zone, new Date());
  try {
    const notice = new Notification(head, { body: detail, tag: `kalends-${told.seq}` });
    shown.set(told.seq, notice);
    notice.onclose = () => shown.delete(told.seq);
    notice.onclick = () => {
      window.focus();
      route.openMeeting(told.meeting.id, told.meeting.occurrence);
      notice.close();
    };
  } catch {
    // Some browsers on phones have the name only, and leave the rest to a service worker.
  }
}

/** What was dealt with somewhere need not be said any more. */
export function closeNotices(isDealt: (seq: number) => boolean): void {
  for (const [seq, notice] of shown) if (isDealt(seq)) notice.close();
}
