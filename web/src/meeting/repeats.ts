import type { Day } from '../time/wall';
import { dayOf, weekday } from '../time/wall';
import type { At, Ends, Pattern } from './rule';
import { complete, inLastWeek, movedPattern, nthOf, ruleOf, textOf } from './rule';

// What the form offers for repeating. The usual choices follow the start when it is moved to another day.

export type Choice =
  'never' | 'day' | 'weekdays' | 'week' | 'monthDay' | 'monthNth' | 'monthLast' | 'year' | 'custom' | 'kept';

export interface Repeats {
  choice: Choice;
  /** What `custom` says, for a start on the day `of`; it moves with the start. */
  custom: Pattern;
  of: Day;
  ends: Ends;
  /** A rule the form cannot show, for `kept`. */
  text: string;
}

const usual: readonly Choice[] = ['day', 'weekdays', 'week', 'monthDay', 'monthNth', 'monthLast', 'year'];

/** What a usual choice means for a meeting that starts on this day. */
export function presetOf(choice: Choice, start: Day): Pattern | undefined {
  const of = (pattern: Omit<Pattern, 'interval' | 'weekdays'> & { weekdays?: number[] }): Pattern =>
    complete({ interval: 1, weekdays: [], ...pattern }, start);
  switch (choice) {
    case 'day': return of({ unit: 'day' });
    case 'weekdays': return of({ unit: 'week', weekdays: [0, 1, 2, 3, 4] });
    case 'week': return of({ unit: 'week' });
    case 'monthDay': return of({ unit: 'month' });
    case 'monthNth': return nthOf(start) <= 4 ? of({ unit: 'month', on: { nth: nthOf(start), weekday: weekday(start) } }) : undefined;
    case 'monthLast': return inLastWeek(start) ? of({ unit: 'month', on: { nth: -1, weekday: weekday(start) } }) : undefined;
    case 'year': return of({ unit: 'year' });
    default: return undefined;
  }
}

/** In the order of the list. */
export const choicesAt = (start: Day): Choice[] =>
  ['never', ...usual.filter((choice) => presetOf(choice, start)), 'custom'];

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const once = (start: Day): Repeats => ({
  choice: 'never', custom: complete({ unit: 'week', interval: 1, weekdays: [] }, start), of: start, ends: { kind: 'never' }, text: '',
});

/**
 * `text` is undefined where nothing repeats, and empty where only single dates are added (RDATE). `at` is where the
 * rule has this one of the series, `start` the day to which it may have been moved.
 */
export function repeatsOf(text: string | undefined, at: At, start: Day = dayOf(at.start)): Repeats {
  if (text === undefined) return once(start);
  const rule = ruleOf(text, at);
  if (!rule) return { ...once(start), choice: 'kept', text };
  const { ends, ...rest } = rule;
  const custom = complete(rest, dayOf(at.start));
  const choice = usual.find((each) => same(presetOf(each, start), custom)) ?? 'custom';
  return { choice, custom, of: start, ends, text };
}

/** A choice that the day does not have is the nearest one that it has. */
export function choiceAt({ choice }: Repeats, start: Day): Choice {
  const away = (choice === 'monthNth' || choice === 'monthLast') && !presetOf(choice, start);
  return away ? (choice === 'monthNth' ? 'monthLast' : 'monthNth') : choice;
}

/** What repeats, undefined where nothing does or the form cannot say it. */
export function patternOf(repeats: Repeats, start: Day): Pattern | undefined {
  if (repeats.choice !== 'custom') return presetOf(choiceAt(repeats, start), start);
  return movedPattern(complete(repeats.custom, repeats.of), repeats.of, start);
}

/** RFC 5545 text, undefined where nothing repeats. */
export function repeatsText(repeats: Repeats, at: At): string | undefined {
  if (repeats.choice === 'kept') return repeats.text;
  const pattern = patternOf(repeats, dayOf(at.start));
  return pattern && textOf({ ...pattern, ends: repeats.ends }, at);
}
