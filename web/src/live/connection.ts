import type { Frame } from '../server/shapes';

// How the page stays connected: one socket, its cursor, and what happens when it breaks.
//
// A browser answers the server's pings by itself and tells nobody, and a connection whose other end is gone
// without a word (sleep, another network, a proxy that forgot) looks open for many minutes. So:
//  - after sleep (the beat comes far too late) and when the browser says `online`, the socket is opened anew:
//    resuming is exact and costs one handshake, so that there is nothing to find out first;
//  - when somebody comes back to the page, and every two minutes besides, the server is asked for its last
//    number. What the socket should have brought by then and did not shows that it is dead.
// Pings of our own would cost the server more frames, and would say less.

/** A socket, once it is asked for. */
export interface Line {
  send(text: string): void;
  close(): void;
}

export interface Heard {
  text(text: string): void;
  /** Once, also when it never opened. */
  closed(code: number): void;
}

/** Everything outside: a test has its own. */
export interface World {
  open(after: number | undefined, heard: Heard): Line;
  /** Whose session the browser has now: undefined when nobody's. Throws when there is no answer. */
  whoIsSignedIn(): Promise<string | undefined>;
  /** The last number of the log. Throws when there is no answer. */
  lastSeq(after: number): Promise<number>;
  /** Gives what calls it off. */
  later(ms: number, then: () => void): () => void;
  now(): number;
  random(): number;
}

export interface Listener {
  frame(frame: Frame): void;
  connected(connected: boolean): void;
  /** The session is over, or is somebody else's: there will be no more. */
  ended(): void;
}

export const first_pause = 500;
export const longest_pause = 30_000;
export const restart_pause = 5_000;
const opening_limit = 20_000;
/** A connection that lived this long was a good one, and the next trouble is a new one. */
const good_life = 5_000;
export const beat = 15_000;
/** Hidden tabs are woken once a minute only: that is no sleep. */
export const slept = 120_000;
const beats_a_check = 8;
const check_again_after = 10_000;
const grace = 2_000;

const session_ended = 4001;
const access_withdrawn = 4003;
const restart = 1012;

function parsed(text: string): Frame | undefined {
  try {
    return JSON.parse(text) as Frame;
  } catch {
    return undefined;
  }
}

export class Connection {
  /** The last number that was heard; from there the next socket goes on. */
  seq: number | undefined;
  #line: Line | undefined;
  #greeted = false;
  #openedAt = 0;
  #attempts = 0;
  #ended = false;
  /** What is awaited belongs to one turn; that of an earlier one counts no more. */
  #turn = 0;
  #callOff = () => {};
  #stopBeat = () => {};
  #beats = 0;
  #checkedAt = -Infinity;

  constructor(readonly user: string, readonly world: World, readonly listener: Listener) {}

  /** For the page that has just asked who is signed in. */
  begin(): void {
    this.#open();
    this.#nextBeat();
  }

  /** For good. */
  end(): void {
    this.#ended = true;
    this.#stopBeat();
    this.#leave();
  }

  /** False when there is nobody to hear it. */
  send(message: unknown): boolean {
    if (!this.#greeted) return false;
    this.#line?.send(JSON.stringify(message));
    return true;
  }

  /** The network is back, or another one: at once, and without trusting the socket there is. */
  renew(): void {
    if (this.#ended) return;
    this.#leave();
    void this.#comeBack();
  }

  /** Whether the socket brings what there is. */
  async check(): Promise<void> {
    const { world } = this;
    if (!this.#greeted || world.now() - this.#checkedAt < check_again_after) return;
    this.#checkedAt = world.now();
    const turn = this.#turn;
    const last = await world.lastSeq(this.seq ?? 0).catch(() => undefined);
    if (turn !== this.#turn) return;
    if (last === undefined) return this.#retry(0);
    if (last <= (this.seq ?? 0)) return;
    world.later(grace, () => {
      if (turn === this.#turn && last > (this.seq ?? 0)) this.renew();
    });
  }

  #open(): void {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    this.#openedAt = this.world.now();
    this.#callOff = this.world.later(opening_limit, () => isCurrent() && this.#retry(0));
    this.#line = this.world.open(this.seq, {
      text: (text) => isCurrent() && this.#hear(parsed(text)),
      closed: (code) => isCurrent() && this.#closed(code),
    });
  }

  #hear(frame: Frame | undefined): void {
    if (!frame) return;
    if (frame.type === 'hello') {
      this.#greeted = true;
      this.#callOff();
      this.seq ??= frame.seq;
      this.listener.connected(true);
    } else if (frame.type === 'reset') {
      this.seq = frame.seq;
    } else if (frame.type === 'notification') {
      // Delivery is at least once.
      if (frame.seq <= (this.seq ?? 0)) return;
      this.seq = frame.seq;
    }
    this.listener.frame(frame);
  }

  #closed(code: number): void {
    if (code === session_ended || code === access_withdrawn) this.#finish();
    else this.#retry(code);
  }

  #finish(): void {
    this.end();
    this.listener.ended();
  }

  /** After a pause that is each client's own (full jitter), longer each time. */
  #retry(code: number): void {
    const { world } = this;
    if (this.#greeted && world.now() - this.#openedAt >= good_life) this.#attempts = 0;
    this.#leave();
    const longest = Math.min(longest_pause, first_pause * 2 ** this.#attempts++);
    const pause = world.random() * (code === restart ? Math.max(restart_pause, longest) : longest);
    const turn = this.#turn;
    this.#callOff = world.later(pause, () => turn === this.#turn && void this.#comeBack());
  }

  /**
   * The browser does not say why a socket was refused, and the cookie may be somebody else's by now: so who is
   * signed in is asked before each socket but the first.
   */
  async #comeBack(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const user = await this.world.whoIsSignedIn();
      if (turn !== this.#turn) return;
      if (user === this.user) this.#open();
      else this.#finish();
    } catch {
      if (turn === this.#turn) this.#retry(0);
    }
  }

  /** Lets go of the socket, and of everything that is awaited. */
  #leave(): void {
    const greeted = this.#greeted;
    ++this.#turn;
    this.#callOff();
    this.#line?.close();
    this.#line = undefined;
    this.#greeted = false;
    if (greeted) this.listener.connected(false);
  }

  #nextBeat(): void {
    const before = this.world.now();
    this.#stopBeat = this.world.later(beat * (0.75 + this.world.random() / 2), () => {
      this.#nextBeat();
      if (this.world.now() - before > slept) this.renew();
      else if (++this.#beats % beats_a_check === 0) void this.check();
    });
  }
}
