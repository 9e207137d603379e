import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('../server/calendar');

const { freeBusy } = vi.mocked(await import('../server/calendar'));
const { Unreachable } = await import('../server/request');
const { BusyTimes } = await import('./busy.svelte');

const zone = 'Europe/Berlin';
let times: InstanceType<typeof BusyTimes>;

beforeEach(() => {
  times = new BusyTimes();
  freeBusy.mockImplementation(async (users, range) => ({ ...range, users: Object.fromEntries(users.map((user) => [user, { busy: [] }])) }));
});

it('nobody is called free of whom, or of when, it is not known', async () => {
  expect(times.covers(['ann'], '2026-03-30', '2026-03-30')).toBe(false);
  await times.ask(['ann'], '2026-03-30', '2026-03-31', zone);
  expect(times.covers(['ann'], '2026-03-30', '2026-03-31')).toBe(true);
  expect(times.covers(['ann', 'bob'], '2026-03-30', '2026-03-30')).toBe(false);
  expect(times.covers(['ann'], '2026-03-31', '2026-04-01')).toBe(false);
  expect(times.covers(['ann'], '2026-03-29', '2026-03-30')).toBe(false);
});

it('what was known stays known while the server is away, and no more than that', async () => {
  await times.ask(['ann'], '2026-03-30', '2026-03-30', zone);
  freeBusy.mockRejectedValueOnce(new Unreachable());
  await times.ask(['ann', 'bob'], '2026-04-06', '2026-04-06', zone);
  expect(times.covers(['ann'], '2026-03-30', '2026-03-30')).toBe(true);
  expect(times.covers(['ann'], '2026-04-06', '2026-04-06')).toBe(false);
});
