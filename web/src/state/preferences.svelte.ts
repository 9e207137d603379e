// What somebody likes on this device; it stands in the browser, not on the server.

export type Look = 'auto' | 'light' | 'dark';

const key = 'kalends.preferences';

interface Kept { look: Look; secondZone: string; weekNumbers: boolean; systemNotices: boolean }

const usual: Kept = { look: 'auto', secondZone: '', weekNumbers: false, systemNotices: false };

function kept(): Kept {
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return usual;
  }
}

class Preferences {
  look = $state<Look>('auto');
  /** A second zone beside the hours, or nothing. */
  secondZone = $state('');
  weekNumbers = $state(false);
  systemNotices = $state(false);

  constructor() {
    this.#take(kept());
    addEventListener('storage', (event) => event.key === key && this.#take(kept()));
  }

  change(change: Partial<Kept>): void {
    const next = { ...kept(), ...change };
    localStorage.setItem(key, JSON.stringify(next));
    this.#take(next);
  }

  #take(next: Kept): void {
    Object.assign(this, next);
    document.documentElement.dataset.look = next.look;
  }
}

export const preferences = new Preferences();
