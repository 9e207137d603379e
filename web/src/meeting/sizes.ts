import { speech } from '../words/words.svelte';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "48 kB", "1.2 MB" */
export function sizeText(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1);
  const format = new Intl.NumberFormat(speech.locale, { style: 'unit', unit: units[power]!, unitDisplay: 'short', maximumSignificantDigits: 2 });
  return format.format(bytes / 1000 ** power);
}
