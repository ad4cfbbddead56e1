import type { SettingsReader } from './settings-reader';

/** Holds, bookings and their limits. */
export interface BookingSettings {
  /**
   * Whether event types may be set to the mock video kinds, whose links open nothing. Event types that have one keep
   * it.
   */
  readonly demoVideo: boolean;
  /** Lifetime of a new or renewed hold, seconds. */
  readonly holdTtl: number;
  /** Seconds after a hold's creation from which it cannot be renewed. */
  readonly holdMaxAge: number;
  /** Maximum of live holds per client address. */
  readonly holdsPerClient: number;
  /** Maximum of bookings per day with one expert, per client network. */
  readonly bookingsPerClient: number;
  /** Maximum percentage of the free times around a time that all clients together may hold at once; 100 = all of them. */
  readonly heldShare: number;
  /** Attempts per minute to hold or book one expert's time, above which clients need a proof of work. */
  readonly proofAfter: number;
  /** Milliseconds that a booking transaction may take, including retries. */
  readonly transactionDeadline: number;
  /** Bookings with one unverified email address, per hour and per day, above which a booking needs a code. */
  readonly unprovenPerHour: number;
  readonly unprovenPerDay: number;
  /** The same per hour for all such addresses of one client network, and of one expert. */
  readonly unprovenPerNetwork: number;
  readonly unprovenPerExpert: number;
  /** Codes per hour and client network. */
  readonly emailCodesPerNetwork: number;
  /** Reschedules per hour of one booking by its client. */
  readonly reschedulesPerHour: number;
  /** Days after a booking's end until its personal data is removed; 0 = never. */
  readonly retentionDays: number;
}

export function readBookingSettings(reader: SettingsReader, production: boolean): BookingSettings {
  const holdTtl = reader.whole('HOLD_TTL', 300, 1, 3600);
  const holdMaxAge = reader.whole('HOLD_MAX_AGE', Math.max(900, holdTtl), 1, 7200);
  if (holdMaxAge < holdTtl) {
    reader.problems.push(
      `HOLD_MAX_AGE (${holdMaxAge}) must not be less than HOLD_TTL (${holdTtl}): raise it.`,
    );
  }
  return {
    holdTtl,
    holdMaxAge,
    demoVideo: reader.flag('DEMO_VIDEO', !production),
    holdsPerClient: reader.whole('HOLDS_PER_CLIENT', 5, 1, 1_000_000),
    bookingsPerClient: reader.whole('BOOKINGS_PER_CLIENT', 20, 1, 1_000_000),
    heldShare: reader.whole('HELD_SHARE', 33, 1, 100),
    proofAfter: reader.whole('PROOF_AFTER', 30, 0, 1_000_000),
    transactionDeadline: reader.whole('TRANSACTION_DEADLINE_MS', 3000, 100, 60_000),
    unprovenPerHour: reader.whole('UNPROVEN_PER_HOUR', 3, 1, 100_000_000),
    unprovenPerDay: reader.whole('UNPROVEN_PER_DAY', 10, 1, 100_000_000),
    unprovenPerNetwork: reader.whole('UNPROVEN_PER_NETWORK', 30, 1, 100_000_000),
    unprovenPerExpert: reader.whole('UNPROVEN_PER_EXPERT', 120, 1, 100_000_000),
    emailCodesPerNetwork: reader.whole('EMAIL_CODES_PER_NETWORK', 20, 1, 100_000_000),
    reschedulesPerHour: reader.whole('RESCHEDULES_PER_HOUR', 10, 1, 100_000_000),
    retentionDays: reader.whole('RETENTION_DAYS', 0, 0, 36_500),
  };
}
