import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Language } from '../words/words.svelte';
import { ruleOf } from './rule';

const at = { start: '2026-03-31T14:00:00', zone: 'Europe/Berlin' };
let inWords: (text: string, language: Language) => string;

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('navigator', { languages: ['en-GB', 'de-DE', 'fr-FR'] });
  vi.stubGlobal('document', { documentElement: {} });
  const { speech } = await import('../words/words.svelte');
  const { ruleWords } = await import('./rule-words');
  inWords = (text, language) => {
    speech.use(language);
    return ruleWords(ruleOf(text, at)!);
  };
});

describe.each([
  ['FREQ=DAILY', 'every day', 'jeden Tag', 'tous les jours'],
  ['FREQ=DAILY;INTERVAL=3;COUNT=5', 'every 3 days, 5 times', 'alle 3 Tage, 5-mal', 'tous les 3 jours, 5 fois'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270503T215959Z', 'every 2 weeks on Monday and Wednesday, until 3 May 2027',
    'alle 2 Wochen am Montag und Mittwoch, bis 3. Mai 2027', 'toutes les 2 semaines le lundi et le mercredi, jusqu’au 3 mai 2027'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday (Monday to Friday)', 'an jedem Werktag (Montag bis Freitag)',
    'chaque jour ouvré (du lundi au vendredi)'],
  ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the second Tuesday', 'jeden Monat am zweiten Dienstag', 'chaque mois le deuxième mardi'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day', 'jeden Monat am letzten Tag', 'chaque mois le dernier jour'],
  ['FREQ=MONTHLY;BYMONTHDAY=1', 'every month on day 1', 'jeden Monat am 1.', 'chaque mois le 1er'],
  ['FREQ=YEARLY', 'every year on 31 March', 'jedes Jahr am 31. März', 'chaque année le 31 mars'],
  ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'every year on the fourth Thursday of November', 'jedes Jahr am vierten Donnerstag im November',
    'chaque année le quatrième jeudi en novembre'],
])('%s', (text, en, de, fr) => {
  test('English', () => expect(inWords(text, 'en')).toBe(en));
  test('German', () => expect(inWords(text, 'de')).toBe(de));
  test('French', () => expect(inWords(text, 'fr')).toBe(fr));
});
