import type { Wall } from './wall';
import { ticks } from './wall';

// The browser's own zone data, through Intl.

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What a clock in the zone shows then. */
export const wallIn = (zone: string, instant: Date): Wall => formatOf(zone).format(instant).replace(' ', 'T');

/** Milliseconds that the zone is before UTC then. */
const offsetAt = (zone: string, time: number): number => ticks(wallIn(zone, new Date(time))) - Math.floor(time / 1000) * 1000;

/**
 * When a clock in the zone shows this. In the gap of a clock change the offset before it counts, and of a
 * time that comes twice the first is meant (RFC 5545 3.3.5).
 */
export function instantOf(wall: Wall, zone: string): Date {
  const guess = ticks(wall);
  const before = offsetAt(zone, guess - 86_400_000);
  const after = offsetAt(zone, guess + 86_400_000);
  const fitting = [before, after].map((offset) => guess - offset).filter((time) => time + offsetAt(zone, time) === guess);
  return new Date(fitting.length ? Math.min(...fitting) : guess - before);
}

/** RFC 3339 in UTC, as the server reads it. */
export const instantText = (wall: Wall, zone: string): string => instantOf(wall, zone).toISOString().replace('.000Z', 'Z');

/** An instant as the server writes it, on the clock of a zone. */
export const wallOf = (instant: string, zone: string): Wall => wallIn(zone, new Date(instant));

/** An instant as the server writes it for a reader in this zone: "2026-03-30T09:00:00+02:00". */
export function textIn(zone: string, instant: Date): string {
  const minutes = Math.round(offsetAt(zone, instant.getTime()) / 60_000);
  if (minutes === 0) return `${wallIn(zone, instant)}Z`;
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${wallIn(zone, instant)}${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** Browsers go on listing the names of long ago; these are what the places are called now. */
const renamed: Record<string, string> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires', 'America/Godthab': 'America/Nuuk', 'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu', 'Asia/Rangoon': 'Asia/Yangon', 'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe', 'Europe/Kiev': 'Europe/Kyiv', 'Pacific/Ponape': 'Pacific/Pohnpei', 'Pacific/Truk': 'Pacific/Chuuk',
};

export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export function zoneNames(): string[] {
  const known = Intl.supportedValuesOf('timeZone').map((name) => {
    const now = renamed[name];
    return now && isZone(now) ? now : name;
  });
  return [...new Set(['UTC', ...known])];
}

/** "Europe/Berlin" is Berlin. */
export const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** Such as "GMT+2" or "CEST", in the reader's language. */
export function zoneShortName(zone: string, at: Date, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
