import { expect, it, vi } from 'vitest';
import type { AnswerWord, Notification } from '../server/shapes';

vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('addEventListener', () => {});
});
vi.mock('../server/meetings');
vi.mock('../live/live.svelte', () => ({ live: { seq: 9, deal: () => {} } }));

const server = vi.mocked(await import('../server/meetings'));
const { Refusal } = await import('../server/request');
const { answers } = await import('./answers.svelte');

const told = (id: string) => ({ seq: 1, kind: 'invited', meeting: { id, rrule: 'FREQ=DAILY' } }) as Notification;

it('a refused answer takes back itself only', async () => {
  let refuse = () => {};
  server.answer.mockImplementation((id: string, _: AnswerWord) => (id === 'late'
    ? new Promise((_resolve, reject) => { refuse = () => reject(new Refusal(409, 'Cancelled', '', [])); })
    : Promise.resolve({ value: {} as never, etag: null, location: null })));
  const late = answers.respond(told('late'), 'accepted');
  await answers.respond(told('soon'), 'declined');
  expect([answers.to(told('late')), answers.to(told('soon'))]).toEqual(['accepted', 'declined']);
  refuse();
  await late;
  expect([answers.to(told('late')), answers.to(told('soon'))]).toEqual([undefined, 'declined']);
});
