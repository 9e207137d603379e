import type { Range } from '../server/calendar';
import type { CalendarItem, Notification } from '../server/shapes';
import type { Day } from '../time/wall';
import { midnight } from '../time/wall';
import { instantOf, textIn } from '../time/zones';
import { sameOccurrence } from './occurrence';

// What a push does to the list of the own calendar, so that nobody has to ask for it again.

type Told = Notification['meeting'];

const asking_anew = ['start', 'end', 'timeZone', 'endTimeZone', 'allDay', 'location'];
const of_rule = ['rrule', 'rdates', 'exdates'];

const instant = (text: string, zone: string): number =>
  text.length === 10 ? instantOf(midnight(text as Day), zone).getTime() : Date.parse(text);

/** Answers were to something else then (the server puts them back to unanswered). */
export const asksAnew = ({ kind, changes = [] }: Notification): boolean =>
  kind === 'changed' && changes.some((field) => asking_anew.includes(field) || field === 'rrule' || field === 'rdates');

const isOf = (told: Told, item: CalendarItem): boolean => item.meetingId === told.id && sameOccurrence(told.occurrence, item.occurrence);

/** When it is, on the reader's own clock. */
function timesOf(told: Told, zone: string): Pick<CalendarItem, 'start' | 'end' | 'allDay' | 'timeZone'> {
  const own = (text: string) => (told.allDay ? text : textIn(zone, new Date(text)));
  return { start: own(told.start), end: own(told.end), allDay: told.allDay, timeZone: told.allDay ? told.timeZone : zone };
}

function itemOf(told: Told, zone: string): CalendarItem {
  return {
    meetingId: told.id,
    title: told.title,
    ...timesOf(told, zone),
    ...(told.occurrence && { occurrence: told.occurrence }),
    ...(told.rrule && { rrule: told.rrule }),
    organizer: { ...told.organizer, email: '' },
    response: 'needs-action',
    status: 'confirmed',
    busy: false,
  };
}

function changedItem(item: CalendarItem, notification: Notification, me: string, zone: string): CalendarItem {
  const { meeting } = notification;
  const { endTimeZone: _, ...rest } = item;
  const anew = asksAnew(notification) && item.organizer.userId !== me;
  return {
    ...rest, ...timesOf(meeting, zone), title: meeting.title,
    organizer: item.organizer.userId === meeting.organizer.userId ? item.organizer : { ...meeting.organizer, email: '' },
    response: anew ? 'needs-action' : item.response,
    busy: item.busy && !anew,
  };
}

/** Only an accepted meeting takes time, and whether it does now stands in no frame. */
const saysBusy = (item: CalendarItem, notification: Notification, me: string): boolean =>
  item.response !== 'accepted' || !notification.changes?.includes('transparency') || (asksAnew(notification) && item.organizer.userId !== me);

const overlaps = (item: CalendarItem, range: Range, zone: string): boolean =>
  instant(item.start, zone) < instant(range.to, zone) && instant(item.end, zone) > instant(range.from, zone);

/** In the order of the server's own list. */
function inOrder(items: CalendarItem[], zone: string): CalendarItem[] {
  const starts = new Map(items.map((item) => [item, instant(item.start, zone)]));
  return items.sort((a, b) => starts.get(a)! - starts.get(b)! || (a.meetingId < b.meetingId ? -1 : Number(a.meetingId > b.meetingId)));
}

/** Whether the frame cannot say it all: it is about a series as a whole. */
function isOfSeries({ meeting, changes = [] }: Notification, items: CalendarItem[]): boolean {
  if (meeting.occurrence) return false;
  return Boolean(meeting.rrule) || changes.some((field) => of_rule.includes(field)) ||
    items.some(({ meetingId, occurrence }) => meetingId === meeting.id && occurrence);
}

/** The list as it is then; 'unknown' where it has to be asked for. */
export function merge(items: CalendarItem[], notification: Notification, me: string, zone: string, range: Range): CalendarItem[] | 'unknown' {
  const { kind, meeting } = notification;
  if (kind === 'reminder' || kind === 'responded') return items;
  if (isOfSeries(notification, items)) return 'unknown';
  const there = items.find((item) => isOf(meeting, item));
  const others = items.filter((item) => item !== there);
  const withIt = (item: CalendarItem) => (overlaps(item, range, zone) ? inOrder([...others, item], zone) : others);
  if (kind === 'cancelled') {
    // The server lists what is cancelled, too.
    return there ? items.map((item) => (item === there ? { ...item, status: 'cancelled', busy: false } : item)) : items;
  }
  // It was invited to again, who had been taken off; or the list had it already.
  if (kind === 'invited') return there?.status === 'confirmed' ? items : withIt(itemOf(meeting, zone));
  if (there) return saysBusy(there, notification, me) ? withIt(changedItem(there, notification, me, zone)) : 'unknown';
  if (!overlaps(itemOf(meeting, zone), range, zone)) return items;
  // It came in from outside the range. How it was answered is known only if nobody's answer counts any more.
  return asksAnew(notification) && meeting.organizer.userId !== me ? withIt(itemOf(meeting, zone)) : 'unknown';
}
