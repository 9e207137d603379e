import type { Span } from '../server/shapes';
import { dayOf } from '../time/wall';
import { wallIn, wallOf, zoneShortName } from '../time/zones';
import { dateText, rangeText, spanText } from '../words/dates';
import { speech } from '../words/words.svelte';
import type { Instants } from './form';

/** "Tue 31 March 14:00–14:45", on the clock of the zone. */
export const ownSpanText = ({ from, to }: Instants, zone: string): string => spanText(wallIn(zone, from), wallIn(zone, to), false);

/** "14:00–14:45" */
export const clockText = ({ from, to }: Instants, zone: string): string =>
  rangeText(wallIn(zone, from), wallIn(zone, to), { hour: 'numeric', minute: '2-digit' });

const long: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };

/** When a meeting is, in full, for somebody in the zone. */
export function whenText(span: Span, zone: string): string {
  if (span.allDay) return spanText(span.start, span.end, true);
  return rangeText(wallOf(span.start, zone), wallOf(span.end, zone), { ...long, hour: 'numeric', minute: '2-digit' });
}

/** The same on the clocks of the meeting's own zones, where they show something else; with the name of the zone. */
export function elsewhereText(span: Span, zone: string): { time: string; zone: string } | undefined {
  if (span.allDay) return undefined;
  const endZone = span.endTimeZone ?? span.timeZone;
  const [start, end] = [wallOf(span.start, span.timeZone), wallOf(span.end, endZone)];
  if (start === wallOf(span.start, zone) && end === wallOf(span.end, zone)) return undefined;
  const name = (each: string, at: string) => `${each} (${zoneShortName(each, new Date(at), speech.locale)})`;
  if (endZone !== span.timeZone) {
    return { time: `${momentText(start)} – ${momentText(end)}`, zone: `${name(span.timeZone, span.start)} – ${name(endZone, span.end)}` };
  }
  return { time: spanText(start, end, false), zone: name(span.timeZone, span.start) };
}

const momentText = (wall: string): string =>
  dateText(wall, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

/** A moment that was, such as when somebody changed something. */
export const stampText = (instant: string, zone: string): string => dateText(wallOf(instant, zone), { dateStyle: 'medium', timeStyle: 'short' });

export const dayIn = (zone: string, instant: Date): string => dayOf(wallIn(zone, instant));
