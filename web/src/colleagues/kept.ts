// What the page of colleagues remembers in this browser: the people chosen last, and how they are looked at.

const teamKey = (me: string): string => `kalends.team.${me}`;
const mannerKey = 'kalends.colleagues';

export interface Manner { month: boolean; narrow: boolean }

function stored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

export function team(me: string): string[] {
  const list = stored(teamKey(me));
  return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : [];
}

export const keepTeam = (me: string, ids: string[]): void => localStorage.setItem(teamKey(me), JSON.stringify(ids));

export const manner = (): Manner => ({ month: false, narrow: true, ...(stored(mannerKey) as Partial<Manner> | null) });

export const keepManner = (kept: Manner): void => localStorage.setItem(mannerKey, JSON.stringify(kept));
