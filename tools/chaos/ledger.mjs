/**
 * @typedef {'confirmed' | 'pending' | 'cancelled' | 'rescheduled'} Status
 *
 * @typedef {object} StoredPlace what the database has of one person's booking
 * @property {string} uid
 * @property {string} status
 * @property {string | null} rescheduledFrom
 * @property {string} notes
 *
 * @typedef {object} Verdict
 * @property {string[]} lost uids that were acknowledged and are not there, or not as they were acknowledged
 * @property {string[]} doubled marks of requests that made more than one booking
 */

/** What the API has acknowledged, for a comparison with the database at the end. */
export class Ledger {
  attempted = 0;
  acknowledged = 0;
  /** Requests that never got a definite response. */
  unknown = 0;
  /** @type {Map<string, number>} status and code -> how often */
  refusals = new Map();
  /** @type {Map<string, Set<string>>} uid -> statuses that agree with what was acknowledged */
  #expected = new Map();
  /** @type {((startedAt: number) => void)[]} */
  #waiting = [];

  /**
   * @param {string} uid
   * @param {Status} status as acknowledged
   * @param {number} startedAt when the request was sent, epoch milliseconds
   */
  acknowledge(uid, status, startedAt) {
    this.acknowledged += 1;
    this.#expected.set(uid, new Set([status]));
    for (const heard of this.#waiting) heard(startedAt);
  }

  /**
   * A change of a booking without a definite response: it may or may not have happened.
   *
   * @param {string} uid
   * @param {Status} status
   */
  maybe(uid, status) {
    this.unknown += 1;
    this.#expected.get(uid)?.add(status);
  }

  /** A booking without a definite response. */
  unanswered() {
    this.unknown += 1;
  }

  /** @param {number} status @param {string} code */
  refuse(status, code) {
    const key = `${status} ${code}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
  }

  /**
   * @param {number} from epoch milliseconds
   * @param {AbortSignal} signal
   * @returns {Promise<number | null>} when the first write that was requested after `from` was acknowledged; null when ended before
   */
  nextAfter(from, signal) {
    return new Promise((done) => {
      const finish = (/** @type {number | null} */ at) => {
        this.#waiting = this.#waiting.filter((one) => one !== heard);
        done(at);
      };
      const heard = (/** @type {number} */ startedAt) => {
        if (startedAt >= from) finish(Date.now());
      };
      this.#waiting.push(heard);
      signal.addEventListener('abort', () => finish(null), { once: true });
    });
  }

  /**
   * @param {readonly StoredPlace[]} stored all attendees in the database
   * @returns {Verdict}
   */
  compare(stored) {
    const byUid = new Map(stored.map((place) => [place.uid, place]));
    const lost = [...this.#expected].flatMap(([uid, statuses]) =>
      statuses.has(byUid.get(uid)?.status ?? '') ? [] : [uid],
    );
    /** @type {Map<string, number>} */
    const first = new Map();
    for (const { notes, rescheduledFrom } of stored) {
      if (notes && rescheduledFrom === null) first.set(notes, (first.get(notes) ?? 0) + 1);
    }
    const doubled = [...first].flatMap(([mark, count]) => (count > 1 ? [mark] : []));
    return { lost, doubled };
  }
}
