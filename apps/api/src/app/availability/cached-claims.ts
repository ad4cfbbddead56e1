import type { Types } from 'mongoose';
import type { BusyClaim } from '../calendars/booking.schema';

const INSTANTS = 4;
const COUNTS = 4;
/** A claim as numbers: four instants and four counts. */
export const PACKED_CLAIM_BYTES =
  INSTANTS * Float64Array.BYTES_PER_ELEMENT + COUNTS * Int32Array.BYTES_PER_ELEMENT;
/** A claim as an object, with the engine's derived data; measured (ADR 24). */
export const OPEN_CLAIM_BYTES = 1000;

/** Claims as two arrays of numbers, a twentieth of the size of the objects. */
interface Packed {
  instants: Float64Array;
  counts: Int32Array;
  eventTypes: readonly Types.ObjectId[];
  statuses: readonly BusyClaim['status'][];
}

/**
 * The cached claims of a calendar: as objects while they are in use, as numbers once they have been idle for a while.
 * The list is immutable; a change creates another one.
 */
export class CachedClaims {
  readonly length: number;
  private open: readonly BusyClaim[] | null;
  private packed: Packed | null = null;

  constructor(claims: readonly BusyClaim[]) {
    this.open = Object.freeze(claims);
    this.length = claims.length;
  }

  get isOpen(): boolean {
    return this.open !== null;
  }

  /** A frozen list, the same object until it is packed. */
  list(): readonly BusyClaim[] {
    if (this.open) return this.open;
    const claims = this.packed ? unpack(this.packed, this.length) : [];
    this.packed = null;
    return (this.open = Object.freeze(claims));
  }

  /** Releases the objects. Callers that hold them keep them. */
  pack(): void {
    if (!this.open) return;
    this.packed = pack(this.open);
    this.open = null;
  }
}

function pack(claims: readonly BusyClaim[]): Packed {
  const instants = new Float64Array(claims.length * INSTANTS);
  const counts = new Int32Array(claims.length * COUNTS);
  const eventTypes = new Map<string, [index: number, id: Types.ObjectId]>();
  const statuses: BusyClaim['status'][] = [];
  claims.forEach((claim, i) => {
    const { padStart, padEnd, start, expiresAt, eventTypeId, status } = claim;
    const id = eventTypeId.toHexString();
    const known = eventTypes.get(id) ?? ([eventTypes.size, eventTypeId] as const);
    eventTypes.set(id, [known[0], known[1]]);
    if (!statuses.includes(status)) statuses.push(status);
    instants.set([+padStart, +padEnd, +start, expiresAt ? +expiresAt : NaN], i * INSTANTS);
    const what = known[0] * 256 + statuses.indexOf(status);
    counts.set([what, claim.duration, claim.seats, claim.seatsTaken], i * COUNTS);
  });
  return { instants, counts, eventTypes: [...eventTypes.values()].map(([, id]) => id), statuses };
}

function unpack({ instants, counts, eventTypes, statuses }: Packed, length: number): BusyClaim[] {
  return Array.from({ length }, (_, i) => {
    const instant = (column: number) => new Date(instants[i * INSTANTS + column] ?? NaN);
    const count = (column: number) => counts[i * COUNTS + column] ?? 0;
    const what = count(0);
    const expiresAt = instant(3);
    return {
      padStart: instant(0),
      padEnd: instant(1),
      status: statuses[what % 256] as BusyClaim['status'],
      expiresAt: Number.isNaN(+expiresAt) ? null : expiresAt,
      eventTypeId: eventTypes[Math.floor(what / 256)] as Types.ObjectId,
      start: instant(2),
      duration: count(1),
      seats: count(2),
      seatsTaken: count(3),
    };
  });
}
