import { describe, expect, it } from 'vitest';
import type { CalendarItem, Notification } from '../server/shapes';
import { merge } from './merge';

const zone = 'Europe/Berlin';
const range = { from: '2026-03-30', to: '2026-04-06' };
const ann = { userId: 'ann', name: 'Ann Becker' };

const review: CalendarItem = {
  meetingId: 'review', title: 'Map review', start: '2026-03-31T14:00:00+02:00', end: '2026-03-31T15:00:00+02:00', timeZone: zone,
  allDay: false, organizer: { ...ann, email: 'ann@meridian.example' }, response: 'accepted', status: 'confirmed', busy: true,
};
const standup: CalendarItem = {
  ...review, meetingId: 'standup', title: 'Standup', occurrence: '2026-04-01T09:00:00+02:00', start: '2026-04-01T09:00:00+02:00', end: '2026-04-01T09:15:00+02:00',
};

function told(kind: Notification['kind'], meeting: Partial<Notification['meeting']> = {}, more: Partial<Notification> = {}): Notification {
  return {
    seq: 1, kind, at: '2026-03-28T10:00:00Z', by: ann,
    meeting: {
      id: 'review', title: 'Map review', start: '2026-03-31T14:00:00+02:00', end: '2026-03-31T15:00:00+02:00', timeZone: zone,
      allDay: false, link: '', organizer: ann, ...meeting,
    },
    ...more,
  };
}

const after = (items: CalendarItem[], notification: Notification, me = 'bob') => merge(items, notification, me, zone, range);

describe('an invitation', () => {
  it('appears where it is, on the own clock, unanswered', () => {
    const notification = told('invited', {
      id: 'call', title: 'Call with Tokyo', start: '2026-03-31T17:00:00+09:00', end: '2026-03-31T18:00:00+09:00', timeZone: 'Asia/Tokyo',
    });
    expect(after([review], notification)).toEqual([
      {
        meetingId: 'call', title: 'Call with Tokyo', start: '2026-03-31T10:00:00+02:00', end: '2026-03-31T11:00:00+02:00', timeZone: zone,
        allDay: false, organizer: { ...ann, email: '' }, response: 'needs-action', status: 'confirmed', busy: false,
      },
      review,
    ]);
  });

  it('stands in the time of its own day, on either side of a clock change', () => {
    const [item] = after([], told('invited', { start: '2026-03-29T22:30:00Z', end: '2026-03-29T23:00:00Z', timeZone: 'UTC' })) as CalendarItem[];
    expect(item?.start).toBe('2026-03-30T00:30:00+02:00');
  });

  it('outside the range changes nothing', () => {
    const items = [review];
    expect(after(items, told('invited', { id: 'late', start: '2026-04-06T00:00:00+02:00', end: '2026-04-06T01:00:00+02:00' }))).toEqual(items);
    expect(after(items, told('invited', { id: 'early', start: '2026-03-29T23:00:00+02:00', end: '2026-03-30T00:00:00+02:00' }))).toEqual(items);
  });

  it('for whole days keeps its dates', () => {
    const fair = told('invited', { id: 'fair', start: '2026-04-01', end: '2026-04-03', allDay: true, timeZone: 'Asia/Tokyo' });
    const items = after([review], fair) as CalendarItem[];
    expect(items.map(({ start }) => start)).toEqual([review.start, '2026-04-01']);
    expect(after([], told('invited', { id: 'fair', start: '2026-03-28', end: '2026-03-30', allDay: true }))).toEqual([]);
  });

  it('that the list had already keeps its answer', () => {
    expect(after([review], told('invited'))).toEqual([review]);
  });

  it('to what one was taken off is new', () => {
    const off = after([review], told('cancelled')) as CalendarItem[];
    expect(after(off, told('invited'))).toMatchObject([{ status: 'confirmed', response: 'needs-action' }]);
  });

  it('to a series has to be asked for', () => {
    expect(after([], told('invited', { rrule: 'FREQ=WEEKLY' }))).toBe('unknown');
  });
});

describe('a change', () => {
  it('of the title keeps answer and time', () => {
    expect(after([review], told('changed', { title: 'Map review II' }, { changes: ['title'] }))).toEqual([{ ...review, title: 'Map review II' }]);
  });

  it('of time moves it and asks anew', () => {
    const notification = told('changed', { start: '2026-04-02T09:00:00+02:00', end: '2026-04-02T10:00:00+02:00' }, { changes: ['start', 'end'] });
    expect(after([review, standup], notification)).toEqual([
      standup,
      { ...review, start: '2026-04-02T09:00:00+02:00', end: '2026-04-02T10:00:00+02:00', response: 'needs-action', busy: false },
    ]);
  });

  it('of place asks anew as well, but not its organizer', () => {
    const notification = told('changed', {}, { changes: ['location'] });
    expect(after([review], notification)).toMatchObject([{ response: 'needs-action', busy: false }]);
    expect(after([review], notification, 'ann')).toMatchObject([{ response: 'accepted', busy: true }]);
  });

  it('out of the range takes it away, and back into it shows it', () => {
    const away = told('changed', { start: '2026-04-09T09:00:00+02:00', end: '2026-04-09T10:00:00+02:00' }, { changes: ['start', 'end'] });
    expect(after([review], away)).toEqual([]);
    const back = told('changed', {}, { changes: ['start', 'end'] });
    expect(after([], back)).toMatchObject([{ meetingId: 'review', response: 'needs-action' }]);
  });

  it('of a title that nobody saw changes nothing outside, and has to be asked for inside the range', () => {
    expect(after([], told('changed', { start: '2026-05-01T09:00:00+02:00', end: '2026-05-01T10:00:00+02:00' }, { changes: ['title'] }))).toEqual([]);
    expect(after([], told('changed', {}, { changes: ['title'] }))).toBe('unknown');
  });

  it('of whether it blocks time is asked for by who comes: the frame does not say which it is now', () => {
    const notification = told('changed', {}, { changes: ['transparency'] });
    expect(after([review], notification)).toBe('unknown');
    expect(after([{ ...review, busy: false }], notification)).toBe('unknown');
    expect(after([{ ...review, response: 'tentative', busy: false }], notification)).toMatchObject([{ busy: false }]);
    expect(after([review], told('changed', {}, { changes: ['transparency', 'start'] }))).toMatchObject([{ response: 'needs-action', busy: false }]);
  });

  it('may be made twice, where the list that was on its way had it already', () => {
    for (const field of ['title', 'start', 'transparency', 'rrule']) {
      const notification = told('changed', { title: 'Maps' }, { changes: [field] });
      const once = after([review], notification);
      if (once !== 'unknown') expect(after(once, notification), field).toEqual(once);
    }
  });

  it('of one occurrence finds it by its instant, and leaves the others', () => {
    const next = { ...standup, occurrence: '2026-04-02T09:00:00+02:00', start: '2026-04-02T09:00:00+02:00', end: '2026-04-02T09:15:00+02:00' };
    const notification = told('changed', {
      id: 'standup', title: 'Standup', rrule: 'FREQ=DAILY', occurrence: '2026-04-01T07:00:00Z', start: '2026-04-01T10:00:00+02:00', end: '2026-04-01T10:15:00+02:00',
    }, { changes: ['start', 'end'] });
    expect(after([standup, next], notification)).toEqual([
      { ...standup, start: '2026-04-01T10:00:00+02:00', end: '2026-04-01T10:15:00+02:00', response: 'needs-action', busy: false }, next,
    ]);
  });

  it.each([
    told('changed', { id: 'standup', rrule: 'FREQ=DAILY' }, { changes: ['title'] }),
    told('changed', { id: 'review' }, { changes: ['rrule'] }),
    told('changed', { id: 'standup' }, { changes: ['title'] }),
  ])('of a series, or that makes one or ends it, has to be asked for', (notification) => {
    expect(after([review, standup], notification)).toBe('unknown');
  });
});

describe('a cancellation', () => {
  it('is marked, and takes no time any more', () => {
    expect(after([review, standup], told('cancelled'))).toEqual([{ ...review, status: 'cancelled', busy: false }, standup]);
  });

  it('of one occurrence is that one’s', () => {
    const notification = told('cancelled', { id: 'standup', occurrence: standup.occurrence!, rrule: 'FREQ=DAILY' });
    expect(after([review, standup], notification)).toEqual([review, { ...standup, status: 'cancelled', busy: false }]);
  });

  it('of what is not shown changes nothing', () => {
    expect(after([standup], told('cancelled'))).toEqual([standup]);
  });
});

it('is not touched by reminders and answers', () => {
  const items = [review];
  expect(after(items, told('reminder', { rrule: 'FREQ=DAILY' }))).toBe(items);
  expect(after(items, told('responded'))).toBe(items);
});
