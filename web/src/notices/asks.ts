import type { AnswerWord, CalendarItem, Notification } from '../server/shapes';
import { asksAnew } from '../state/merge';
import { sameOccurrence } from '../state/occurrence';
import { endOf } from './tell';

// Which of what somebody was told still asks for an answer.

/** How a meeting was answered, as far as it was known when `seq` was the last. */
export interface Known { answer: AnswerWord | 'needs-action' | 'gone'; seq: number }
export type KnownOf = Record<string, Known>;

export const keyOfTold = ({ id, occurrence }: Notification['meeting']): string => `${id}|${occurrence ?? ''}`;

const isQuestion = (told: Notification, me: string): boolean =>
  told.meeting.organizer.userId !== me && (told.kind === 'invited' || asksAnew(told));

const isAbout = (later: Notification, told: Notification): boolean =>
  later.meeting.id === told.meeting.id && (!later.meeting.occurrence || sameOccurrence(later.meeting.occurrence, told.meeting.occurrence));

const isSeries = ({ meeting }: Notification): boolean => Boolean(meeting.rrule) && !meeting.occurrence;

/** Is asked, and nothing that came later took it back or asked again; what is over asks nobody. */
export function questions(list: Notification[], me: string, zone: string, now: Date): Notification[] {
  return list.filter((told, index) =>
    isQuestion(told, me) &&
    (isSeries(told) || endOf(told, zone) > now) &&
    !list.slice(index + 1).some((later) => isAbout(later, told) && (later.kind === 'cancelled' || isQuestion(later, me))));
}

/** How this was answered; undefined where that is not known here. */
export function answerTo(told: Notification, known: KnownOf, items: CalendarItem[]): Known['answer'] | undefined {
  const remembered = [known[keyOfTold(told.meeting)], known[`${told.meeting.id}|`]].find((each) => each && each.seq >= told.seq);
  if (remembered) return remembered.answer;
  if (isSeries(told)) return undefined;
  const { id, occurrence } = told.meeting;
  const item = items.find((each) => each.meetingId === id && sameOccurrence(occurrence, each.occurrence));
  if (!item) return undefined;
  return item.status === 'cancelled' ? 'gone' : item.response;
}
