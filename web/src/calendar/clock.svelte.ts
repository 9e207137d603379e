import { session } from '../state/session.svelte';
import type { Day, Wall } from '../time/wall';
import { dayOf } from '../time/wall';
import { wallIn } from '../time/zones';

const every_ms = 15_000;

/** What the clock of the own zone shows; it goes on while somebody looks. */
export class Clock {
  #now = $state.raw(new Date());
  readonly wall: Wall = $derived(wallIn(session.zone, this.#now));
  readonly today: Day = $derived(dayOf(this.wall));

  constructor() {
    $effect(() => {
      const tick = () => { this.#now = new Date(); };
      const timer = setInterval(tick, every_ms);
      document.addEventListener('visibilitychange', tick);
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', tick);
      };
    });
  }
}
