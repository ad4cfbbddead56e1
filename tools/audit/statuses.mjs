/**
 * The life of a booking, restated on purpose: the auditor must not believe what the API believes
 * (`BOOKING_TRANSITIONS` in the contracts). "completed" is not here: it is a confirmed booking whose end has passed, worked
 * out on demand and never stored.
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

/** In which a booking may begin. */
export const FIRST = new Set(['pending', 'confirmed']);

/** In which an attendee has a place. A no-show keeps it: the time was theirs. */
export const WITH_PLACE = new Set(['pending', 'confirmed', 'no_show']);

/** In which a document claims its time: as its attendees, or held, or blocked by the expert. */
export const CLAIMING = new Set([...WITH_PLACE, 'held', 'blocked']);

/** Claims without attendees. */
export const WITHOUT_PEOPLE = new Set(['held', 'blocked']);
