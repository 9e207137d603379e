import * as meetings from '../server/meetings';
import { Refusal } from '../server/request';
import type { CalendarItem, Span } from '../server/shapes';
import { diary, keyOf } from '../state/diary.svelte';
import { queue } from '../state/queue';
import { session } from '../state/session.svelte';
import { toasts } from '../state/toasts.svelte';
import { spanText } from '../words/dates';
import type { Drag } from './spans';
import { dragged, patchOf, placed, spanOf, wallsOf } from './spans';
import { say } from './words';

const whichOf = ({ occurrence }: CalendarItem): meetings.Which => (occurrence ? { scope: 'this', occurrence } : {});

/** What is dragged again before the first answer is there, ends where it was dragged last. */
const inOrder = queue();
const latest = new Map<string, Span>();

/** Is shown at once, and taken back where the server refuses. Throws Refusal or Unreachable. */
async function place(item: CalendarItem, to: Span, patch: Record<string, string>): Promise<void> {
  const takeBack = diary.assume((items) => placed(items, keyOf, item, to));
  const key = keyOf(item);
  latest.set(key, to);
  try {
    const { value } = await inOrder(() => meetings.change(item.meetingId, patch, whichOf(item)));
    if (latest.get(key) === to) diary.assume((items) => placed(items, keyOf, { ...item, ...present(item) }, spanOf(value)));
  } catch (error) {
    takeBack();
    throw error;
  } finally {
    if (latest.get(key) === to) latest.delete(key);
  }
}

/** As it stands in the calendar now: others may have answered or renamed it meanwhile. */
const present = (item: CalendarItem): CalendarItem => diary.items.find((other) => keyOf(other) === keyOf(item)) ?? item;

function tell(item: CalendarItem, to: Span, undo: () => Promise<void>): void {
  const { start, end, allDay } = wallsOf(to, session.zone);
  toasts.say(say(item.occurrence ? 'movedOne' : 'moved', { title: item.title, when: spanText(start, end, allDay) }), undo);
}

/** A meeting was dragged, or an edge of it; of a series, only the one occurrence. */
export async function drag(item: CalendarItem, by: Drag): Promise<void> {
  if (!by.start && !by.end) return;
  const to = dragged(item, by, session.zone);
  try {
    await place(item, to, patchOf(to, by));
    tell(item, to, () => place(present(item), item, { start: item.start, end: item.end }));
  } catch (error) {
    toasts.complain(error);
    // What was refused is mostly another thing by now than what is shown.
    if (error instanceof Refusal) diary.refreshSoon();
  }
}
