import { randomInt } from 'node:crypto';

/** Random characters of the alphabet in groups of these lengths, with hyphens between. */
export function randomGroups(alphabet: string, lengths: readonly number[]): string {
  return lengths.map((length) => randomCharacters(alphabet, length)).join('-');
}

/** `length` random characters of the alphabet, all equally likely. */
export function randomCharacters(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
