import { Types } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CalendarChange } from '../src/app/calendars/calendar.schema';
import { CalendarTransactions } from '../src/app/calendars/calendar-transactions';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { OwnReplicaSet } from './own-replica-set';
import { ownReplicaSet } from './own-replica-set';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';

const DEADLINE_MS = 800;
/** For a busy machine; less than the 2.5 seconds for which a silent socket is waited for. */
const SLACK_MS = 1200;
/** Extra time of a commit in progress after its deadline. */
const COMMIT_GRACE_MS = 1000;
const CHANGE: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

describe('the deadline of a transaction', () => {
  let set: OwnReplicaSet;
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => {
    set = await ownReplicaSet();
    const MONGO_URI = set.uriOf('deadline');
    api = await startApi({ MONGO_URI, TRANSACTION_DEADLINE_MS: String(DEADLINE_MS) });
    expert = await publishExpert(api.url);
  });
  afterAll(async () => {
    try {
      await api.close();
    } finally {
      await set.remove();
    }
  });

  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const begun = performance.now();
    return [await work(), performance.now() - begun];
  };
  const expectBusy = (answer: Answer<unknown>) => {
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'busy_try_again' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  };
  const cancel = ({ uid }: { uid: string }) => expert.asExpert('POST', `/bookings/${uid}/cancel`, {});

  it('is when the response comes, even if an operation hangs, and the hanging operation has no effect', async () => {
    const [first = '', second = '', third = ''] = await expert.starts();
    const there = await expert.book(first);
    // The data for a booking is cached; only the transaction reads the database.
    await expert.starts();
    set.freeze();
    try {
      const [answer, took] = await timed(() => expert.book(second));
      expectBusy(answer);
      expect(took).toBeGreaterThan(DEADLINE_MS - 100);
      expect(took).toBeLessThan(DEADLINE_MS + SLACK_MS);
    } finally {
      set.resume();
    }
    await until('bookings are taken again', async () => (await expert.book(third)).status === 201);
    expect(await expert.starts()).toContain(second);
    expect((await expert.book(second)).status).toBe(201);
    expect((await cancel(there.body)).status).toBe(200);
  });

  it('limits the whole request, including reads before the transaction', async () => {
    const patient = 2000;
    const other = await startApi({
      MONGO_URI: set.uriOf('whole_request'),
      TRANSACTION_DEADLINE_MS: String(patient),
    });
    try {
      const short = await publishExpert(other.url, { durations: [30], slotInterval: 5 });
      const starts = (await short.starts()).slice(0, 5);
      set.freeze();
      // Each overlaps the others and comes a little later: the first fails after a deadline, then the next is tried.
      const answers = await Promise.all(
        starts.map(async (start, i) => {
          await sleep(i * 150);
          return timed(() => short.book(start));
        }),
      );
      for (const [answer] of answers) expectBusy(answer);
      expect(Math.max(...answers.map(([, took]) => took))).toBeLessThan(
        2 * patient + COMMIT_GRACE_MS + SLACK_MS,
      );
    } finally {
      set.resume();
      await until('the database answers', async () => (await expert.starts()).length > 0);
      await other.close();
    }
  });

  it('leaves nothing of work that exceeds it, and frees the calendar for others', async () => {
    const calendars = api.app.get(CalendarTransactions);
    const expertId = new Types.ObjectId(expert.me.expert?.id);
    const before = await calendars.revisionOf(expertId);
    let goOn: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (goOn = resolve));
    const events = api.connection.collection('event_types');
    let finished = false;
    const [outcome, took] = await timed(() =>
      calendars
        .run(expertId, CHANGE, async ({ session }) => {
          await events.updateMany({ expertId }, { $set: { title: 'Never said' } }, { session });
          await hanging;
          finished = true;
        })
        .catch((error: unknown) => error),
    );
    expect(outcome).toMatchObject({ code: 'busy_try_again', options: { retryAfter: expect.any(Number) } });
    expect(took).toBeLessThan(DEADLINE_MS + SLACK_MS);
    goOn();
    await until('the rest of the work', () => finished);
    const next = await until('the next transaction', async () =>
      calendars.run(expertId, CHANGE, async ({ revision }) => revision).catch(() => null),
    );
    expect(next).toBe(before + 1);
    expect(await events.countDocuments({ expertId, title: 'Never said' })).toBe(0);
  });
});
