import { lengthText } from '../words/dates';
import { words } from '../words/words.svelte';

const say = words({
  en: { atStart: 'at the start', atNine: 'on the day at 9:00', before: '{length} before' },
  de: { atStart: 'zu Beginn', atNine: 'am Tag um 9:00', before: '{length} vorher' },
  fr: { atStart: 'au début', atNine: 'le jour même à 9 h', before: '{length} avant' },
});

/** "30 min before", "at the start"; of something all-day that is nine in the morning. */
export function reminderWords(minutes: number, allDay: boolean): string {
  if (minutes === 0) return say(allDay ? 'atNine' : 'atStart');
  return say('before', { length: lengthText(minutes) });
}
