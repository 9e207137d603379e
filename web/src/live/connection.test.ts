import { describe, expect, it } from 'vitest';
import { Connection, beat, first_pause, longest_pause, restart_pause, slept } from './connection';
import type { Heard } from './connection';

/** A world of which a test says when what happens. */
class Scene {
  sockets: { after: number | undefined; heard: Heard; sent: string[]; closed: boolean }[] = [];
  timers = new Map<number, { due: number; then: () => void }>();
  signedIn: string | undefined | Error = 'me';
  last: number | Error = 0;
  asked = 0;
  luck = 0.5;
  clock = 0;
  events: string[] = [];
  #next = 0;

  connection = new Connection('me', {
    open: (after, heard) => {
      const socket = { after, heard, sent: [] as string[], closed: false };
      this.sockets.push(socket);
      return { send: (text) => socket.sent.push(text), close: () => { socket.closed = true; } };
    },
    whoIsSignedIn: async () => {
      this.asked += 1;
      if (this.signedIn instanceof Error) throw this.signedIn;
      return this.signedIn;
    },
    lastSeq: async () => {
      if (this.last instanceof Error) throw this.last;
      return this.last;
    },
    later: (ms, then) => {
      const id = ++this.#next;
      this.timers.set(id, { due: this.clock + ms, then });
      return () => this.timers.delete(id);
    },
    now: () => this.clock,
    random: () => this.luck,
  }, {
    frame: (frame) => this.events.push('seq' in frame ? `${frame.type} ${frame.seq}` : 'strange'),
    connected: (connected) => this.events.push(connected ? 'here' : 'away'),
    ended: () => this.events.push('ended'),
  });

  get socket() {
    return this.sockets.at(-1)!;
  }

  say(frame: unknown) {
    this.socket.heard.text(JSON.stringify(frame));
  }

  hello(seq: number) {
    this.say({ type: 'hello', seq, acked: 0, heartbeatMs: 30_000 });
  }

  notify(seq: number) {
    this.say({ type: 'notification', seq, kind: 'reminder' });
  }

  /** Also what promises do on the way. */
  async pass(ms: number) {
    const until = this.clock + ms;
    for (;;) {
      const [id, timer] = [...this.timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
      if (id === undefined || !timer || timer.due > until) break;
      this.timers.delete(id);
      this.clock = Math.max(this.clock, timer.due);
      timer.then();
      await settle();
    }
    this.clock = until;
    await settle();
  }
}

async function settle() {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

function begun(seq = 10): Scene {
  const scene = new Scene();
  scene.connection.begin();
  scene.hello(seq);
  return scene;
}

describe('a connection', () => {
  it('starts without a cursor, and goes on from what it heard last', async () => {
    const scene = begun(10);
    expect(scene.socket.after).toBeUndefined();
    scene.notify(11);
    scene.notify(12);
    scene.socket.heard.closed(1006);
    await scene.pass(first_pause);
    expect(scene.sockets).toHaveLength(2);
    expect(scene.socket.after).toBe(12);
    expect(scene.events).toEqual(['here', 'hello 10', 'notification 11', 'notification 12', 'away']);
  });

  it('goes on from the greeting when nothing came since', async () => {
    const scene = begun(7);
    scene.socket.heard.closed(1006);
    await scene.pass(first_pause);
    expect(scene.socket.after).toBe(7);
  });

  it('tells doubles by their number', () => {
    const scene = begun(10);
    scene.notify(11);
    scene.notify(11);
    scene.notify(10);
    scene.notify(12);
    expect(scene.events.slice(2)).toEqual(['notification 11', 'notification 12']);
  });

  it('goes on from where a reset says, also when that is earlier', () => {
    const scene = begun(10);
    scene.say({ type: 'reset', seq: 3 });
    scene.notify(4);
    expect(scene.events.slice(2)).toEqual(['reset 3', 'notification 4']);
    expect(scene.connection.seq).toBe(4);
  });

  it('hears no frame that cannot be read, and lives on', () => {
    const scene = begun(10);
    scene.socket.heard.text('{');
    scene.notify(11);
    expect(scene.events.at(-1)).toBe('notification 11');
  });

  it('waits longer each time, from nothing to a bound that doubles up to half a minute', async () => {
    const scene = new Scene();
    scene.connection.begin();
    for (const longest of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      scene.luck = 1;
      const opened = scene.sockets.length;
      scene.socket.heard.closed(1006);
      await scene.pass(Math.min(longest, longest_pause) - 1);
      expect(scene.sockets).toHaveLength(opened);
      await scene.pass(1);
      expect(scene.sockets).toHaveLength(opened + 1);
    }
    scene.luck = 0;
    scene.socket.heard.closed(1006);
    await scene.pass(0);
    expect(scene.sockets).toHaveLength(10);
  });

  it('begins with short pauses again after a connection that held, and not after one that broke at once', async () => {
    const scene = new Scene();
    scene.luck = 1;
    scene.connection.begin();
    scene.hello(1);
    scene.socket.heard.closed(1006);
    await scene.pass(500);
    scene.hello(1);
    scene.socket.heard.closed(1006);
    await scene.pass(999);
    expect(scene.sockets).toHaveLength(2);
    await scene.pass(1);
    scene.hello(1);
    await scene.pass(6000);
    scene.socket.heard.closed(1006);
    await scene.pass(500);
    expect(scene.sockets).toHaveLength(4);
  });

  it('spreads over some seconds after a restart', async () => {
    const scene = begun(10);
    scene.luck = 0.9;
    scene.socket.heard.closed(1012);
    await scene.pass(restart_pause * 0.9 - 1);
    expect(scene.sockets).toHaveLength(1);
    await scene.pass(1);
    expect(scene.sockets).toHaveLength(2);
  });

  it.each([4001, 4003])('ends for good when it is closed with %i', async (code) => {
    const scene = begun(10);
    scene.socket.heard.closed(code);
    scene.connection.renew();
    await scene.pass(600_000);
    expect(scene.events.slice(2)).toEqual(['away', 'ended']);
    expect(scene.sockets).toHaveLength(1);
    expect(scene.timers.size).toBe(0);
  });

  it.each([undefined, 'somebody else'])('never opens a socket with the session of %s', async (who) => {
    const scene = begun(10);
    scene.signedIn = who;
    scene.socket.heard.closed(1006);
    await scene.pass(first_pause);
    expect(scene.sockets).toHaveLength(1);
    expect(scene.events.at(-1)).toBe('ended');
  });

  it('tries on while nobody answers who is signed in', async () => {
    const scene = begun(10);
    scene.signedIn = new Error('away');
    scene.socket.heard.closed(1006);
    await scene.pass(5000);
    expect(scene.sockets).toHaveLength(1);
    expect(scene.asked).toBeGreaterThan(1);
    scene.signedIn = 'me';
    await scene.pass(longest_pause);
    expect(scene.sockets).toHaveLength(2);
  });

  it('comes back at once when the network does, without the pause or the old socket', async () => {
    const scene = begun(10);
    const old = scene.socket;
    scene.connection.renew();
    await settle();
    expect(old.closed).toBe(true);
    expect(scene.sockets).toHaveLength(2);
    old.heard.text(JSON.stringify({ type: 'notification', seq: 11 }));
    old.heard.closed(1006);
    await scene.pass(10_000);
    expect(scene.sockets).toHaveLength(2);
    expect(scene.events).toEqual(['here', 'hello 10', 'away']);
  });

  it('gives up a socket that is opened and never greets', async () => {
    const scene = new Scene();
    scene.connection.begin();
    await scene.pass(20_000 + first_pause);
    expect(scene.sockets).toHaveLength(2);
    expect(scene.sockets[0]!.closed).toBe(true);
  });

  it('opens a new socket when the old one does not bring what the server has', async () => {
    const scene = begun(10);
    scene.last = 11;
    await scene.connection.check();
    await scene.pass(1999);
    expect(scene.sockets).toHaveLength(1);
    await scene.pass(1);
    expect(scene.sockets).toHaveLength(2);
    expect(scene.socket.after).toBe(10);
  });

  it('keeps a socket that was only slower than the check', async () => {
    const scene = begun(10);
    scene.last = 11;
    await scene.connection.check();
    scene.notify(11);
    await scene.pass(5000);
    expect(scene.sockets).toHaveLength(1);
  });

  it('takes a check without an answer for a broken connection', async () => {
    const scene = begun(10);
    scene.last = new Error('away');
    await scene.connection.check();
    expect(scene.events.at(-1)).toBe('away');
  });

  it('checks by itself every few minutes', async () => {
    const scene = begun(10);
    scene.last = 12;
    await scene.pass(8 * beat + 1999);
    expect(scene.sockets).toHaveLength(1);
    await scene.pass(1);
    expect(scene.sockets).toHaveLength(2);
  });

  it('trusts no socket after sleep', async () => {
    const scene = begun(10);
    scene.clock += slept + beat + 1;
    await scene.pass(0);
    expect(scene.sockets).toHaveLength(2);
  });

  it('is silent after its end, whatever the socket still says', async () => {
    const scene = begun(10);
    const { heard } = scene.socket;
    scene.connection.end();
    heard.text(JSON.stringify({ type: 'notification', seq: 11 }));
    heard.closed(1006);
    await scene.pass(600_000);
    expect(scene.events.slice(2)).toEqual(['away']);
    expect(scene.sockets).toHaveLength(1);
    expect(scene.connection.send({ type: 'ack', seq: 1 })).toBe(false);
  });
});
