import type { Values } from './form';
import { fieldsOf } from './form';

// Somebody else's hand (another tab, another device) changed the meeting while it was being edited here.

export type Part = 'title' | 'when' | 'repeats' | 'location' | 'link' | 'description' | 'busy' | 'reminders';

const partOf: Record<string, Part> = {
  title: 'title', start: 'when', end: 'when', allDay: 'when', timeZone: 'when', endTimeZone: 'when', rrule: 'repeats',
  location: 'location', link: 'link', description: 'description', transparency: 'busy', reminders: 'reminders',
};

const valuesOfPart: Record<Part, (keyof Values)[]> = {
  title: ['title'], when: ['startDay', 'startTime', 'endDay', 'endTime', 'allDay', 'timeZone', 'endTimeZone'], repeats: ['repeats'],
  location: ['location'], link: ['link'], description: ['description'], busy: ['busy'], reminders: ['reminders'],
};

/** The parts that are another in the one than in the other. */
export function partsThatDiffer(one: Values, other: Values): Part[] {
  const [first, second] = [fieldsOf(one), fieldsOf(other)];
  const names = Object.keys(partOf).filter((name) => JSON.stringify(first[name]) !== JSON.stringify(second[name]));
  return [...new Set(names.map((name) => partOf[name]!))];
}

/** What is written here, but with what they changed. */
export function withTheirs(base: Values, theirs: Values, mine: Values): Values {
  const names = partsThatDiffer(base, theirs).flatMap((part) => valuesOfPart[part]);
  return { ...mine, ...Object.fromEntries(names.map((name) => [name, theirs[name]])) };
}
