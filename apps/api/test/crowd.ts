import type { AvailabilityChanged } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import type { PublishedExpert } from './published-expert';
import { until } from './until';
import type { Watcher } from './watcher';
import { watch } from './watcher';

/** Open booking pages that know only the revision of their calendar. */
export interface Crowd {
  /** Sockets that have been disconnected so far. */
  readonly dropped: number;
  /** How many notices of delayed and of possibly missed changes one page has received. */
  readonly stale: number;
  readonly resync: number;
  /** How many have received the booking at that start, and when the last of them did (`performance.now()`). */
  heardOf(expert: PublishedExpert, start: string): Heard;
  /** Waits until all have the database's state without a gap. @throws Error with the number of those that do not */
  allRight(database: Connection, timeoutMs: number): Promise<void>;
  close(): void;
}

export interface Heard {
  pages: number;
  lastAt: number;
}

/** This many pages per expert. */
export async function crowd(url: string, experts: readonly PublishedExpert[], each: number): Promise<Crowd> {
  const all: { page: Watcher; key: string }[] = [];
  const counts = { dropped: 0, stale: 0, resync: 0 };
  const heard = new Map<string, Heard>();
  const note = (booking: string) => {
    const { pages } = heard.get(booking) ?? { pages: 0 };
    heard.set(booking, { pages: pages + 1, lastAt: performance.now() });
  };
  for (const expert of experts) {
    const pages = await Promise.all(Array.from({ length: each }, () => watch(url, expert)));
    for (const page of pages) {
      page.socket.on('disconnect', () => (counts.dropped += 1));
      page.socket.on('stale', ({ stale }) => (counts.stale += stale ? 1 : 0));
      page.socket.on('availability.changed', ({ reason, taken }) => {
        if (reason !== 'booked') return;
        for (const [start] of taken) note(`${expert.handle} ${start}`);
      });
      page.socket.on('resync', () => (counts.resync += 1));
      all.push({ page, key: expert.handle });
    }
  }
  const isRight = (page: Watcher, revision: number) => {
    if (!page.reply.ok) return false;
    const since = page.changes.filter(isAfter(page.reply.revision)).length;
    return page.reply.revision + since === revision;
  };
  return {
    get dropped() {
      return counts.dropped;
    },
    get stale() {
      return counts.stale;
    },
    get resync() {
      return counts.resync;
    },
    heardOf: ({ handle }, start) =>
      heard.get(`${handle} ${new Date(start).toISOString()}`) ?? { pages: 0, lastAt: Infinity },
    allRight: async (database, timeoutMs) => {
      await until(
        'all pages know the newest revision',
        async () => {
          const revisions = await revisionsOf(database);
          return all.every(({ page, key }) => isRight(page, revisions.get(key) ?? NaN));
        },
        timeoutMs,
      );
    },
    close: () => all.forEach(({ page }) => page.close()),
  };
}

const isAfter =
  (revision: number) =>
  (change: AvailabilityChanged): boolean =>
    change.revision > revision;

/** The revisions of all calendars, by the experts' handles. */
async function revisionsOf(database: Connection): Promise<Map<string, number>> {
  const [experts, calendars] = await Promise.all([
    database.collection('experts').find({}).project({ handle: 1 }).toArray(),
    database.collection('calendars').find({}).toArray(),
  ]);
  return new Map(
    experts.map(({ _id, handle }) => [
      String(handle),
      Number(calendars.find((calendar) => String(calendar._id) === String(_id))?.['revision']),
    ]),
  );
}
