import { expect, it, vi } from 'vitest';
import type { Me } from '../server/shapes';

const store = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, text: string) => store.set(key, text), removeItem: (key: string) => store.delete(key),
});

const { session } = await import('./session.svelte');
const { tellSignedOut } = await import('../server/request');

const gil = { id: 'gil', email: 'gil@x.example', name: 'Gil' } as Me;

it('whoever signs out leaves no address behind, though their socket ends before the answer is here', async () => {
  session.me = gil;
  const seen: (string | undefined)[] = [];
  vi.stubGlobal('fetch', async () => {
    tellSignedOut();
    seen.push(session.me?.email, session.ended);
    return new Response(null, { status: 204 });
  });
  await session.signOut();
  expect([...seen, session.me, session.ended]).toEqual([undefined, undefined, undefined, undefined]);
});

it('who cannot be signed out stays, and is told of it when their session ends of itself', async () => {
  session.me = gil;
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 503 }));
  await expect(session.signOut()).rejects.toMatchObject({ status: 503 });
  expect(session.me).toBe(gil);
  tellSignedOut();
  expect([session.me, session.ended]).toEqual([undefined, 'gil@x.example']);
});
