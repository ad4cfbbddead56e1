import type { Schema } from 'mongoose';

/** Two live claims of one expert cannot share a 5-minute bucket: overlap is impossible in the database itself. */
export const CLAIM_INDEX = {
  name: 'no_two_claims_overlap',
  key: { expertId: 1, buckets: 1 },
  unique: true,
  partialFilterExpression: { live: true },
} as const;

/**
 * Fields of `BusyClaim`, in the order of the index `busy_time`. The index and the projection of `ClaimsReader` have the same fields,
 * so that the read needs no document.
 */
export const BUSY_CLAIM_FIELDS = {
  padStart: 1,
  padEnd: 1,
  status: 1,
  expiresAt: 1,
  eventTypeId: 1,
  start: 1,
  duration: 1,
  seats: 1,
  seatsTaken: 1,
} as const;

/** The indexes of the collection of claims. */
export function addBookingIndexes(schema: Schema): void {
  schema.index(CLAIM_INDEX.key, {
    name: CLAIM_INDEX.name,
    unique: true,
    partialFilterExpression: CLAIM_INDEX.partialFilterExpression,
  });
  schema.index(
    { expertId: 1, ...BUSY_CLAIM_FIELDS },
    { name: 'busy_time', partialFilterExpression: { live: true } },
  );
  schema.index({ 'attendees.uid': 1 }, { name: 'attendee_uid', unique: true, sparse: true });
  schema.index({ expertId: 1, start: 1, _id: 1 }, { name: 'expert_list' });
  /** The list of some statuses, in order without sorting. */
  schema.index({ expertId: 1, 'attendees.status': 1, start: 1, _id: 1 }, { name: 'expert_status_list' });
  schema.index({ eventTypeId: 1, start: 1, _id: 1 }, { name: 'event_type_list' });
  schema.index({ expertId: 1, search: 1 }, { name: 'expert_search' });
  /** Holds everything statistics need of sessions for one, so that no document is read for them. */
  schema.index({ expertId: 1, start: 1, status: 1, seats: 1, duration: 1 }, { name: 'expert_figures' });
  schema.index({ 'hold.tokenHash': 1 }, { name: 'hold_token', unique: true, sparse: true });
  schema.index(
    { 'hold.client': 1 },
    { name: 'holds_of_client', partialFilterExpression: { status: 'held' } },
  );
  schema.index(
    { 'hold.network': 1 },
    { name: 'holds_of_network', partialFilterExpression: { status: 'held' } },
  );
  schema.index({ expertId: 1 }, { name: 'holds_of_expert', partialFilterExpression: { status: 'held' } });
  schema.index(
    { 'hold.session': 1 },
    { name: 'holds_of_session', partialFilterExpression: { status: 'held' } },
  );
  /** Requests that wait for an answer, by their deadline. */
  schema.index(
    { 'attendees.respondBy': 1 },
    { name: 'open_requests', partialFilterExpression: { 'attendees.status': 'pending' } },
  );
  schema.index({ expiresAt: 1 }, { name: 'expiring_holds', partialFilterExpression: { status: 'held' } });
}
