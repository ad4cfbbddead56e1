import { fault } from './finding.mjs';

/**
 * Chains of reschedules: neighbours refer to each other, belong to one expert, and none has two successors.
 *
 * @param {readonly any[]} bookings
 * @param {(uids: string[]) => Promise<any[]>} findByUids the documents that have one of these attendees
 * @returns {AsyncGenerator<import('./finding.mjs').Finding>}
 */
export async function* checkChains(bookings, findByUids) {
  const links = bookings.flatMap((booking) =>
    (booking.attendees ?? []).flatMap((/** @type {any} */ one) => linksOf(booking, one)),
  );
  if (links.length === 0) return;
  const neighbours = new Map();
  for (const booking of await findByUids([...new Set(links.map(({ to }) => to))])) {
    for (const attendee of booking.attendees) neighbours.set(attendee.uid, { booking, attendee });
  }
  for (const { booking, attendee, to, back } of links) {
    const wrong = (/** @type {string} */ code, /** @type {string} */ says) =>
      fault(code, 'bookings', booking._id, `Attendee ${attendee.uid} ${says}`);
    const other = neighbours.get(to);
    if (!other) {
      yield wrong('chain-broken', `names ${to} in its chain of reschedules, who does not exist.`);
      continue;
    }
    const answer = other.attendee[back];
    if (answer !== attendee.uid) {
      const second = back === 'rescheduledTo' && answer;
      yield second
        ? wrong('chain-forked', `took the place of ${to}, who has another successor.`)
        : wrong('chain-broken', `names ${to} in its chain of reschedules, who does not name it back.`);
    }
    if (String(other.booking.expertId) !== String(booking.expertId)) {
      yield wrong('chain-expert', `was moved between two experts.`);
    }
  }
  for (const booking of bookings) {
    for (const { uid, status, rescheduledTo } of booking.attendees ?? []) {
      if ((status === 'rescheduled') !== Boolean(rescheduledTo)) {
        yield fault(
          'chain-status',
          'bookings',
          booking._id,
          `Attendee ${uid} is ${status} and has ${rescheduledTo ? 'a' : 'no'} successor.`,
        );
      }
    }
  }
}

/**
 * @param {any} booking
 * @param {any} attendee
 */
function linksOf(booking, attendee) {
  const links = [];
  if (attendee.rescheduledTo) {
    links.push({ booking, attendee, to: attendee.rescheduledTo, back: 'rescheduledFrom' });
  }
  if (attendee.rescheduledFrom) {
    links.push({ booking, attendee, to: attendee.rescheduledFrom, back: 'rescheduledTo' });
  }
  return links;
}
