/**
 * Score of a text for a search: null when its letters do not all occur in order. Letters at the start of words and
 * adjacent ones count more, so that `ne` finds "New event type" before "Dashboard settings". The best match of all
 * counts.
 */
export function fuzzyScore(typed: string, text: string): number | null {
  const wanted = fold(typed).replaceAll(' ', '');
  const letters = fold(text);
  if (!wanted) return 0;
  // best[i]: the best score with the last wanted letter found at i.
  let best: (number | null)[] = [];
  for (let w = 0; w < wanted.length; w++) {
    const former = best;
    let before: number | null = null;
    best = [...letters].map((letter, i) => {
      const apart: number | null = w === 0 ? 0 : before;
      before = larger(before, former[i] ?? null);
      if (letter !== wanted[w]) return null;
      const startsWord = i === 0 || letters[i - 1] === ' ';
      const jump = apart === null ? null : apart + (startsWord ? 3 : 1);
      const beside = i > 0 && w > 0 ? (former[i - 1] ?? null) : null;
      return larger(jump, beside === null ? null : beside + 4);
    });
  }
  const score = best.reduce(larger, null);
  return score === null ? null : score - letters.length / 100;
}

/** The texts by which an item is found. */
export interface Searched {
  text: string;
  /** Keywords, which match only by the beginnings of words. */
  words?: string | undefined;
}

/** The items that match, best first; all of them, in their order, for an empty search. */
export function fuzzyFilter<T>(typed: string, items: readonly T[], of: (item: T) => Searched): T[] {
  if (!typed.trim()) return [...items];
  return items
    .map((item) => ({ item, score: scoreOf(typed, of(item)) }))
    .filter((one): one is { item: T; score: number } => one.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

/** A keyword that begins with all letters scores more than scattered letters, and less than the same in the title. */
function scoreOf(typed: string, { text, words = '' }: Searched): number | null {
  const wanted = fold(typed);
  const begins = wanted !== '' && ` ${fold(words)}`.includes(` ${wanted}`);
  return larger(fuzzyScore(typed, text), begins ? 3 * wanted.length : null);
}

function larger(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
