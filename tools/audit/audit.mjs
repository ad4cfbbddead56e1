import { revisionCounter } from './calendars.mjs';
import { checkChains } from './chains.mjs';
import { checkClaim } from './claim.mjs';
import { fault } from './finding.mjs';
import { checkIdempotencyRow } from './idempotency.mjs';
import { checkIndexes, CLAIM_INDEX } from './indexes.mjs';
import { limitCounter } from './limits.mjs';
import { checkLinks } from './links.mjs';
import { checkMails, checkOutboxRow } from './mails.mjs';
import { checkOverlaps } from './overlaps.mjs';
import { checkPeople } from './people.mjs';
import { checkExpert, checkOwner, checkReferences } from './references.mjs';
import { WITH_PLACE } from './statuses.mjs';

/**
 * Source of the documents, all from one snapshot; batches are arrays.
 *
 * @typedef {object} Source
 * @property {() => Promise<any[]>} indexes of `bookings`
 * @property {() => AsyncIterable<any>} liveClaims ascending by expert and padStart
 * @property {() => Promise<{ live: number, indexed: number } | null>} claimIndexCounts null where there is no such index
 * @property {() => AsyncIterable<any[]>} bookings ascending by expert and start
 * @property {(uids: string[]) => Promise<any[]>} bookingsOf the documents that have one of these attendees
 * @property {() => AsyncIterable<{ uid: string, bookings: unknown[] }>} repeatedUids duplicate attendee uids
 * @property {(mails: import('./mails.mjs').Mail[]) => Promise<Set<string>>} mailsOf see `checkMails`
 * @property {(collection: string, ids: unknown[]) => Promise<any[]>} byId
 * @property {(expertIds: unknown[]) => Promise<any[]>} defaultSchedules
 * @property {(collection: string) => AsyncIterable<any[]>} all
 *
 * @typedef {object} Facts
 * @property {number} now epoch milliseconds
 * @property {number} maxHoldMs
 * @property {boolean} rulesUnchanged whether event types and schedules are known to be unchanged since the bookings
 * @property {(zone: string, instant: number) => number | undefined} west see `limitCounter`
 */

/**
 * Checks every invariant of the data. Memory stays flat: one batch at a time, and what its bookings refer to.
 *
 * @param {Source} source
 * @param {Facts} facts
 * @param {Record<string, number>} counts what was read, filled while reading
 * @returns {AsyncGenerator<import('./finding.mjs').Finding>}
 */
export async function* audit(source, facts, counts) {
  yield* checkIndexes(await source.indexes());
  const inIndex = await source.claimIndexCounts();
  if (inIndex && inIndex.live !== inIndex.indexed) {
    const says = `${inIndex.live} claims are live, ${inIndex.indexed} of them lie in the index against overlaps.`;
    yield fault('index-incomplete', 'bookings', CLAIM_INDEX, says);
  }
  yield* checkOverlaps(source.liveClaims());
  for await (const { uid, bookings } of source.repeatedUids()) {
    yield fault('uid-twice', 'bookings', bookings[0], `Attendee ${uid} is in several bookings.`);
  }
  yield* auditBookings(source, facts, counts);
  yield* auditRest(source, facts, counts);
}

/**
 * @param {Source} source
 * @param {Facts} facts
 * @param {Record<string, number>} counts
 */
async function* auditBookings(source, facts, counts) {
  const limits = limitCounter(facts.west, facts.rulesUnchanged);
  const revisions = revisionCounter();
  const endRevisions = async (/** @type {any} */ id) =>
    revisions.end((await source.byId('calendars', [id]))[0]);
  let lastExpert;
  Object.assign(counts, { bookings: 0, live: 0, holds: 0, attendees: 0 });
  for await (const batch of source.bookings()) {
    const known = await referredTo(source, batch);
    for (const booking of batch) {
      counts.bookings += 1;
      counts.live += booking.live ? 1 : 0;
      counts.holds += booking.status === 'held' ? 1 : 0;
      counts.attendees += booking.attendees?.length ?? 0;
      if (revisions.isNext(booking)) yield* await endRevisions(lastExpert);
      lastExpert = booking.expertId;
      revisions.add(booking);
      yield* checkClaim(booking, facts);
      yield* checkPeople(booking);
      const eventType = known.eventTypes.get(String(booking.eventTypeId));
      yield* checkReferences(booking, known.experts.get(String(booking.expertId)), eventType);
      const rules = WITH_PLACE.has(booking.status) && rulesOf(eventType, known);
      if (rules) yield* limits.count(booking, rules);
    }
    yield* checkChains(batch, source.bookingsOf);
    yield* checkMails(batch, facts.now, source.mailsOf);
  }
  yield* await endRevisions(lastExpert);
}

/**
 * @param {Source} source
 * @param {readonly any[]} batch
 */
async function referredTo(source, batch) {
  const ids = (/** @type {string} */ field) => [
    ...new Map(batch.map((one) => [String(one[field]), one[field]])).values(),
  ];
  const byId = (/** @type {any[]} */ all) => new Map(all.map((one) => [String(one._id), one]));
  const expertIds = ids('expertId');
  const eventTypes = byId(await source.byId('event_types', ids('eventTypeId')));
  const scheduleIds = [...eventTypes.values()].map(({ scheduleId }) => scheduleId).filter(Boolean);
  const defaults = await source.defaultSchedules(expertIds);
  return {
    eventTypes,
    experts: byId(await source.byId('experts', expertIds)),
    schedules: byId(await source.byId('schedules', scheduleIds)),
    defaults: new Map(defaults.map((one) => [String(one.expertId), one])),
  };
}

/**
 * @param {any} eventType
 * @param {Awaited<ReturnType<typeof referredTo>>} known
 * @returns {import('./limits.mjs').Rules | undefined} nothing where the schedule is gone, as after the end of an account
 */
function rulesOf(eventType, { schedules, defaults }) {
  if (!eventType?.limits) return undefined;
  const { scheduleId, expertId, limits } = eventType;
  const schedule = scheduleId ? schedules.get(String(scheduleId)) : defaults.get(String(expertId));
  if (!schedule) return undefined;
  const { perDay = null, perWeek = null, minutesPerDay = null } = limits;
  return { zone: schedule.timeZone, perDay, perWeek, minutesPerDay };
}

/**
 * @param {Source} source
 * @param {Facts} facts
 * @param {Record<string, number>} counts
 */
async function* auditRest(source, { now }, counts) {
  const count = (/** @type {string} */ name, /** @type {number} */ more) => {
    counts[name] = (counts[name] ?? 0) + more;
  };
  const idsOf = async (/** @type {string} */ collection, /** @type {any[]} */ ids) =>
    new Set((await source.byId(collection, ids)).map(({ _id }) => String(_id)));
  for await (const batch of source.all('experts')) {
    count('experts', batch.length);
    const users = await idsOf(
      'users',
      batch.map(({ userId }) => userId),
    );
    for (const expert of batch) yield* checkExpert(expert, users);
  }
  for (const collection of ['event_types', 'schedules']) {
    for await (const batch of source.all(collection)) {
      count(collection, batch.length);
      const experts = await idsOf(
        'experts',
        batch.map(({ expertId }) => expertId),
      );
      for (const owned of batch) yield* checkOwner(owned, collection, experts);
    }
  }
  for await (const batch of source.all('booking_links')) {
    count('booking_links', batch.length);
    yield* checkLinks(batch, source.bookingsOf);
  }
  for await (const batch of source.all('outbox')) {
    count('outbox', batch.length);
    for (const row of batch) yield* checkOutboxRow(row, now);
  }
  for await (const batch of source.all('idempotency_keys')) {
    count('idempotency_keys', batch.length);
    for (const row of batch) yield* checkIdempotencyRow(row);
  }
}
