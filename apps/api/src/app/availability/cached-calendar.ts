import type { Types } from 'mongoose';
import { SingleFlight } from '../caching/single-flight';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import type { ClaimsRange } from '../calendars/claims.reader';
import { CachedClaims, OPEN_CLAIM_BYTES, PACKED_CLAIM_BYTES } from './cached-claims';
import type { ExpertOfferings } from './expert-offerings';

/** What was read, good while the calendar has this revision. */
interface Read<T> {
  revision: number;
  value: T;
}

export interface ReadCatalogue extends Read<ExpertOfferings> {
  /** The revision it was read at: it says the same while it only follows bookings and holds. */
  since: number;
}

interface ReadClaims extends Read<CachedClaims> {
  range: ClaimsRange;
}

/** What one is worth in bytes beside what it knows: keys, promises, this object. */
const CALENDAR_BYTES = 1000;

/** What this process knows of one expert's calendar. */
export class CachedCalendar {
  /** Newest revision heard of. */
  latestRevision = 0;
  catalogue: (ReadCatalogue & { bytes: number }) | null = null;
  claims: ReadClaims | null = null;
  readonly reading = {
    revision: new SingleFlight(),
    catalogue: new SingleFlight(),
    claims: new SingleFlight(),
  };

  constructor(readonly expertId: Types.ObjectId) {}

  /** Without claims that are open, which are counted by themselves. */
  get bytes(): number {
    const claims = (this.claims?.value.length ?? 0) * PACKED_CLAIM_BYTES;
    return CALENDAR_BYTES + (this.catalogue?.bytes ?? 0) + claims;
  }

  get openBytes(): number {
    return this.claims?.value.isOpen ? this.claims.value.length * OPEN_CLAIM_BYTES : 0;
  }

  /** Takes note of a change. What experts offer changes only with the reason `schedule`. */
  hear({ revision, change }: Pick<CalendarChangedEvent, 'revision' | 'change'>): void {
    if (this.catalogue?.revision === revision - 1 && change && change.reason !== 'schedule') {
      this.catalogue.revision = revision;
    }
    if (this.claims?.revision === revision - 1 && change?.put) {
      const { value } = this.claims;
      const { isOpen } = value;
      const next = new CachedClaims(applied(value.list(), change.freed, change.put));
      if (!isOpen) next.pack();
      this.claims = { ...this.claims, revision, value: next };
    }
    this.latestRevision = Math.max(this.latestRevision, revision);
  }

  /** Others may hold on to it for a while: what is large goes at once. */
  forget(): void {
    this.catalogue = null;
    this.claims = null;
  }
}

/**
 * Live claims never overlap, so that a padded interval names one; events of connected calendars do. What was read may hold the change
 * already.
 */
function applied(
  claims: readonly BusyClaim[],
  freed: readonly [Date, Date][],
  put: readonly BusyClaim[],
): BusyClaim[] {
  const replaced = [...freed.map(([start]) => +start), ...put.map(({ padStart }) => +padStart)];
  const isKept = ({ status, padStart }: BusyClaim) => status === 'external' || !replaced.includes(+padStart);
  return [...claims.filter(isKept), ...put];
}
