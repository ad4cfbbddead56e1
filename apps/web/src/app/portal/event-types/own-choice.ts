/** The usual choices of a list, and what is set besides. */
export function withOwn(usual: readonly number[], own: number | null): number[] {
  return own === null || usual.includes(own) ? [...usual] : [...usual, own].sort((a, b) => a - b);
}
