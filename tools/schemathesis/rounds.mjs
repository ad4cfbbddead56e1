/** From so many on, strangers too go through every rule of the document, of which most end at the same 401. */
const MANY = 5000;
/** Operations without parameters and bodies are asked once, so that a round has fewer cases than asked for. */
const SHARE = 0.75;
const LEAST = 3;

/**
 * Rounds until enough cases have been played: first the rules of the document, one by one; then chance, as both who are signed
 * in and who are not, with another seed each time.
 *
 * @param {{ cases: number, seed: number, operations: number }} wanted
 * @param {(round: Pick<import('./play.mjs').Run, 'as' | 'phase' | 'perOperation' | 'seed'>) => Promise<number>} playRound how many it had
 * @returns {Promise<number>} how many there were
 */
export async function playRounds({ cases, seed, operations }, playRound) {
  let played = await playRound({ as: 'expert', phase: 'coverage', perOperation: 1, seed });
  if (cases >= MANY) played += await playRound({ as: 'anonymous', phase: 'coverage', perOperation: 1, seed });
  let next = seed;
  do {
    const perOperation = Math.max(LEAST, Math.ceil((cases - played) / 2 / operations / SHARE));
    played += await playRound({ as: 'anonymous', phase: 'fuzzing', perOperation, seed: next });
    played += await playRound({ as: 'expert', phase: 'fuzzing', perOperation, seed: next });
    next += 1;
  } while (played < cases);
  return played;
}
