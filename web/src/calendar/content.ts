import { wallOfDate } from '../time/wall';
import { common } from '../words/common';
import { dateText, timeText } from '../words/dates';
import type { Shown, Sign } from './entries';
import { signWord } from './labels';
import { part } from './part';
import { say } from './words';

// The inside of an entry. Plain elements: there may be hundreds, and a component for each costs more than
// all else that is drawn.

function sign(text: string): HTMLElement {
  const element = part('again', text);
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function timeOf({ walls, short }: Shown, view: string): string {
  if (walls.allDay) return view === 'listNext' ? common('allDay') : '';
  if (view === 'dayGridMonth' || (short && view !== 'listNext')) return timeText(walls.start);
  return `${timeText(walls.start)} – ${timeText(walls.end)}`;
}

/** What the widget says of a time, as text: it asks for each entry, but only one that is dragged shows it. */
export const movingSpan = (start: Date, end: Date | null): string =>
  `${wallOfDate(start)}/${end ? wallOfDate(end) : wallOfDate(start)}`;

const movingText = (span: string): string => span.split('/').map(timeText).join(' – ');

const statesOf = (signs: Sign[]): string[] => signs.filter((sign) => !['own', 'invited', 'cancelled'].includes(sign)).map(signWord);

/** For those who hear it: what a look at the place and the manner of the entry says to others. */
function heard({ item, walls, signs }: Shown, view: string): string {
  const words = [dateText(walls.start), ...(view === 'listNext' ? [] : statesOf(signs))];
  if (item.occurrence) words.push(say('repeats'));
  if (signs.includes('invited')) words.push(say('invitedBy', { name: '' }));
  return `, ${words.join(', ')} `;
}

/** `moving` is the time it would have, while it is dragged; `shown` is empty while a span is being chosen. */
export function contentOf(title: string, shown: Partial<Shown>, moving: string, view: string): Node[] {
  const { item, signs } = shown;
  const parts: Node[] = signs?.includes('cancelled') ? [part('state', `${common('cancelled')} `)] : [];
  parts.push(part('title', title));
  const time = moving ? movingText(moving) : item ? timeOf(shown as Shown, view) : '';
  if (time) parts.push(part('time', ` ${time}`));
  if (!item) return parts;
  // In the list there is room for words.
  if (view === 'listNext') parts.push(...statesOf(signs ?? []).map((word) => part('state', ` ${word}`)));
  if (item.occurrence) parts.push(sign('↻'));
  parts.push(part('hidden-words', heard(shown as Shown, view)));
  if (signs?.includes('invited')) parts.push(part('whose', item.organizer.name));
  return parts;
}
