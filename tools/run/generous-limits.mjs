const GENEROUS = '100000000';
/** The most that limits of what one client may have at once can be set to. */
const AT_MOST = '1000000';

/** Settings that take the limits of clients, networks and addresses out of the way, where one machine plays them all. */
export const GENEROUS_LIMITS = Object.freeze({
  RATE_LIMIT: GENEROUS,
  RATE_LIMIT_WRITES: GENEROUS,
  RATE_LIMIT_SIGN_IN: GENEROUS,
  REGISTRATIONS_PER_NETWORK: GENEROUS,
  UNPROVEN_PER_HOUR: GENEROUS,
  UNPROVEN_PER_DAY: GENEROUS,
  UNPROVEN_PER_NETWORK: GENEROUS,
  UNPROVEN_PER_EXPERT: GENEROUS,
  EMAIL_CODES_PER_NETWORK: GENEROUS,
  RESCHEDULES_PER_HOUR: GENEROUS,
  HOLDS_PER_CLIENT: AT_MOST,
  BOOKINGS_PER_CLIENT: AT_MOST,
  HELD_SHARE: '100',
  PROOF_AFTER: AT_MOST,
  SOCKETS_PER_NETWORK: AT_MOST,
});
