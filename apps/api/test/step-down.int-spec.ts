import type { CreatedBooking } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { mongo, trusted } from 'mongoose';
import type { Crowd } from './crowd';
import { crowd } from './crowd';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { OwnReplicaSet } from './own-replica-set';
import { ownReplicaSet } from './own-replica-set';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { openDatabase } from './raw-database';
import { until } from './until';

const EXPERTS = 3;
const CLIENTS = 6;
/** The deadline of a transaction and one server selection, and more for a busy machine. */
const MAX_WAIT_MS = 10_000;
/** An election takes about two seconds, detecting a frozen node four more; a busy machine may take longer. */
const RESUMED_MS = 20_000;
const STEPPED_DOWN_SECONDS = 5;
/** Maximum time for a booking to reach all pages without failures. */
const ON_ITS_WAY_MS = 500;
/** Open pages per expert: 300 in all. */
const PAGES = 100;
/** All of them are current this long after the first new booking. */
const RIGHT_MS = 2000;

describe('a replica set of three nodes during a stream of bookings', () => {
  let set: OwnReplicaSet;
  let api: TestApi;
  let admin: Connection;
  let experts: PublishedExpert[];
  let pages: Crowd;
  let starts: { expert: PublishedExpert; start: string }[];

  beforeAll(async () => {
    set = await ownReplicaSet(3);
    const MONGO_URI = set.uriOf('step_down');
    api = await startApi({ MONGO_URI });
    admin = await openDatabase(MONGO_URI);
    const short = { durations: [5], slotInterval: 5 };
    experts = await Promise.all(Array.from({ length: EXPERTS }, () => publishExpert(api.url, short)));
    const lists = await Promise.all(experts.map((expert) => expert.starts()));
    starts = (lists[0] ?? []).flatMap((start) => experts.map((expert) => ({ expert, start })));
    pages = await crowd(api.url, experts, PAGES);
  });
  afterAll(async () => {
    // After a failed start, not all of them exist.
    try {
      pages?.close();
      await admin?.close();
      // Audits the data.
      await api?.close();
    } finally {
      await set?.remove();
    }
  });

  const primary = async () => {
    const { primary: address } = await admin.db!.admin().command({ hello: 1 });
    return Number(String(address).split(':')[1]);
  };

  // First: later the stream may be on a node that stays.
  it('continues within seconds after the primary was frozen', async () => {
    const frozen = await primary();
    try {
      await survive(() => Promise.resolve(set.freeze(frozen)), { booked: 6 });
      expect(pages.stale).toBeGreaterThan(0);
    } finally {
      set.resume(frozen);
    }
  });

  it('continues within seconds after the primary has stepped down', () =>
    survive(async () => {
      const former = await primary();
      await stepDown();
      await until('another one is primary', async () => {
        const now = await primary().catch(() => NaN);
        return now > 0 && now !== former;
      });
    }));

  it('continues within seconds after the primary was killed', () =>
    survive(async () => set.kill(await primary())));

  async function stepDown(): Promise<void> {
    const command = { replSetStepDown: STEPPED_DOWN_SECONDS, secondaryCatchUpPeriodSecs: 2 };
    // Forced although a secondary lags; some versions respond by closing the connection.
    await until('the primary steps down', () =>
      admin
        .db!.admin()
        .command(command)
        .then(() => true)
        .catch((error: unknown) => {
          if (error instanceof mongo.MongoNetworkError) return true;
          if (error instanceof mongo.MongoServerError && error.codeName === 'ExceededTimeLimit') return false;
          throw error;
        }),
    );
  }

  /** Books with several clients during `harm`, until bookings have succeeded for a while. */
  async function survive(harm: () => Promise<void>, { booked = 24 } = {}): Promise<void> {
    const acknowledged: CreatedBooking[] = [];
    const bookedAt: { expert: PublishedExpert; start: string; asked: number; at: number }[] = [];
    const strange: string[] = [];
    let over = false;
    const book = async () => {
      for (let next = starts.shift(); next && !over; next = starts.shift()) {
        const { expert, start } = next;
        let asked = performance.now();
        let answer = await answered(expert.book(start));
        while (answer?.status === 503 && !over) {
          const code = problemOf(answer).code;
          const after = Number(answer.headers.get('retry-after'));
          if (code !== 'busy_try_again' || !(after > 0)) strange.push(`503 ${code}, Retry-After ${after}`);
          asked = performance.now();
          answer = await answered(expert.book(start));
        }
        if (answer === null) strange.push(`no answer within ${MAX_WAIT_MS} ms`);
        else if (answer.status === 201) {
          acknowledged.push(answer.body);
          bookedAt.push({ expert, start, asked, at: performance.now() });
        }
        // Its own commit, whose response was lost: a time goes to its first request.
        else if (answer.status !== 409 && answer.status !== 503) {
          strange.push(`${answer.status} ${JSON.stringify(answer.body)}`);
        }
      }
    };
    const clients = Array.from({ length: CLIENTS }, book);
    await until('two dozen bookings', () => acknowledged.length >= 24 || strange.length > 0);
    const harmedAt = Date.now();
    const harming = performance.now();
    await harm();
    const harmed = performance.now();
    const before = acknowledged.length;
    const timeoutMs = RESUMED_MS - (Date.now() - harmedAt);
    await until(
      'bookings are taken again',
      () => acknowledged.length >= before + booked || strange.length > 0,
      timeoutMs,
    );
    over = true;
    await Promise.all(clients);
    await pages.allRight(admin, RIGHT_MS);
    // Writes at the moment of the failure are acknowledged only once the set accepts writes again: counting starts
    // there.
    const resumed = Math.min(...bookedAt.filter(({ asked }) => asked >= harmed).map(({ at }) => at));
    const heard = bookedAt.map(({ expert, start, at }) => {
      const { pages: count, lastAt } = pages.heardOf(expert, start);
      const from = at > harming - ON_ITS_WAY_MS ? Math.max(at, resumed) : at;
      return { count, late: lastAt - from };
    });
    expect(heard.filter(({ count }) => count !== PAGES)).toEqual([]);
    expect(Math.max(...heard.map(({ late }) => late))).toBeLessThan(RIGHT_MS);

    expect(strange).toEqual([]);
    expect({ dropped: pages.dropped, resync: pages.resync }).toEqual({ dropped: 0, resync: 0 });
    const uids = acknowledged.map(({ uid }) => uid);
    const stored = await api.connection
      .collection('bookings')
      .find({ 'attendees.uid': trusted({ $in: uids }), live: true, status: 'confirmed' })
      .toArray();
    expect(stored).toHaveLength(uids.length);
  }
});

/** Null for one that hangs. */
function answered<T>(answer: Promise<Answer<T>>): Promise<Answer<T> | null> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => done(null), MAX_WAIT_MS);
    answer.finally(() => clearTimeout(timer)).then(done, fail);
  });
}
