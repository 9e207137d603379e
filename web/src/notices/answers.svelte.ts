import { live } from '../live/live.svelte';
import type { Written } from '../live/messages';
import * as meetings from '../server/meetings';
import { Refusal } from '../server/request';
import type { AnswerWord, CalendarItem, Notification } from '../server/shapes';
import { diary } from '../state/diary.svelte';
import { sameOccurrence } from '../state/occurrence';
import { session } from '../state/session.svelte';
import { toasts } from '../state/toasts.svelte';
import { answerTo, keyOfTold } from './asks';
import type { Known, KnownOf } from './asks';

const most_asked = 20;

/** What was answered, as far as the page knows; the diary knows the rest. */
class Answers {
  known = $state.raw<KnownOf>({});

  /** Listens to what is answered in this tab and the others; gives what stops that. */
  begin(): () => void {
    const hear = (event: Event) => {
      const { meeting, occurrence, response } = (event as CustomEvent<Written>).detail;
      if (meeting && response) this.#know(`${meeting}|${occurrence ?? ''}`, response);
    };
    addEventListener('kalends:written', hear);
    return () => {
      removeEventListener('kalends:written', hear);
      this.known = {};
    };
  }

  to(told: Notification): Known['answer'] | undefined {
    return answerTo(told, this.known, diary.items);
  }

  async respond(told: Notification, response: AnswerWord): Promise<void> {
    const { id, occurrence } = told.meeting;
    const key = keyOfTold(told.meeting);
    const before = this.known[key];
    const concerns = (item: CalendarItem) => item.meetingId === id && (!occurrence || sameOccurrence(item.occurrence, occurrence));
    const takeBack = diary.assume((items) =>
      items.map((item) => (concerns(item) ? { ...item, response, busy: response === 'accepted' } : item)));
    this.#know(key, response);
    try {
      await meetings.answer(id, response, undefined, occurrence ? { scope: 'this', occurrence } : {});
      live.deal(told.seq);
      diary.refreshSoon();
    } catch (error) {
      this.#forget(key, before);
      takeBack();
      toasts.complain(error);
    }
  }

  /** Asks the server for what is not known; the panel shows it to whoever opens it. */
  async learn(told: Notification[]): Promise<void> {
    const latest = told.filter((each) => this.to(each) === undefined).slice(-most_asked);
    const unknown = new Map(latest.map((each) => [keyOfTold(each.meeting), each.meeting]));
    for (const [key, { id, occurrence }] of unknown) {
      const answer = await this.#ask(id, occurrence);
      if (answer) this.#know(key, answer);
    }
  }

  async #ask(id: string, occurrence?: string): Promise<Known['answer'] | undefined> {
    try {
      const { value } = await meetings.meeting(id, occurrence);
      if (value.status === 'cancelled') return 'gone';
      return value.attendees.find(({ userId }) => userId === session.me?.id)?.response ?? 'gone';
    } catch (error) {
      return error instanceof Refusal && error.status === 404 ? 'gone' : undefined;
    }
  }

  /** Others may have been answered meanwhile: those stay. */
  #forget(key: string, before: Known | undefined): void {
    const { [key]: _, ...others } = this.known;
    this.known = before ? { ...others, [key]: before } : others;
  }

  #know(key: string, answer: Known['answer']): void {
    this.known = { ...this.known, [key]: { answer, seq: live.seq } };
  }
}

export const answers = new Answers();
