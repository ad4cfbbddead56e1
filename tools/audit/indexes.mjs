import { fault } from './finding.mjs';

/** Without these indexes the database itself would allow the faults that the auditor looks for. */
const NEEDED = [
  {
    name: 'no_two_claims_overlap',
    key: { expertId: 1, buckets: 1 },
    partial: { live: true },
    says: 'The unique index against overlaps is missing or not the one needed; restart the API, which builds it.',
  },
  {
    name: 'attendee_uid',
    key: { 'attendees.uid': 1 },
    partial: undefined,
    says: 'The unique index on the uids of attendees is missing or not the one needed; restart the API, which builds it.',
  },
];

export const CLAIM_INDEX = 'no_two_claims_overlap';

/**
 * @param {readonly any[]} indexes of `bookings`
 * @returns {Generator<import('./finding.mjs').Finding>}
 */
export function* checkIndexes(indexes) {
  for (const { name, key, partial, says } of NEEDED) {
    const index = indexes.find((one) => one.name === name);
    const right =
      index?.unique === true &&
      !index.hidden &&
      JSON.stringify(index.key) === JSON.stringify(key) &&
      JSON.stringify(index.partialFilterExpression) === JSON.stringify(partial);
    if (!right) yield fault('index-missing', 'bookings', name, says);
  }
}
