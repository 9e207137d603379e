import * as people from '../server/people';
import { Refusal, onSignedOut } from '../server/request';
import type { About, Me } from '../server/shapes';

/** Who is signed in here. */
class Session {
  me = $state<Me>();
  about = $state<About>();
  /** False until the server has said who we are. */
  known = $state(false);

  constructor() {
    onSignedOut(() => { this.me = undefined; });
  }

  /** Throws Unreachable. */
  async begin(): Promise<void> {
    this.about = await people.about();
    this.me = await people.me().catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 401) return undefined;
      throw error;
    });
    this.known = true;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.me = await people.signIn(email, password);
    this.about = await people.about();
  }

  async register(person: people.Registration): Promise<void> {
    await people.register(person);
    await this.signIn(person.email, person.password);
  }

  async signOut(): Promise<void> {
    await people.signOut().catch(() => {});
    this.me = undefined;
  }

  get zone(): string {
    return this.me?.timeZone ?? 'UTC';
  }
}

export const session = new Session();
