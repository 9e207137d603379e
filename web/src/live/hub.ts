import type { Frame, Notification } from '../server/shapes';
import { Connection } from './connection';
import type { World } from './connection';
import { Dealt } from './dealt';
import type { FromTab, ToTab } from './messages';

export interface Tab { post(message: ToTab): void }

interface Manner { visible: boolean; notices: boolean }

/** Keeps the socket of one person for all tabs of a browser, and what these must know of each other. */
export class Hub {
  /** The one that was looked at last comes first. */
  #tabs = new Map<Tab, Manner>();
  #connection: Connection | undefined;
  #connected = false;
  #greeted = false;
  #dealt = new Dealt();

  constructor(readonly world: World) {}

  hear(tab: Tab, message: FromTab): void {
    switch (message.type) {
      case 'hello': return this.#join(tab, message);
      case 'manner': return this.#setManner(tab, message);
      case 'deal': return this.#deal(this.#dealt.add(message.seqs));
      case 'read': return this.#deal(this.#dealt.upTo(message.seq));
      case 'wrote': return this.#tell(message, tab);
      case 'online': return this.#connection?.renew();
      case 'bye': return void this.#tabs.delete(tab);
      case 'end': return this.#end(tab);
    }
  }

  #join(tab: Tab, { user, dealt, visible, notices }: Extract<FromTab, { type: 'hello' }>): void {
    if (this.#connection?.user !== user) this.#end(tab);
    this.#tabs = new Map([[tab, { visible, notices }], ...this.#tabs]);
    this.#dealt.add(dealt);
    if (this.#connection) return this.#welcome([tab]);
    this.#connection = new Connection(user, this.world, {
      frame: (frame) => this.#take(frame),
      connected: (connected) => this.#setConnected(connected),
      ended: () => this.#end(),
    });
    this.#connection.begin();
  }

  #setManner(tab: Tab, { visible, notices }: Manner): void {
    const before = this.#tabs.get(tab);
    if (!before) return;
    this.#tabs.delete(tab);
    this.#tabs = new Map([[tab, { visible, notices }], ...this.#tabs]);
    if (visible && !before.visible) void this.#connection?.check();
  }

  /** Nothing of this person stays here. */
  #end(doer?: Tab): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.end();
    this.#tell({ type: 'ended' }, doer);
    this.#tabs.clear();
    this.#connected = this.#greeted = false;
    this.#dealt = new Dealt();
  }

  #take(frame: Frame): void {
    switch (frame.type) {
      case 'hello': return this.#greet(frame.acked ?? 0);
      case 'reset': return this.#tell({ type: 'reset', seq: frame.seq });
      case 'calendar': return this.#tell({ type: 'wrote', written: {} });
      case 'acked':
        this.#dealt.upTo(frame.seq);
        return this.#tellDealt();
      case 'notification': {
        const { type, ...notification } = frame;
        this.#tell({ type, notification });
        if (!this.#dealt.has(frame.seq)) this.#show(notification);
      }
    }
  }

  #greet(acked: number): void {
    this.#dealt.upTo(acked);
    if (this.#dealt.acked > acked) this.#acknowledge();
    if (this.#greeted) return this.#tellDealt();
    this.#greeted = true;
    this.#welcome(this.#tabs.keys());
  }

  #welcome(tabs: Iterable<Tab>): void {
    const seq = this.#connection?.seq;
    if (!this.#greeted || seq === undefined) return;
    const { acked, apart } = this.#dealt;
    for (const tab of tabs) tab.post({ type: 'welcome', connected: this.#connected, seq, acked, dealt: apart });
  }

  #setConnected(connected: boolean): void {
    this.#connected = connected;
    this.#tell({ type: 'connected', connected });
  }

  #deal(acknowledge: boolean): void {
    if (acknowledge) this.#acknowledge();
    this.#tellDealt();
  }

  /** Without a socket it is said at the next greeting. */
  #acknowledge(): void {
    this.#connection?.send({ type: 'ack', seq: this.#dealt.acked });
  }

  #tellDealt(): void {
    this.#tell({ type: 'dealt', acked: this.#dealt.acked, dealt: this.#dealt.apart });
  }

  /** Nobody looks at us: one tab tells the system. That which was looked at last is the least likely to be asleep. */
  #show(notification: Notification): void {
    const tabs = [...this.#tabs];
    if (tabs.some(([, { visible }]) => visible)) return;
    tabs.find(([, { notices }]) => notices)?.[0].post({ type: 'show', notification, at: this.world.now() });
  }

  #tell(message: ToTab, except?: Tab): void {
    for (const tab of this.#tabs.keys()) if (tab !== except) tab.post(message);
  }
}
