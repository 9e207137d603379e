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

  constructor() {
    onSignedOut(() => this.#leave());
  }

  /** Throws Unreachable. */
  async begin(): Promise<void> {
    this.about = await people.about();
    this.me = await whoever();
    this.known = true;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.me = await people.signIn(email, password);
    localStorage.setItem(mark, 'yes');
    this.about = await people.about();
  }

  async register(person: people.Registration): Promise<void> {
    await people.register(person);
    await this.signIn(person.email, person.password);
  }

  async signOut(): Promise<void> {
    await people.signOut().catch(() => {});
    this.#leave();
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
