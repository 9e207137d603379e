import type { Notification } from '../server/shapes';
import { addDays, dayOf, midnight } from '../time/wall';
import { instantOf, wallIn, wallOf } from '../time/zones';
import { awayText, dateText, spanText, timeText } from '../words/dates';
import { common } from '../words/common';
import { capital, speech } from '../words/words.svelte';
import { say } from './words';

// What somebody is told, in words. Times are on the reader's own clock.

/** A name in another direction of writing does not turn the sentence around it. */
const apart = (text: string): string => `\u2068${text}\u2069`;

const field_words = {
  title: 'name', description: 'description', link: 'link', location: 'place', start: 'time', end: 'time', timeZone: 'time',
  endTimeZone: 'time', allDay: 'time', rrule: 'rule', rdates: 'rule', exdates: 'rule', transparency: 'transparency', reminders: 'reminders', organizer: 'organizer',
} as const;

export const startOf = ({ meeting }: Notification, zone: string): Date =>
  meeting.allDay ? instantOf(midnight(meeting.start), zone) : new Date(meeting.start);

export const endOf = ({ meeting }: Notification, zone: string): Date =>
  meeting.allDay ? instantOf(midnight(meeting.end), zone) : new Date(meeting.end);

/** "Tue 31 March, 14:00" */
export function whenText({ meeting }: Notification, zone: string): string {
  if (meeting.allDay) {
    const oneDay = addDays(meeting.start, 1) === meeting.end;
    return oneDay ? dateText(meeting.start, { weekday: 'short', day: 'numeric', month: 'long' }) : spanText(meeting.start, meeting.end, true);
  }
  const wall = wallOf(meeting.start, zone);
  return `${dateText(wall, { weekday: 'short', day: 'numeric', month: 'long' })}, ${timeText(wall)}`;
}

function untilText(notification: Notification, zone: string, now: Date): string {
  const start = startOf(notification, zone);
  if (notification.meeting.allDay && dayOf(wallIn(zone, now)) === dayOf(wallIn(zone, start))) return say('today');
  const minutes = Math.round((start.getTime() - now.getTime()) / 60_000);
  return minutes === 0 ? say('now') : capital(awayText(now, start));
}

function fieldsText(changes: string[] = []): string {
  const names = changes.filter((field): field is keyof typeof field_words => field in field_words).map((field) => say(field_words[field]));
  return say('fields', { fields: new Intl.ListFormat(speech.locale, { type: 'unit' }).format([...new Set(names)]) });
}

/** A sentence, and what there is to know besides. */
export function tell(notification: Notification, zone: string, now: Date): { head: string; detail: string } {
  const { kind, meeting, by, response, comment, changes, late } = notification;
  const values = {
    name: apart(by?.name ?? say('somebody')),
    title: apart(meeting.title || common('untitled')),
    when: kind === 'reminder' ? untilText(notification, zone, now) : '',
  };
  const details = [
    kind === 'changed' && fieldsText(changes),
    comment && say('comment', { text: apart(comment) }),
    whenText(notification, zone),
    meeting.rrule && !meeting.occurrence && say('series'),
    late && say('late'),
  ];
  return {
    head: say(kind === 'responded' ? (response ?? 'accepted') : kind, values),
    detail: details.filter(Boolean).join(' · '),
  };
}
