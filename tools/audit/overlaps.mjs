import { fault } from './finding.mjs';

/**
 * Live padded intervals of one expert that overlap, found without the index that should make them impossible: expired holds
 * are no exception, because the index makes none.
 *
 * @param {AsyncIterable<any> | Iterable<any>} claims the live ones, ascending by expert and padStart
 * @returns {AsyncGenerator<import('./finding.mjs').Finding>} one for each claim that begins inside another
 */
export async function* checkOverlaps(claims) {
  let expert = '';
  /** @type {any} the claim of this expert that ends last so far */
  let widest = null;
  for await (const claim of claims) {
    if (String(claim.expertId) !== expert) {
      expert = String(claim.expertId);
      widest = null;
    }
    if (widest && claim.padStart < widest.padEnd) {
      yield fault('overlap', 'bookings', claim._id, `It overlaps ${String(widest._id)} of the same expert.`);
    }
    if (!widest || claim.padEnd > widest.padEnd) widest = claim;
  }
}
