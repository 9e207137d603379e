import { beforeEach, expect, it, vi } from 'vitest';
import type { Answer } from '../server/request';
import type { CalendarItem, Meeting } from '../server/shapes';

vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  vi.stubGlobal('document', { documentElement: {} });
});
vi.mock('../server/meetings');
vi.mock('../server/calendar');

const server = vi.mocked(await import('../server/meetings'));
const { calendarOf } = vi.mocked(await import('../server/calendar'));
const { Refusal } = await import('../server/request');
const { diary } = await import('../state/diary.svelte');
const { drag } = await import('./moving');

const plan = {
  meetingId: 'm', title: 'Plan', start: '2026-03-30T09:00:00Z', end: '2026-03-30T10:00:00Z', timeZone: 'UTC', allDay: false,
} as CalendarItem;
const startOf = () => diary.items[0]?.start.slice(11, 16);
const hour = { start: 3600, end: 3600 };
let answers: { take: () => void; refuse: () => void }[];

beforeEach(async () => {
  answers = [];
  calendarOf.mockResolvedValue([plan]);
  server.change.mockReset().mockImplementation((_, patch) => new Promise<Answer<Meeting>>((resolve, reject) => {
    const start = String(patch.start);
    const end = new Date(Date.parse(start) + 3_600_000).toISOString();
    answers.push({
      take: () => resolve({ value: { ...plan, start, end } as unknown as Meeting, etag: null, location: null }),
      refuse: () => reject(new Refusal(409, 'No', '', [])),
    });
  }));
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
});

it('what is dragged twice is sent in that order, and does not jump back in between', async () => {
  const first = drag(diary.items[0]!, hour);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const second = drag(diary.items[0]!, hour);
  expect([startOf(), answers.length]).toEqual(['11:00', 1]);
  answers[0]!.take();
  await first;
  expect(startOf()).toBe('11:00');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]!.take();
  await second;
  expect(startOf()).toBe('11:00');
});

it('what the server refuses goes back to where it was', async () => {
  const moved = drag(diary.items[0]!, hour);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  expect(startOf()).toBe('10:00');
  answers[0]!.refuse();
  await moved;
  expect(startOf()).toBe('09:00');
});
