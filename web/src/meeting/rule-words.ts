import { dateText, weekdayName } from '../words/dates';
import { speech, words } from '../words/words.svelte';
import type { DayOfMonth, Ends, Pattern, Rule } from './rule';

const say = words({
  en: {
    days: '{n|every day|every # days}',
    weekdays: 'every weekday (Monday to Friday)',
    weeks: '{n|every week|every # weeks} on {days}',
    months: '{n|every month|every # months} {on}',
    years: '{n|every year|every # years} {on}',
    onWeekday: '{day}',
    onDay: 'on day {day}',
    onFirst: 'on day 1',
    onLastDay: 'on the last day',
    onNth: 'on the {nth} {weekday}',
    onDate: 'on {date}',
    ofMonth: '{on} of {month}',
    nth1: 'first', nth2: 'second', nth3: 'third', nth4: 'fourth', nth5: 'fifth', nthLast: 'last',
    until: ', until {date}',
    times: ', {count|once|# times}',
  },
  de: {
    days: '{n|jeden Tag|alle # Tage}',
    weekdays: 'an jedem Werktag (Montag bis Freitag)',
    weeks: '{n|jede Woche|alle # Wochen} am {days}',
    months: '{n|jeden Monat|alle # Monate} {on}',
    years: '{n|jedes Jahr|alle # Jahre} {on}',
    onWeekday: '{day}',
    onDay: 'am {day}.',
    onFirst: 'am 1.',
    onLastDay: 'am letzten Tag',
    onNth: 'am {nth} {weekday}',
    onDate: 'am {date}',
    ofMonth: '{on} im {month}',
    nth1: 'ersten', nth2: 'zweiten', nth3: 'dritten', nth4: 'vierten', nth5: 'fünften', nthLast: 'letzten',
    until: ', bis {date}',
    times: ', {count|einmal|#-mal}',
  },
  fr: {
    days: '{n|tous les jours|tous les # jours}',
    weekdays: 'chaque jour ouvré (du lundi au vendredi)',
    weeks: '{n|chaque semaine|toutes les # semaines} {days}',
    months: '{n|chaque mois|tous les # mois} {on}',
    years: '{n|chaque année|tous les # ans} {on}',
    onWeekday: 'le {day}',
    onDay: 'le {day}',
    onFirst: 'le 1er',
    onLastDay: 'le dernier jour',
    onNth: 'le {nth} {weekday}',
    onDate: 'le {date}',
    ofMonth: '{on} en {month}',
    nth1: 'premier', nth2: 'deuxième', nth3: 'troisième', nth4: 'quatrième', nth5: 'cinquième', nthLast: 'dernier',
    until: ', jusqu’au {date}',
    times: ', {count|une fois|# fois}',
  },
});

const nths = ['nthLast', 'nth1', 'nth2', 'nth3', 'nth4', 'nth5'] as const;

export function dayOfMonthWords(on: DayOfMonth): string {
  if (!('day' in on)) {
    return say('onNth', { nth: say(nths[Math.max(on.nth, 0)]!), weekday: weekdayName(on.weekday) });
  }
  if (on.day === -1) return say('onLastDay');
  return on.day === 1 ? say('onFirst') : say('onDay', { day: on.day });
}

const listed = (texts: string[]): string => new Intl.ListFormat(speech.locale).format(texts);

function ofYear({ on = { day: 1 }, month = 1 }: Pattern): string {
  const inMonth = (day: number) => `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if ('day' in on && on.day > 0) return say('onDate', { date: dateText(inMonth(on.day), { day: 'numeric', month: 'long' }) });
  return say('ofMonth', { on: dayOfMonthWords(on), month: dateText(inMonth(1), { month: 'long' }) });
}

/** "every 2 weeks on Monday and Wednesday" */
export function patternWords(pattern: Pattern): string {
  const { unit, interval: n, weekdays } = pattern;
  if (unit === 'day') return say('days', { n });
  if (unit === 'year') return say('years', { n, on: ofYear(pattern) });
  if (unit === 'month') return say('months', { n, on: dayOfMonthWords(pattern.on ?? { day: 1 }) });
  if (n === 1 && weekdays.join() === '0,1,2,3,4') return say('weekdays');
  return say('weeks', { n, days: listed(weekdays.map((day) => say('onWeekday', { day: weekdayName(day) }))) });
}

function endsWords(ends: Ends): string {
  if (ends.kind === 'after') return say('times', { count: ends.count });
  return ends.kind === 'on' ? say('until', { date: dateText(ends.date, { dateStyle: 'long' }) }) : '';
}

/** "every 2 weeks on Monday and Wednesday, until 3 May 2027" */
export const ruleWords = (rule: Rule): string => patternWords(rule) + endsWords(rule.ends);
