/**
 * From this number on, anonymous requests too go through every rule of the document; most of them end at the same
 * 401.
 */
const MANY = 5000;
/** Operations without parameters and bodies are requested once, so a round has fewer cases than requested. */
const SHARE = 0.75;
const MIN_PER_OPERATION = 3;

/**
 * Rounds until enough cases have run: first the rules of the document, one by one; then random ones, both signed in
 * and anonymous, with another seed each time.
 *
 * @param {{ cases: number, seed: number, operations: number }} wanted
 * @param {(round: Pick<import('./play.mjs').Run, 'as' | 'phase' | 'perOperation' | 'seed'>) => Promise<number>}
 * playRound how many it had
 * @returns {Promise<number>} how many there were
 */
export async function playRounds({ cases, seed, operations }, playRound) {
  let played = await playRound({ as: 'expert', phase: 'coverage', perOperation: 1, seed });
  if (cases >= MANY) played += await playRound({ as: 'anonymous', phase: 'coverage', perOperation: 1, seed });
  let next = seed;
  do {
    const perOperation = Math.max(MIN_PER_OPERATION, Math.ceil((cases - played) / 2 / operations / SHARE));
    played += await playRound({ as: 'anonymous', phase: 'fuzzing', perOperation, seed: next });
    played += await playRound({ as: 'expert', phase: 'fuzzing', perOperation, seed: next });
    next += 1;
  } while (played < cases);
  return played;
}
