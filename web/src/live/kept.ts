// A reminder that was dismissed stays so when the page is loaded again, also while something older waits.

const key = 'kalends.dealt';

export function keptDealt(user: string): number[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    return kept.user === user && Array.isArray(kept.seqs) ? kept.seqs.filter(Number.isInteger) : [];
  } catch {
    return [];
  }
}

export function keepDealt(user: string, seqs: number[]): void {
  if (seqs.length) localStorage.setItem(key, JSON.stringify({ user, seqs: seqs.slice(-500) }));
  else localStorage.removeItem(key);
}
