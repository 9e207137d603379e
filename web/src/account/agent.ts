/** Browsers, by the word that only they say; those that also claim to be another one come first. */
const browsers: [RegExp, string][] = [
  [/\bEdg(A|iOS)?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\b(Firefox|FxiOS)\//, 'Firefox'], [/(Chrome|CriOS)\//, 'Chrome'], [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'], [/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b/, 'macOS'], [/\bLinux\b/, 'Linux'],
];

const named = (agent: string, names: [RegExp, string][]): string | undefined => names.find(([sign]) => sign.test(agent))?.[1];

/** What a person calls the program that calls itself so: "Firefox, Linux"; otherwise its own first word, perhaps "". */
export function agentName(agent: string): string {
  const browser = named(agent, browsers);
  if (!browser) return agent.split(/[\s/]/)[0] ?? '';
  return [browser, named(agent, systems)].filter(Boolean).join(', ');
}
