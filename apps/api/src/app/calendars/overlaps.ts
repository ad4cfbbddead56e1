import type { Connection, Types } from 'mongoose';

/** The fields of a claim that locate it. */
export interface LocatedClaim {
  _id: Types.ObjectId;
  expertId: Types.ObjectId;
  padStart: Date;
  padEnd: Date;
}

/**
 * Pairs of live claims of one expert whose padded intervals overlap, found by reading the collection in order,
 * without the index that should make them impossible.
 * @param limit pairs to report before stopping
 */
export async function findOverlaps(
  connection: Connection,
  limit: number,
): Promise<[LocatedClaim, LocatedClaim][]> {
  const claims = connection
    .collection<LocatedClaim & { live: boolean }>('bookings')
    .find(
      { live: true },
      { projection: { expertId: 1, padStart: 1, padEnd: 1 }, sort: { expertId: 1, padStart: 1 } },
    )
    .allowDiskUse();
  const pairs: [LocatedClaim, LocatedClaim][] = [];
  let widest: LocatedClaim | null = null;
  for await (const claim of claims) {
    const sameExpert = widest !== null && String(widest.expertId) === String(claim.expertId);
    if (widest && sameExpert && claim.padStart < widest.padEnd) {
      pairs.push([widest, claim]);
      if (pairs.length >= limit) break;
    }
    if (!widest || !sameExpert || claim.padEnd > widest.padEnd) widest = claim;
  }
  await claims.close();
  return pairs;
}
