import { expect, it } from 'vitest';
import type { Heard } from './connection';
import { Hub } from './hub';
import type { FromTab, ToTab } from './messages';

function scene() {
  const lines: { heard: Heard; sent: unknown[]; closed: boolean }[] = [];
  const hub = new Hub({
    open: (_, heard) => {
      const line = { heard, sent: [] as unknown[], closed: false };
      lines.push(line);
      return { send: (text) => line.sent.push(JSON.parse(text)), close: () => { line.closed = true; } };
    },
    whoIsSignedIn: async () => 'ann',
    lastSeq: async () => 0,
    later: () => () => {},
    now: () => 0,
    random: () => 0,
  });
  return {
    lines,
    server: (frame: unknown) => lines.at(-1)!.heard.text(JSON.stringify(frame)),
    tab: () => {
      const heard: ToTab[] = [];
      const tab = { post: (message: ToTab) => heard.push(message) };
      return {
        heard,
        types: () => heard.map(({ type }) => type),
        say: (message: FromTab) => hub.hear(tab, message),
        hello: (user = 'ann', { dealt = [] as number[], visible = true, notices = false } = {}) =>
          hub.hear(tab, { type: 'hello', user, dealt, visible, notices }),
      };
    },
  };
}

const hello = { type: 'hello', seq: 10, acked: 7, heartbeatMs: 30_000 };
const invited = { type: 'notification', seq: 11, kind: 'invited' };

it('opens one socket for all tabs, and welcomes each', () => {
  const { lines, server, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.hello();
  server(hello);
  b.hello();
  expect(lines).toHaveLength(1);
  const welcome = { type: 'welcome', connected: true, seq: 10, acked: 7, dealt: [] };
  expect(a.heard.at(-1)).toEqual(welcome);
  expect(b.heard).toEqual([welcome]);
  server(invited);
  expect(a.types().at(-1)).toBe('notification');
  expect(b.types().at(-1)).toBe('notification');
});

it('takes a card away in all tabs, and acknowledges what has nothing open before it', () => {
  const { lines, server, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.hello();
  b.hello();
  server(hello);
  a.say({ type: 'deal', seqs: [9] });
  expect(b.heard.at(-1)).toEqual({ type: 'dealt', acked: 7, dealt: [9] });
  expect(lines[0]!.sent).toEqual([]);
  b.say({ type: 'deal', seqs: [8] });
  expect(lines[0]!.sent).toEqual([{ type: 'ack', seq: 9 }]);
  expect(a.heard.at(-1)).toEqual({ type: 'dealt', acked: 9, dealt: [] });
});

it('hears what was acknowledged in another browser', () => {
  const { server, tab } = scene();
  const a = tab();
  a.hello();
  server(hello);
  server({ type: 'acked', seq: 10 });
  expect(a.heard.at(-1)).toEqual({ type: 'dealt', acked: 10, dealt: [] });
});

it('acknowledges with the next greeting what it could not say meanwhile', () => {
  const { lines, server, tab } = scene();
  const a = tab();
  a.hello();
  a.say({ type: 'read', seq: 10 });
  expect(lines[0]!.sent).toEqual([]);
  server(hello);
  expect(lines[0]!.sent).toEqual([{ type: 'ack', seq: 10 }]);
});

it('remembers with the tab what was dismissed before it was loaded again', () => {
  const { server, tab } = scene();
  const a = tab();
  a.hello('ann', { dealt: [9] });
  server(hello);
  expect(a.heard.at(-1)).toMatchObject({ type: 'welcome', acked: 7, dealt: [9] });
});

it('tells the other tabs what one has written', () => {
  const { server, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.hello();
  b.hello();
  server(hello);
  a.say({ type: 'wrote', written: { meeting: 'm' } });
  expect(a.types()).not.toContain('wrote');
  expect(b.heard.at(-1)).toEqual({ type: 'wrote', written: { meeting: 'm' } });
});

it('ends the socket and all tabs when one signs out', () => {
  const { lines, server, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.hello();
  b.hello();
  server(hello);
  a.say({ type: 'end' });
  expect(lines[0]!.closed).toBe(true);
  expect(a.types()).not.toContain('ended');
  expect(b.types().at(-1)).toBe('ended');
  const before = b.heard.length;
  server(invited);
  expect(b.heard).toHaveLength(before);
});

it('ends all tabs when the server ends the session', () => {
  const { lines, server, tab } = scene();
  const a = tab();
  a.hello();
  server(hello);
  lines[0]!.heard.closed(4001);
  expect(a.types().at(-1)).toBe('ended');
});

it('keeps nothing of one person for another', () => {
  const { lines, server, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.hello('ann', { dealt: [9] });
  server(hello);
  b.hello('bob');
  expect(lines[0]!.closed).toBe(true);
  expect(a.types().at(-1)).toBe('ended');
  lines[0]!.heard.text(JSON.stringify(invited));
  server({ ...hello, seq: 3, acked: 0 });
  expect(b.heard.map((message) => message.type)).toEqual(['connected', 'welcome']);
  expect(b.heard.at(-1)).toMatchObject({ seq: 3, acked: 0, dealt: [] });
});

it('starts anew for whoever signs in again', () => {
  const { lines, server, tab } = scene();
  const a = tab();
  a.hello();
  server(hello);
  a.say({ type: 'end' });
  a.hello();
  expect(lines).toHaveLength(2);
  server(hello);
  expect(a.types().at(-1)).toBe('welcome');
});

it('has one tab tell the system, and only while none is looked at', () => {
  const { server, tab } = scene();
  const [a, b, c] = [tab(), tab(), tab()];
  a.hello('ann', { notices: true });
  b.hello('ann', { notices: true });
  c.hello();
  server(hello);
  server(invited);
  expect([...a.types(), ...b.types(), ...c.types()]).not.toContain('show');
  b.say({ type: 'manner', visible: false, notices: true });
  c.say({ type: 'manner', visible: false, notices: false });
  a.say({ type: 'manner', visible: false, notices: true });
  server({ ...invited, seq: 12 });
  expect(a.types().filter((type) => type === 'show')).toHaveLength(1);
  expect([...b.types(), ...c.types()]).not.toContain('show');
});

it('counts no more on a tab that has gone', () => {
  const { server, tab } = scene();
  const [a, b] = [tab(), tab()];
  a.hello();
  b.hello('ann', { visible: false, notices: true });
  server(hello);
  a.say({ type: 'bye' });
  server(invited);
  expect(b.types()).toContain('show');
  expect(a.types()).not.toContain('notification');
});
