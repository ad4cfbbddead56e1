/**
 * Initials of a person's first and last name. Titles ("Dr.") and particles ("von") are no initials, unless the name has
 * nothing else.
 */
export function initialsOf(name: string): string {
  const all = name.trim().split(/\s+/).filter(Boolean);
  const names = all.filter((word) => !word.endsWith('.') && word !== word.toLowerCase());
  const words = names.length > 0 ? names : all;
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** Hue behind the initials, in degrees (0 to 359). The same name has the same hue. */
export function tintOf(name: string): number {
  return [...name].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}
