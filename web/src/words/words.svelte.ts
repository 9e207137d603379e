// The texts of the page. Each part of the page keeps its own beside the others, in all languages at
// once, so that the compiler finds the one that is missing.

export const languages = { en: 'English', de: 'Deutsch', fr: 'Français' } as const;
export type Language = keyof typeof languages;

const isLanguage = (text: string): text is Language => text in languages;

function preferred(): Language {
  const stored = localStorage.getItem('kalends.language') ?? '';
  const wanted = [stored, ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

class Speech {
  language = $state<Language>('en');
  /** For dates and numbers: the browser's own where it speaks the page's language ("en-GB"). */
  readonly locale = $derived(navigator.languages.find((tag) => tag.startsWith(this.language)) ?? this.language);

  constructor() {
    this.use(preferred());
  }

  use(language: Language): void {
    this.language = language;
    document.documentElement.lang = language;
  }

  choose(language: Language): void {
    localStorage.setItem('kalends.language', language);
    this.use(language);
  }
}

export const speech = new Speech();

/** As a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(speech.locale) + text.slice(1);

export type Values = Record<string, string | number>;

/**
 * "{name}" is replaced by a value; "{count|# person|# people}" chooses by the plural rules of the language,
 * with "#" for the number.
 */
export function fill(text: string, values: Values, locale: string): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, other?: string) => {
    const value = values[name] ?? '';
    if (one === undefined || other === undefined) return String(value);
    const plural = new Intl.PluralRules(locale).select(Number(value)) === 'one' ? one : other;
    return plural.replace('#', Number(value).toLocaleString(locale));
  });
}

export type Say<Key extends string> = (key: Key, values?: Values) => string;

/** `const say = words({en: {…}, de: {…}, fr: {…}})`, then `say('greeting', {name})`. */
export function words<Key extends string>(texts: Record<Language, Record<Key, string>>): Say<Key> {
  return (key, values = {}) => fill(texts[speech.language][key], values, speech.locale);
}
