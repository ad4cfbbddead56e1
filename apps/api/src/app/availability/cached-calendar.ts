import type { Types } from 'mongoose';
import { SingleFlight } from '../caching/single-flight';
import type { BusyClaim } from '../calendars/booking.schema';
import type { ExternalBlocks } from '../calendars/calendar-times';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import type { ClaimsRange } from '../calendars/claims-range';
import { CachedClaims, OPEN_CLAIM_BYTES, PACKED_CLAIM_BYTES } from './cached-claims';
import type { ExpertOfferings } from './expert-offerings';

/** A cached value, valid while the calendar has this revision. */
interface Read<T> {
  revision: number;
  value: T;
}

export interface ReadOfferings extends Read<ExpertOfferings> {
  /** The revision at which it was read. Later revisions of bookings and holds alone do not change it. */
  since: number;
}

/** The busy time of these calendars. */
interface ReadExternal extends Read<readonly ExternalBlocks[]> {
  calendarIds: readonly Types.ObjectId[];
  bytes: number;
}

interface ReadClaims extends Read<CachedClaims> {
  range: ClaimsRange;
}

/** Bytes of one cached calendar besides its content: keys, promises, this object. */
const CALENDAR_BYTES = 1000;

/** The cached data of one expert's calendar. */
export class CachedCalendar {
  /** The newest known revision. */
  latestRevision = 0;
  offerings: (ReadOfferings & { bytes: number }) | null = null;
  claims: ReadClaims | null = null;
  external: ReadExternal | null = null;
  readonly reading = {
    revision: new SingleFlight(),
    offerings: new SingleFlight(),
    claims: new SingleFlight(),
    external: new SingleFlight(),
  };

  constructor(readonly expertId: Types.ObjectId) {}

  /** Without unpacked claims, which are counted separately. */
  get bytes(): number {
    const claims = (this.claims?.value.length ?? 0) * PACKED_CLAIM_BYTES;
    return CALENDAR_BYTES + (this.offerings?.bytes ?? 0) + claims + (this.external?.bytes ?? 0);
  }

  get openBytes(): number {
    return this.claims?.value.isOpen ? this.claims.value.length * OPEN_CLAIM_BYTES : 0;
  }

  /** Records a change. Only the reason `schedule` changes an expert's offerings, and only it and `external` busy time elsewhere. */
  applyChange({ revision, change }: Pick<CalendarChangedEvent, 'revision' | 'change'>): void {
    if (this.offerings?.revision === revision - 1 && change && change.reason !== 'schedule') {
      this.offerings.revision = revision;
    }
    if (
      this.external?.revision === revision - 1 &&
      change &&
      change.reason !== 'schedule' &&
      change.reason !== 'external'
    ) {
      this.external.revision = revision;
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

  /** Callers may keep a reference for a while, so the large parts are released at once. */
  forget(): void {
    this.offerings = null;
    this.claims = null;
    this.external = null;
  }
}

/** Live claims never overlap, so a padded interval identifies one. Claims read meanwhile may include the change already. */
function applied(
  claims: readonly BusyClaim[],
  freed: readonly [Date, Date][],
  put: readonly BusyClaim[],
): BusyClaim[] {
  const replaced = [...freed.map(([start]) => +start), ...put.map(({ padStart }) => +padStart)];
  return [...claims.filter(({ padStart }) => !replaced.includes(+padStart)), ...put];
}
