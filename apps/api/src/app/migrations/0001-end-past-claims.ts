import { endPastClaims as end } from '../claims/past-claims';
import type { Migration } from './migration';

/**
 * Removes sessions that ended long ago from the index of claimed time. Since this version they leave it when they
 * end.
 */
export const endPastClaims: Migration = {
  version: 1,
  name: 'end-past-claims',
  phase: 'expand',
  async up({ connection, save }) {
    // Finished documents no longer match, so resuming needs no progress; saving detects a lost lock.
    const bookings = connection.getClient().db(connection.name).collection('bookings');
    for (let ended = 0; ;) {
      const more = await end(bookings, new Date());
      if (more === 0) return;
      await save((ended += more));
    }
  },
};
