/** At most two signs that stand for a name in any script: "AB" for Ann Becker, "김" for 김민준. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const letters = words.map((word) => word.match(/\p{L}\p{M}*/u)![0].toLocaleUpperCase());
  return letters.length > 1 ? letters[0]! + letters.at(-1)! : (letters[0] ?? '?');
}
