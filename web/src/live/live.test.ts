import { beforeEach, expect, it, vi } from 'vitest';
import type { FromTab, ToTab } from './messages';
import type { Me, Notification } from '../server/shapes';

// The state of the page, with the keeper, the server and the browser played by the test.

const stage = vi.hoisted(() => {
  const store = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, text: string) => store.set(key, text), removeItem: (key: string) => store.delete(key),
  });
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { documentElement: { dataset: {} }, visibilityState: 'hidden' }));
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('location', { hash: '' });
  return { store, page, said: [] as FromTab[], hear: (_: ToTab): void => {}, log: [] as Notification[], asked: [] as string[] };
});

vi.mock('./keeper', () => ({
  keep: (_: string, hear: (message: ToTab) => void, hello: () => FromTab) => {
    stage.hear = hear;
    stage.said.push(hello());
    return { say: (message: FromTab) => stage.said.push(message), leave: () => {} };
  },
}));

const told = (seq: number, kind: Notification['kind'] = 'invited', at = '2020-01-01T00:00:00Z'): Notification => ({
  seq, kind, at, by: { userId: 'ann', name: 'Ann' },
  meeting: {
    id: `m${seq}`, title: 'Map review', start: '2026-03-31T12:00:00Z', end: '2026-03-31T13:00:00Z', timeZone: 'UTC', allDay: false, link: '',
    organizer: { userId: 'ann', name: 'Ann' },
  },
});

const { live } = await import('./live.svelte');
const { diary } = await import('../state/diary.svelte');
const { session } = await import('../state/session.svelte');

const bob = { id: 'bob', email: 'bob@x.example', name: 'Bob', timeZone: 'Asia/Tokyo' } as Me;
const settled = () => vi.advanceTimersByTimeAsync(400);
const welcome = (seq: number, acked = 0, dealt: number[] = []) => stage.hear({ type: 'welcome', connected: true, seq, acked, dealt });

beforeEach(() => {
  vi.restoreAllMocks();
  vi.useFakeTimers();
  live.stop();
  Object.assign(stage, { said: [], log: [], asked: [] });
  vi.stubGlobal('fetch', async (address: string) => {
    stage.asked.push(address);
    return new Response(JSON.stringify({ items: address.includes('/notifications') ? stage.log : [], lastSeq: 0 }));
  });
  session.me = bob;
  live.start(bob);
});

it('fetches what was last, and counts what nobody has dealt with', async () => {
  stage.log = [told(90), told(91)];
  welcome(91, 85, [88]);
  await settled();
  expect(stage.asked).toEqual(['/api/v1/notifications?after=41&limit=100']);
  expect(live.list.map(({ seq }) => seq)).toEqual([90, 91]);
  expect(live.unread).toBe(5);
  expect([85, 86, 88].map((seq) => live.isDealt(seq))).toEqual([true, false, true]);
});

it('puts a push into the diary without asking the server, and tells the page', async () => {
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
  welcome(0);
  await settled();
  stage.asked.length = 0;
  const heard: number[] = [];
  stage.page.addEventListener('kalends:notification', (event) => heard.push((event as CustomEvent<Notification>).detail.seq), { once: true });
  stage.hear({ type: 'notification', notification: told(1) });
  expect(diary.items).toMatchObject([{ meetingId: 'm1', start: '2026-03-31T21:00:00+09:00' }]);
  expect(heard).toEqual([1]);
  await settled();
  expect(stage.asked).toEqual([]);
});

it('takes many that come together in one go, and each once', async () => {
  welcome(0);
  await settled();
  const lists: number[] = [];
  for (const seq of [1, 2, 2, 3, 4]) {
    stage.hear({ type: 'notification', notification: told(seq) });
    lists.push(live.list.length);
  }
  expect(lists).toEqual([1, 1, 1, 1, 1]);
  await settled();
  expect(live.list.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(live.seq).toBe(4);
});

it.each([0, 0.999])('fetches the diary once for several series (%d)', async (dice) => {
  vi.spyOn(Math, 'random').mockReturnValue(dice);
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
  welcome(0);
  await settled();
  stage.asked.length = 0;
  for (const seq of [1, 2, 3]) {
    const notification = told(seq);
    stage.hear({ type: 'notification', notification: { ...notification, meeting: { ...notification.meeting, rrule: 'FREQ=DAILY' } } });
  }
  await settled();
  expect(stage.asked).toHaveLength(1);
});

it('looks again at the calendar when something happened before the socket was there', async () => {
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
  stage.asked.length = 0;
  stage.log = [told(5, 'changed', new Date().toISOString())];
  welcome(5);
  await settled();
  expect(stage.asked.filter((address) => address.includes('/calendar'))).toHaveLength(1);
});

it('fetches everything afresh at a reset', async () => {
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
  stage.log = [told(9)];
  welcome(9);
  await settled();
  Object.assign(stage, { log: [told(2)], asked: [] });
  stage.hear({ type: 'reset', seq: 2 });
  await settled();
  expect(stage.asked.map((address) => address.replace(/\?.*/, ''))).toEqual(['/api/v1/notifications', '/api/v1/users/me/calendar']);
  expect(live.list.map(({ seq }) => seq)).toEqual([2]);
});

it('says that it is away, but not in the first second', async () => {
  welcome(0);
  stage.hear({ type: 'connected', connected: false });
  await vi.advanceTimersByTimeAsync(999);
  expect(live.away).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(live.away).toBe(true);
  stage.hear({ type: 'connected', connected: true });
  expect(live.away).toBe(false);
});

it('looks at the calendar again after it was away for long', async () => {
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
  welcome(0);
  await settled();
  stage.asked.length = 0;
  stage.hear({ type: 'connected', connected: false });
  await vi.advanceTimersByTimeAsync(5000);
  stage.hear({ type: 'connected', connected: true });
  await settled();
  expect(stage.asked).toEqual([]);
  stage.hear({ type: 'connected', connected: false });
  await vi.advanceTimersByTimeAsync(61_000);
  stage.hear({ type: 'connected', connected: true });
  await settled();
  expect(stage.asked).toHaveLength(1);
});

it('tells the other tabs what was written about meetings, and hears them', async () => {
  const { answer } = await import('../server/meetings');
  const { freeBusy } = await import('../server/calendar');
  await diary.show({ from: '2026-03-30', to: '2026-04-06' });
  welcome(0);
  await settled();
  Object.assign(stage, { said: [], asked: [] });
  await freeBusy([], { from: '2026-03-30', to: '2026-03-31' }, 'UTC');
  await answer('m1', 'accepted', undefined, { scope: 'this', occurrence: '2026-03-31T12:00:00Z' });
  expect(stage.said).toEqual([{ type: 'wrote', written: { meeting: 'm1', occurrence: '2026-03-31T12:00:00Z', response: 'accepted' } }]);
  stage.asked.length = 0;
  stage.hear({ type: 'wrote', written: {} });
  stage.hear({ type: 'wrote', written: { meeting: 'm2' } });
  await settled();
  expect(stage.asked).toHaveLength(1);
});

it('keeps for the next loading of the page what was dealt with apart', () => {
  welcome(9, 3, [7]);
  expect(JSON.parse(stage.store.get('kalends.dealt')!)).toEqual({ user: 'bob', seqs: [7] });
  live.stop();
  live.start(bob);
  expect(stage.said.at(-1)).toMatchObject({ type: 'hello', user: 'bob', dealt: [7] });
  live.stop();
  live.start({ ...bob, id: 'eve' });
  expect(stage.said.at(-1)).toMatchObject({ type: 'hello', user: 'eve', dealt: [] });
});

it('does not end the session of others when it hears late that its own is over', async () => {
  const { onSignedOut } = await import('../server/request');
  // As the page does: without a person, nothing of it stays.
  onSignedOut(() => live.stop());
  welcome(0);
  stage.said.length = 0;
  stage.hear({ type: 'ended' });
  expect(session.me).toBeUndefined();
  expect(stage.said).toEqual([]);
});

it('leaves nothing behind when somebody signs out', async () => {
  stage.log = [told(9)];
  welcome(9, 3);
  await settled();
  session.me = undefined;
  live.stop();
  expect(stage.said.at(-1)).toEqual({ type: 'end' });
  expect([live.list, live.seq, live.acked, diary.items]).toEqual([[], 0, 0, []]);
  stage.hear({ type: 'notification', notification: told(10) });
  expect(live.list).toEqual([]);
});
