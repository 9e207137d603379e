import { Refusal, ask } from '../server/request';
import type { Me } from '../server/shapes';
import type { Heard, Line, World } from './connection';

// The world as a browser has it, in a worker or in a tab.

function open(after: number | undefined, heard: Heard): Line {
  const address = new URL('/api/v1/stream', location.origin.replace(/^http/, 'ws'));
  if (after !== undefined) address.searchParams.set('after', String(after));
  const socket = new WebSocket(address);
  socket.onmessage = ({ data }) => heard.text(String(data));
  socket.onclose = ({ code }) => heard.closed(code);
  return { send: (text) => socket.send(text), close: () => socket.close() };
}

async function whoIsSignedIn(): Promise<string | undefined> {
  try {
    return (await ask<Me>('GET', '/users/me')).value.id;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return undefined;
    throw error;
  }
}

const lastSeq = async (after: number): Promise<number> =>
  (await ask<{ lastSeq: number }>('GET', '/notifications', { query: { after, limit: 1 } })).value.lastSeq;

export const browser: World = {
  open,
  whoIsSignedIn,
  lastSeq,
  later: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  now: () => Date.now(),
  random: () => Math.random(),
};
