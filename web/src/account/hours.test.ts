import { describe, expect, it } from 'vitest';
import type { WorkingHours } from '../server/shapes';
import { faultOf, fieldsOf, grown, hoursOf, isRight, mayGrow } from './hours';

const none: WorkingHours = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

describe('working hours in fields', () => {
  it('come back as they went in, the end of the day too', () => {
    const hours = { ...none, monday: [{ start: '09:00', end: '12:30' }, { start: '20:00', end: '24:00' }], sunday: [{ start: '00:00', end: '24:00' }] };
    expect(fieldsOf(hours).monday[1]).toEqual({ start: '20:00', end: '00:00' });
    expect(hoursOf(fieldsOf(hours))).toEqual(hours);
    expect(isRight(fieldsOf(hours))).toBe(true);
  });

  it('may be none at all', () => {
    expect(isRight(fieldsOf(none))).toBe(true);
    expect(hoursOf(fieldsOf(none))).toEqual(none);
  });

  it('do not change what they were read from', () => {
    const hours = { ...none, monday: [{ start: '09:00', end: '17:00' }] };
    fieldsOf(hours).monday[0]!.start = '10:00';
    expect(hours.monday[0]!.start).toBe('09:00');
  });
});

describe('a day', () => {
  it('says which span is wrong, and how', () => {
    expect(faultOf([{ start: '09:00', end: '' }])).toEqual({ index: 0, fault: 'missing' });
    expect(faultOf([{ start: '09:00', end: '09:00' }])).toEqual({ index: 0, fault: 'backwards' });
    expect(faultOf([{ start: '09:00', end: '12:00' }, { start: '11:30', end: '17:00' }])).toEqual({ index: 1, fault: 'overlap' });
    expect(faultOf([{ start: '13:00', end: '17:00' }, { start: '09:00', end: '12:00' }])).toEqual({ index: 1, fault: 'overlap' });
    expect(faultOf([{ start: '20:00', end: '00:00' }, { start: '21:00', end: '22:00' }])).toEqual({ index: 1, fault: 'overlap' });
  });

  it('may have spans that touch, and end at midnight', () => {
    expect(faultOf([{ start: '09:00', end: '12:00' }, { start: '12:00', end: '00:00' }])).toBeUndefined();
  });

  it('grows by spans that are right, until it is full', () => {
    let spans = grown([]);
    for (let count = 1; mayGrow(spans); ++count) {
      expect(faultOf(spans)).toBeUndefined();
      expect(spans.length).toBe(count);
      spans = grown(spans);
    }
    expect(faultOf(spans)).toBeUndefined();
    expect(spans.at(-1)!.end).toBe('00:00');
    expect(mayGrow([{ start: '09:00', end: '23:30' }])).toBe(false);
    expect(mayGrow(['08', '10', '12', '14'].map((hour) => ({ start: `${hour}:00`, end: `${hour}:30` })))).toBe(false);
  });
});
