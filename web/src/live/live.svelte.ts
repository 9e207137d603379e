import { Unreachable, Refusal, ask, onDone, tellSignedOut } from '../server/request';
import type { Done } from '../server/request';
import type { Me, Notification } from '../server/shapes';
import { diary } from '../state/diary.svelte';
import { preferences } from '../state/preferences.svelte';
import { session } from '../state/session.svelte';
import { keep } from './keeper';
import type { Keeper } from './keeper';
import { keptDealt, keepDealt } from './kept';
import type { FromTab, ToTab, Written } from './messages';
import { arrive } from './measure';
import { most_recent, withMore } from './recent';
import { canShow, closeNotices, show } from './system';

const at_first = 50;
const frame_ms = 16;
/** Shorter than this nobody is told that the page is away. */
const quiet_ms = 1000;
/** Away for longer, things may have been done elsewhere by the same person, of which nobody is told. */
const long_away_ms = 60_000;
/** What is newer than the page, as far as clocks agree. */
const clocks_differ_ms = 60_000;

const tellWritten = (written: Written, here: boolean): boolean =>
  window.dispatchEvent(new CustomEvent('kalends:written', { detail: { ...written, here } }));

/** What the page knows of what its person is told. */
class Live {
  connected = $state(false);
  /** Not connected for long enough to say so. */
  away = $state(false);
  /** The last ones, oldest first. */
  list = $state.raw<Notification[]>([]);
  /** The last there is. */
  seq = $state(0);
  acked = $state(0);
  /** Dealt with, though something before them is not. */
  apart = $state.raw<ReadonlySet<number>>(new Set());
  /** These came while the page was open. */
  arrived = $state.raw<ReadonlySet<number>>(new Set());
  readonly unread = $derived(Math.max(0, this.seq - this.acked - this.apart.size));

  #me: Me | undefined;
  #keeper: Keeper | undefined;
  #since = Date.now();
  #awaySince = Date.now();
  #waiting: { notification: Notification; drawn: () => void }[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;
  #sign: ReturnType<typeof setTimeout> | undefined;
  #listening = new AbortController();
  #stopHearing = () => {};

  start(me: Me): void {
    this.#me = me;
    this.#setConnected(false);
    const { signal } = (this.#listening = new AbortController());
    addEventListener('online', () => this.#say({ type: 'online' }), { signal });
    addEventListener('pagehide', () => this.#hide(), { signal });
    addEventListener('pageshow', (event) => event.persisted && this.#say(this.#hello()), { signal });
    document.addEventListener('visibilitychange', () => this.tellManner(), { signal });
    this.#stopHearing = onDone((done) => this.#heardDone(done));
    this.#keeper = keep(me.id, (message) => this.#hear(message), () => this.#hello());
  }

  /** Nothing of this person stays. */
  stop(): void {
    if (!session.me) this.#say({ type: 'end' });
    this.#leaveKeeper();
    this.#me = undefined;
    this.#listening.abort();
    this.#stopHearing();
    clearTimeout(this.#sign);
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#waiting = [];
    this.list = [];
    this.seq = this.acked = 0;
    this.apart = this.arrived = new Set();
    diary.forget();
    closeNotices(() => true);
  }

  isDealt(seq: number): boolean {
    return seq <= this.acked || this.apart.has(seq);
  }

  deal(...seqs: number[]): void {
    this.#say({ type: 'deal', seqs });
  }

  readAll(): void {
    if (this.unread > 0) this.#say({ type: 'read', seq: this.seq });
  }

  /** Whether this tab is looked at, and may tell the system, has changed. */
  tellManner(): void {
    this.#say({ type: 'manner', ...this.#manner() });
  }

  #manner(): { visible: boolean; notices: boolean } {
    return { visible: document.visibilityState === 'visible', notices: preferences.systemNotices && canShow() };
  }

  #hello(): FromTab {
    const user = this.#me?.id ?? '';
    return { type: 'hello', user, dealt: keptDealt(user), ...this.#manner() };
  }

  #say(message: FromTab): void {
    this.#keeper?.say(message);
  }

  #hide(): void {
    this.#since = Date.now();
    this.#say({ type: 'bye' });
  }

  #hear(message: ToTab): void {
    if (!this.#me) return;
    switch (message.type) {
      case 'welcome': return this.#welcome(message);
      case 'connected': return this.#setConnected(message.connected);
      case 'notification': return this.#take(message.notification);
      case 'reset': return this.#reset(message.seq);
      case 'dealt': return this.#setDealt(message.acked, message.dealt);
      case 'wrote': return this.#heardWritten(message.written);
      case 'show': return void (Date.now() - message.at < clocks_differ_ms && show(message.notification, session.zone));
      case 'ended': return this.#heardEnd();
    }
  }

  /** A tab that slept hears it late: others may have signed in again, and theirs must not end with it. */
  #heardEnd(): void {
    this.#leaveKeeper();
    tellSignedOut();
  }

  #leaveKeeper(): void {
    this.#keeper?.leave();
    this.#keeper = undefined;
  }

  #welcome({ connected, seq, acked, dealt }: Extract<ToTab, { type: 'welcome' }>): void {
    this.#setConnected(connected);
    this.seq = Math.max(seq, this.seq);
    this.#setDealt(acked, dealt);
    void this.#fetch(seq).then((items) => {
      // What happened between the first look at the calendar and now came too early to be pushed.
      const early = (each: Notification) => Date.parse(each.at) > this.#since - clocks_differ_ms && !this.arrived.has(each.seq);
      if (items.some((each) => early(each) && each.kind !== 'reminder' && each.kind !== 'responded')) diary.refreshSoon();
    });
  }

  async #fetch(seq: number): Promise<Notification[]> {
    const me = this.#me;
    try {
      const { value } = await ask<{ items: Notification[] }>('GET', '/notifications', {
        query: { after: Math.max(0, seq - at_first), limit: most_recent },
      });
      if (me !== this.#me) return [];
      this.list = withMore(this.list, value.items);
      return value.items;
    } catch (error) {
      // The bell shows what comes from now on.
      if (error instanceof Unreachable || error instanceof Refusal) return [];
      throw error;
    }
  }

  /** At once; of many that come together (after being away) all but the first are drawn in one go. */
  #take(notification: Notification): void {
    this.#waiting.push({ notification, drawn: arrive(notification.seq) });
    if (this.#pause === undefined) this.#takeWaiting();
  }

  #takeWaiting(): void {
    this.#pause = undefined;
    const me = this.#me;
    const waiting = this.#waiting.splice(0).filter(({ notification }) => !this.arrived.has(notification.seq));
    if (!me || waiting.length === 0) return;
    this.#pause = setTimeout(() => this.#takeWaiting(), frame_ms);
    const fresh = waiting.map(({ notification }) => notification);
    this.arrived = new Set([...this.arrived, ...fresh.map(({ seq }) => seq)].slice(-most_recent));
    this.list = withMore(this.list, fresh);
    this.seq = Math.max(this.seq, ...fresh.map(({ seq }) => seq));
    for (const { notification, drawn } of waiting) {
      diary.take(notification, me.id, session.zone);
      window.dispatchEvent(new CustomEvent('kalends:notification', { detail: notification }));
      drawn();
    }
  }

  #reset(seq: number): void {
    this.list = [];
    this.arrived = new Set();
    this.seq = seq;
    void this.#fetch(seq);
    diary.refreshSoon();
  }

  #setConnected(connected: boolean): void {
    if (connected && !this.connected && Date.now() - this.#awaySince > long_away_ms) diary.refreshSoon();
    if (this.connected && !connected) this.#awaySince = Date.now();
    this.connected = connected;
    clearTimeout(this.#sign);
    if (connected) {
      this.away = false;
      performance.mark('live:connected');
    } else this.#sign = setTimeout(() => { this.away = true; }, quiet_ms);
  }

  #setDealt(acked: number, dealt: number[]): void {
    this.acked = acked;
    this.apart = new Set(dealt);
    keepDealt(this.#me!.id, dealt);
  }

  #heardDone({ method, path, query, body }: Done): void {
    const [, place, meeting, part] = path.split('/');
    if (place !== 'meetings') return;
    const answer = method === 'PUT' && part === 'response' ? (body as Pick<Written, 'response'>) : {};
    const written: Written = {
      ...(meeting && { meeting }),
      ...(query.occurrence !== undefined && query.scope === 'this' && { occurrence: String(query.occurrence) }),
      ...(answer.response && { response: answer.response }),
    };
    this.#say({ type: 'wrote', written });
    tellWritten(written, true);
  }

  /** In another tab, or at another client; the server does not say what it was. */
  #heardWritten(written: Written): void {
    diary.refreshSoon();
    tellWritten(written, false);
  }
}

export const live = new Live();
