/** Names of occurrences are instants or dates, and the same instant may be written in two zones. */
export function sameOccurrence(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  return !!one && !!other && one.length > 10 && other.length > 10 && Date.parse(one) === Date.parse(other);
}
