/**
 * The transitions of a booking, duplicated on purpose: the auditor must not depend on what the API uses
 * (`BOOKING_TRANSITIONS` in the contracts). "completed" is not included: it is a confirmed booking whose end has
 * passed, derived on demand and never stored.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const STEPS = {
  pending: ['confirmed', 'declined', 'cancelled', 'rescheduled'],
  confirmed: ['cancelled', 'rescheduled', 'no_show'],
  declined: [],
  cancelled: [],
  rescheduled: [],
  no_show: [],
};

/** Statuses in which a booking may begin. */
export const FIRST = new Set(['pending', 'confirmed']);

/** Statuses in which an attendee occupies a seat. A no-show keeps it, because the time was reserved for them. */
export const WITH_PLACE = new Set(['pending', 'confirmed', 'no_show']);

/** Statuses in which a document claims its time: those of attendees, `held`, or `blocked`. */
export const CLAIMING = new Set([...WITH_PLACE, 'held', 'blocked']);

/** Claims without attendees. */
export const WITHOUT_PEOPLE = new Set(['held', 'blocked']);
