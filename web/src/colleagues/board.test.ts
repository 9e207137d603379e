import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../server/request';
import type { FreeBusy, User } from '../server/shapes';
import { Board } from './board.svelte';
import type { Question } from './board.svelte';

const server = vi.hoisted(() => ({ person: vi.fn(), freeBusy: vi.fn(), busyDays: vi.fn() }));
vi.mock('../server/people', () => ({ person: server.person }));
vi.mock('../server/calendar', () => ({ freeBusy: server.freeBusy, busyDays: server.busyDays }));

const user = (id: string): User => ({ id, name: id, email: `${id}@example.org`, timeZone: 'UTC' });
const week: Question = { me: user('me'), ids: ['ann'], from: '2026-11-23', to: '2026-11-30', month: false, zone: 'UTC' };
const answer = (start: string): FreeBusy => ({ from: '', to: '', users: { me: { busy: [{ start, end: start, status: 'busy' }] } } });

beforeEach(() => {
  vi.resetAllMocks();
  server.person.mockImplementation(async (id: string) => user(id));
  server.freeBusy.mockImplementation(async () => answer('now'));
});

describe('people side by side', () => {
  it('begin with oneself, and are asked about once', async () => {
    const board = new Board();
    expect(await board.show(week)).toEqual([]);
    await board.show({ ...week, ids: ['ann', 'bob'] });
    expect(board.people.map(({ id }) => id)).toEqual(['me', 'ann', 'bob']);
    expect(server.person.mock.calls).toEqual([['ann'], ['bob']]);
    expect(server.freeBusy.mock.lastCall?.[0]).toEqual(['me', 'ann', 'bob']);
  });

  it('are shown without those who are nobody, who are named', async () => {
    server.person.mockImplementation(async (id: string) => {
      if (id === 'gone') throw new Refusal(404, 'Not found', '', []);
      return user(id);
    });
    const board = new Board();
    expect(await board.show({ ...week, ids: ['gone', 'bob'] })).toEqual(['gone']);
    expect(board.people.map(({ id }) => id)).toEqual(['me', 'bob']);
  });

  it('never show an answer to what was asked before', async () => {
    let late: (value: FreeBusy) => void = () => {};
    server.freeBusy.mockImplementationOnce(() => new Promise((resolve) => { late = resolve; }));
    const board = new Board();
    const first = board.show(week);
    await vi.waitFor(() => expect(server.freeBusy).toHaveBeenCalledTimes(1));
    await board.show({ ...week, from: '2026-11-30', to: '2026-12-07' });
    late(answer('late'));
    await first;
    expect(board.busy.me?.[0]?.start).toBe('now');
    expect(board.loading).toBe(false);
  });

  it('keep what was there when the server does not answer, and say so', async () => {
    const board = new Board();
    await board.show(week);
    server.freeBusy.mockRejectedValueOnce(new Refusal(503, 'Busy', '', []));
    await expect(board.show(week)).rejects.toThrow();
    expect(board.people.map(({ id }) => id)).toEqual(['me', 'ann']);
    expect(board.loading).toBe(false);
  });

  it('have day maps whose last day is included', async () => {
    server.busyDays.mockResolvedValue({ '2026-11-23': true });
    const board = new Board();
    await board.show({ ...week, month: true });
    expect(server.busyDays.mock.calls[0]).toEqual(['me', '2026-11-23', '2026-11-29', 'UTC']);
    expect(board.days.ann).toEqual({ '2026-11-23': true });
  });
});
