import { Refusal, Unreachable, randomKey } from '../server/request';
import { detach } from '../server/meetings';
import type { Attachment } from '../server/shapes';
import { attach } from '../server/upload';
import { say } from './form-words';

/** A file on its way to a meeting. */
export class Sending {
  state = $state<'waiting' | 'sending' | 'sent' | 'failed'>('waiting');
  /** How much is sent, 0 to 1. */
  share = $state(0);
  reason = $state('');
  readonly #key = randomKey();

  constructor(readonly file: File) {}

  async to(meeting: string): Promise<void> {
    this.state = 'sending';
    this.share = 0;
    try {
      await attach(meeting, this.file, this.#key, (share) => { this.share = share; });
      this.state = 'sent';
    } catch (error) {
      this.reason = reasonOf(error);
      this.state = 'failed';
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Unreachable) return say('notSent');
  if (!(error instanceof Refusal)) throw error;
  return error.status === 413 ? say('tooLarge') : error.detail || error.title;
}

/** The files of a meeting in the form. Nothing is sent or removed before the meeting is saved. */
export class FilesModel {
  chosen = $state.raw<Sending[]>([]);
  leaving = $state.raw<string[]>([]);

  constructor(readonly there: Attachment[]) {}

  get written(): boolean {
    return this.chosen.some(({ state }) => state !== 'sent') || this.leaving.length > 0;
  }

  add(files: Iterable<File>): void {
    this.chosen = [...this.chosen, ...Array.from(files, (file) => new Sending(file))];
  }

  remove(sending: Sending): void {
    this.chosen = this.chosen.filter((each) => each !== sending);
  }

  toggle({ id }: Attachment): void {
    this.leaving = this.leaving.includes(id) ? this.leaving.filter((each) => each !== id) : [...this.leaving, id];
  }

  /** One after the other; false where one was not taken, which says why itself. Throws what removing throws. */
  async send(meeting: string): Promise<boolean> {
    for (const id of this.leaving) {
      await detach(meeting, id).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.status === 404)) throw error;
      });
      this.leaving = this.leaving.filter((each) => each !== id);
    }
    const tried = new Set<Sending>();
    const next = () => this.chosen.find((sending) => sending.state !== 'sent' && !tried.has(sending));
    for (let sending = next(); sending; sending = next()) {
      tried.add(sending);
      await sending.to(meeting);
    }
    return this.chosen.every(({ state }) => state === 'sent');
  }
}
