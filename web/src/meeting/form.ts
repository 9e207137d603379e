import type { Draft } from '../state/desk.svelte';
import type { Meeting } from '../server/shapes';
import type { Day, Wall } from '../time/wall';
import { addDays, addSeconds, dayOf, isDay, midnight, secondsBetween, timeOf } from '../time/wall';
import { instantOf, wallOf } from '../time/zones';
import type { Repeats } from './repeats';
import { once, repeatsOf, repeatsText } from './repeats';

// What the form holds, as its fields show it, and what of it is sent. No markup, and nothing that is asked.

export interface Guest { userId?: string; email: string; name: string }

export interface Values {
  title: string;
  startDay: Day;
  /** "14:00", on the clock of `timeZone`. */
  startTime: string;
  /** Included where it is all-day. */
  endDay: Day;
  endTime: string;
  allDay: boolean;
  timeZone: string;
  /** Where it ends in another zone; else empty. */
  endTimeZone: string;
  busy: boolean;
  repeats: Repeats;
  people: Guest[];
  location: string;
  link: string;
  description: string;
  reminders: number[];
}

const usualReminders = [30, 0];

export function valuesOfDraft(draft: Draft, timeZone: string): Values {
  const startDay = dayOf(draft.start);
  return {
    title: draft.title ?? '',
    startDay,
    startTime: draft.allDay ? '09:00' : timeOf(draft.start),
    endDay: draft.allDay ? addDays(dayOf(draft.end), -1) : dayOf(draft.end),
    endTime: draft.allDay ? '10:00' : timeOf(draft.end),
    allDay: draft.allDay,
    timeZone,
    endTimeZone: '',
    // As the server has it: an all-day entry is mostly a remark, and takes nobody's time.
    busy: !draft.allDay,
    repeats: once(startDay),
    people: (draft.people ?? []).map(({ id, email, name }) => ({ userId: id, email, name })),
    location: '',
    link: '',
    description: '',
    reminders: usualReminders,
  };
}

export function valuesOfMeeting(meeting: Meeting): Values {
  const { allDay, timeZone } = meeting;
  const endTimeZone = meeting.endTimeZone ?? '';
  const start = allDay ? meeting.start : wallOf(meeting.start, timeZone);
  const { occurrence } = meeting;
  const planned = occurrence && !allDay ? wallOf(occurrence, timeZone) : occurrence ?? start;
  const end = allDay ? meeting.end : wallOf(meeting.end, endTimeZone || timeZone);
  return {
    title: meeting.title,
    startDay: dayOf(start),
    startTime: allDay ? '09:00' : timeOf(start),
    endDay: allDay ? addDays(end, -1) : dayOf(end),
    endTime: allDay ? '10:00' : timeOf(end),
    allDay,
    timeZone,
    endTimeZone,
    busy: meeting.transparency === 'opaque',
    repeats: repeatsOf(meeting.rrule, { start: planned, zone: timeZone }, dayOf(start)),
    people: meeting.attendees.map(({ userId, email, name }) => ({ userId, email, name })),
    location: meeting.location,
    link: meeting.link,
    description: meeting.description,
    reminders: meeting.reminders,
  };
}

const startWall = ({ startDay, startTime }: Values): Wall => `${startDay}T${startTime}:00`;
const endWall = ({ endDay, endTime }: Values): Wall => `${endDay}T${endTime}:00`;

export const startOf = (values: Values): Wall | Day => (values.allDay ? values.startDay : startWall(values));
const dayAfter = (day: Day): Day => (isDay(day) ? addDays(day, 1) : day);
/** Exclusive. */
export const endOf = (values: Values): Wall | Day => (values.allDay ? dayAfter(values.endDay) : endWall(values));

const isTime = (text: string): boolean => /^\d\d:\d\d$/.test(text);
const isWhen = (day: Day, time: string, allDay: boolean): boolean => isDay(day) && (allDay || isTime(time));

export interface Instants { from: Date; to: Date }

/** When it would be; all-day is read in `zone`. Undefined while a field is empty, or the end not after the start. */
export function instantsOf(values: Values, zone: string): Instants | undefined {
  const { allDay, startDay, startTime, endDay, endTime, timeZone, endTimeZone } = values;
  if (!isWhen(startDay, startTime, allDay) || !isWhen(endDay, endTime, allDay)) return undefined;
  const from = allDay ? instantOf(midnight(startDay), zone) : instantOf(startWall(values), timeZone);
  const to = allDay ? instantOf(midnight(addDays(endDay, 1)), zone) : instantOf(endWall(values), endTimeZone || timeZone);
  return to > from ? { from, to } : undefined;
}

/** The start moves, and the end with it: it lasts as long as before. */
export function withStart(values: Values, startDay: Day, startTime: string): Values {
  const { allDay } = values;
  const next = { ...values, startDay, startTime };
  const known = isWhen(startDay, startTime, allDay) && isWhen(values.startDay, values.startTime, allDay) &&
    isWhen(values.endDay, values.endTime, allDay);
  if (!known) return next;
  if (allDay) {
    const moved = secondsBetween(midnight(values.startDay), midnight(startDay));
    return { ...next, endDay: dayOf(addSeconds(midnight(values.endDay), moved)) };
  }
  const end = addSeconds(endWall(values), secondsBetween(startWall(values), startWall(next)));
  return { ...next, endDay: dayOf(end), endTime: timeOf(end) };
}

/** Moves it to an instant, on the clock of its own zone. */
export function movedToInstant(values: Values, from: Date): Values {
  const wall = wallOf(from.toISOString(), values.timeZone);
  return withStart(values, dayOf(wall), timeOf(wall));
}

export type Field =
  'title' | 'start' | 'end' | 'timeZone' | 'endTimeZone' | 'rrule' | 'attendees' | 'location' | 'link' | 'description' | 'reminders';
export type Fault = 'missing' | 'endBeforeStart' | 'noLink' | 'nobodyChosen';

/** What can be told without asking the server, which knows more. */
export function faultsOf(values: Values): Partial<Record<Field, Fault>> {
  const { title, startDay, startTime, endDay, endTime, allDay, link } = values;
  const faults: Partial<Record<Field, Fault>> = {};
  if (!title.trim()) faults.title = 'missing';
  if (!isWhen(startDay, startTime, allDay)) faults.start = 'missing';
  if (!isWhen(endDay, endTime, allDay)) faults.end = 'missing';
  else if (!faults.start && !instantsOf(values, 'UTC')) faults.end = 'endBeforeStart';
  if (link.trim() && !/^https?:\/\/[^\s/]/i.test(link.trim())) faults.link = 'noLink';
  return faults;
}

/** The fields of a meeting as the server takes them, but the people. */
export function fieldsOf(values: Values): Record<string, unknown> {
  const rrule = repeatsText(values.repeats, { start: startOf(values), zone: values.timeZone });
  return {
    title: values.title.trim(),
    description: values.description,
    link: values.link.trim(),
    location: values.location.trim(),
    start: startOf(values),
    end: endOf(values),
    allDay: values.allDay,
    timeZone: values.timeZone,
    endTimeZone: values.allDay ? null : values.endTimeZone || null,
    transparency: values.busy ? 'opaque' : 'transparent',
    reminders: [...values.reminders].sort((one, other) => other - one),
    rrule: rrule ?? null,
  };
}

export function bodyOf(values: Values): Record<string, unknown> {
  const given = Object.entries(fieldsOf(values)).filter(([, value]) => value !== null);
  const attendees = values.people.map(({ userId, email }) => (userId ? { userId } : { email }));
  return { ...Object.fromEntries(given), attendees };
}

const ofTime = ['start', 'end', 'allDay', 'timeZone', 'endTimeZone'];
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A merge patch of what is another now. What says when it is goes together, since each needs the others to be read. */
export function patchOf(before: Values, now: Values): Record<string, unknown> {
  const [old, next] = [fieldsOf(before), fieldsOf(now)];
  const differs = (name: string) => !same(old[name], next[name]);
  const timeDiffers = ofTime.some(differs);
  const patch = Object.fromEntries(
    Object.entries(next).filter(([name]) => (ofTime.includes(name) ? timeDiffers : differs(name))));
  if (timeDiffers && !differs('endTimeZone')) delete patch.endTimeZone;
  // What only single dates made a series ends with them.
  if (patch.rrule === null && before.repeats.choice === 'kept' && !before.repeats.text) patch.rdates = null;
  return patch;
}

const isSame = (one: Guest, other: Guest): boolean =>
  one.userId && other.userId ? one.userId === other.userId : one.email.toLowerCase() === other.email.toLowerCase();

export const has = (people: Guest[], guest: Guest): boolean => people.some((each) => isSame(each, guest));

export const peopleChange = (before: Guest[], now: Guest[]): { added: Guest[]; removed: Guest[] } =>
  ({ added: now.filter((guest) => !has(before, guest)), removed: before.filter((guest) => !has(now, guest)) });
