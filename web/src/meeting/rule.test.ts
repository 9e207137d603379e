import { describe, expect, test } from 'vitest';
import { choiceAt, choicesAt, presetOf, repeatsOf, repeatsText } from './repeats';
import { countedFrom, complete, daysOfMonthAt, ruleOf, textOf } from './rule';

// 31 March 2026 is a Tuesday, the fifth and last of its month.
const berlin = { start: '2026-03-31T14:00:00', zone: 'Europe/Berlin' };
const allDay = { start: '2026-03-31', zone: 'Europe/Berlin' };

describe('a rule goes through the form and comes out the same', () => {
  test.each([
    ['FREQ=DAILY'],
    ['FREQ=DAILY;INTERVAL=3'],
    ['FREQ=WEEKLY;BYDAY=TU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270503T215959Z'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=12'],
    ['FREQ=MONTHLY;BYMONTHDAY=31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['FREQ=MONTHLY;BYDAY=2TU'],
    ['FREQ=MONTHLY;INTERVAL=6;BYDAY=-1FR'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
  ])('%s', (text) => expect(textOf(ruleOf(text, berlin)!, berlin)).toBe(text));
});

test('days that a rule leaves to the start are said', () => {
  const said = (text: string) => textOf(ruleOf(text, berlin)!, berlin);
  expect(said('FREQ=WEEKLY')).toBe('FREQ=WEEKLY;BYDAY=TU');
  expect(said('FREQ=MONTHLY')).toBe('FREQ=MONTHLY;BYMONTHDAY=31');
  expect(said('FREQ=YEARLY')).toBe('FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31');
  expect(said('freq=daily;byday=fr,mo')).toBe('FREQ=WEEKLY;BYDAY=MO,FR');
});

describe('the end of a rule', () => {
  test('is the last second of the day in the zone of the meeting, in UTC', () => {
    const until = (zone: string) => textOf({ unit: 'day', interval: 1, weekdays: [], ends: { kind: 'on', date: '2026-10-24' } }, { ...berlin, zone });
    expect(until('Europe/Berlin')).toBe('FREQ=DAILY;UNTIL=20261024T215959Z');
    expect(until('Asia/Tokyo')).toBe('FREQ=DAILY;UNTIL=20261024T145959Z');
    expect(until('America/Sao_Paulo')).toBe('FREQ=DAILY;UNTIL=20261025T025959Z');
  });
  test('is a date where the meeting is all-day', () => {
    const text = 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270503';
    expect(textOf(ruleOf(text, allDay)!, allDay)).toBe(text);
  });
  test.each([
    ['20270504T120000Z', '2027-05-04'],
    ['20270504T115959Z', '2027-05-03'],
    ['20270504T140000', '2027-05-04'],
    ['20270504T130000', '2027-05-03'],
    ['20270504', '2027-05-04'],
  ])('UNTIL=%s lets %s be the last day on which it can be', (until, date) => {
    expect(ruleOf(`FREQ=DAILY;UNTIL=${until}`, berlin)?.ends).toEqual({ kind: 'on', date });
  });
});

test.each([
  'FREQ=HOURLY', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'FREQ=MONTHLY;BYMONTHDAY=1,15', 'FREQ=YEARLY;BYDAY=20MO',
  'FREQ=DAILY;BYMONTH=1', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO', 'FREQ=DAILY;COUNT=2;UNTIL=20270101', 'FREQ=DAILY;INTERVAL=0',
  'FREQ=MONTHLY;BYDAY=TU', 'FREQ=MONTHLY;BYDAY=-2TU', 'FREQ=DAILY;INTERVAL=2;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=XX', 'nonsense', '',
])('what the form cannot show is kept as it is: %s', (text) => {
  expect(ruleOf(text, berlin)).toBeUndefined();
  const repeats = repeatsOf(text, berlin);
  expect(repeats.choice).toBe('kept');
  expect(repeatsText(repeats, berlin)).toBe(text);
});

describe('the choices of the form', () => {
  test('depend on the day', () => {
    expect(choicesAt('2026-03-31')).toEqual(['never', 'day', 'weekdays', 'week', 'monthDay', 'monthLast', 'year', 'custom']);
    expect(choicesAt('2026-03-10')).toEqual(['never', 'day', 'weekdays', 'week', 'monthDay', 'monthNth', 'year', 'custom']);
    expect(daysOfMonthAt('2026-02-28')).toEqual([{ day: 28 }, { day: -1 }, { nth: 4, weekday: 5 }, { nth: -1, weekday: 5 }]);
  });
  test.each([
    [undefined, 'never'], ['FREQ=DAILY;COUNT=3', 'day'], ['FREQ=WEEKLY', 'week'], ['FREQ=WEEKLY;BYDAY=TU,MO,FR,TH,WE', 'weekdays'],
    ['FREQ=WEEKLY;BYDAY=WE', 'custom'], ['FREQ=MONTHLY;BYDAY=-1TU', 'monthLast'], ['FREQ=YEARLY', 'year'], ['FREQ=YEARLY;INTERVAL=2', 'custom'],
  ])('%s is shown as %s', (text, choice) => expect(repeatsOf(text, berlin).choice).toBe(choice));
  test('follow the start to another day', () => {
    const repeats = repeatsOf('FREQ=WEEKLY;BYDAY=TU', berlin);
    expect(repeatsText(repeats, { ...berlin, start: '2026-04-01T14:00:00' })).toBe('FREQ=WEEKLY;BYDAY=WE');
  });
  test('keep the rule of one that was moved to another day', () => {
    const moved = repeatsOf('FREQ=WEEKLY', berlin, '2026-04-01');
    expect(moved.choice).toBe('custom');
    expect(repeatsText(moved, { ...berlin, start: '2026-04-01T14:00:00' })).toBe('FREQ=WEEKLY;BYDAY=TU');
  });
  test.each([
    ['FREQ=WEEKLY;BYDAY=TU,TH', '2026-04-01', 'FREQ=WEEKLY;BYDAY=WE,TH'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', '2026-04-02', 'FREQ=WEEKLY;BYDAY=TH'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', '2026-04-01', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
    ['FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31', '2026-04-07', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=7'],
    ['FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1', '2026-04-30', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1'],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU', '2026-04-29', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1WE'],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU', '2026-04-07', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU'],
    ['FREQ=YEARLY;INTERVAL=2', '2026-04-01', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=4;BYMONTHDAY=1'],
  ])('%s moves with the start to %s', (text, day, moved) => {
    expect(repeatsText(repeatsOf(text, berlin), { ...berlin, start: `${day}T14:00:00` })).toBe(moved);
  });
  test('become the nearest one where the day has none such', () => {
    expect(choiceAt(repeatsOf('FREQ=MONTHLY;BYDAY=-1TU', berlin), '2026-04-07')).toBe('monthNth');
    expect(presetOf('monthNth', '2026-03-31')).toBeUndefined();
  });
  test('a week without a day is the week of the start', () => {
    expect(complete({ unit: 'week', interval: 2, weekdays: [] }, '2026-03-31').weekdays).toEqual([1]);
  });
});

describe('what is left of a number of times', () => {
  const left = (text: string, first: string, from: string) => countedFrom(text, { start: first, zone: 'Europe/Berlin' }, from);

  test('is what is not before the one from which it is counted', () => {
    expect(left('FREQ=WEEKLY;COUNT=10;BYDAY=MO', '2027-03-01T09:00:00', '2027-03-22T09:00:00')).toBe('FREQ=WEEKLY;COUNT=7;BYDAY=MO');
    expect(left('FREQ=WEEKLY;COUNT=10;BYDAY=MO,WE', '2027-03-03T09:00:00', '2027-03-10')).toBe('FREQ=WEEKLY;COUNT=8;BYDAY=MO,WE');
    expect(left('FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=MO,FR', '2027-03-05', '2027-03-19')).toBe('FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=MO,FR');
    expect(left('FREQ=DAILY;INTERVAL=3;COUNT=10', '2027-03-27', '2027-04-02')).toBe('FREQ=DAILY;INTERVAL=3;COUNT=8');
    expect(left('FREQ=MONTHLY;COUNT=12;BYMONTHDAY=31', '2027-01-31', '2027-08-31')).toBe('FREQ=MONTHLY;COUNT=8;BYMONTHDAY=31');
    expect(left('FREQ=MONTHLY;COUNT=12;BYDAY=-1FR', '2027-01-29', '2027-04-30')).toBe('FREQ=MONTHLY;COUNT=9;BYDAY=-1FR');
    expect(left('FREQ=YEARLY;COUNT=5', '2024-02-29', '2032-02-29')).toBe('FREQ=YEARLY;COUNT=3');
  });

  test('is not asked where nothing is counted, or the form cannot show it', () => {
    for (const text of ['FREQ=WEEKLY', 'FREQ=WEEKLY;UNTIL=20280101', 'FREQ=WEEKLY;COUNT=9;BYHOUR=9,10']) {
      expect(left(text, '2027-03-01', '2027-03-22')).toBe(text);
    }
    expect(left('FREQ=WEEKLY;COUNT=10', '2027-03-01', '2027-03-01')).toBe('FREQ=WEEKLY;COUNT=10');
  });
});
