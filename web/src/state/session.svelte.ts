import * as people from '../server/people';
import { Refusal, onSignedOut } from '../server/request';
import type { About, Me } from '../server/shapes';

/** Whether somebody was signed in here: so that a stranger's browser need not ask, and be refused. */
const mark = 'kalends.signedIn';

async function whoever(): Promise<Me | undefined> {
  if (!localStorage.getItem(mark)) return undefined;
  return people.me().catch((error: unknown) => {
    if (error instanceof Refusal && error.status === 401) return undefined;
    throw error;
  });
}

/** Who is signed in here. */
class Session {
  me = $state<Me>();
  about = $state<About>();
  /** False until the server has said who we are. */
  known = $state(false);
  /** Whose session ended without their doing: they come back to where they were. */
  ended = $state<string>();

  /** While they sign out: that their socket ends is what they want, and may be heard first. */
  #leaving = false;

  constructor() {
    onSignedOut(() => {
      if (!this.#leaving) this.ended = this.me?.email ?? this.ended;
      this.#leave();
    });
  }

  /** Throws Unreachable, or the Refusal of a server that cannot answer now. */
  async begin(): Promise<void> {
    this.about = await people.about();
    this.me = await whoever();
    this.known = true;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.me = await people.signIn(email, password);
    localStorage.setItem(mark, 'yes');
    this.ended = undefined;
    if (this.about?.firstRun) this.about = { ...this.about, firstRun: false };
  }

  /** How the server has this person now; nothing where they have gone meanwhile. */
  take(me: Me): void {
    if (this.me?.id === me.id) this.me = me;
  }

  async register(person: people.Registration): Promise<void> {
    await people.register(person);
    await this.signIn(person.email, person.password);
  }

  /** Throws where the server was not told: the cookie would still be good, and signing out must not only look so. */
  async signOut(): Promise<void> {
    this.#leaving = true;
    try {
      await people.signOut().catch((error: unknown) => {
        if (!(error instanceof Refusal && error.status === 401)) throw error;
      });
    } finally {
      this.#leaving = false;
    }
    this.#leave();
    this.ended = undefined;
  }

  get zone(): string {
    return this.me?.timeZone ?? 'UTC';
  }

  #leave(): void {
    localStorage.removeItem(mark);
    this.me = undefined;
  }
}

export const session = new Session();
