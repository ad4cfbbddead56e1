import { Logger } from '@nestjs/common';
import type { Connection, Model } from 'mongoose';
import mongoose from 'mongoose';
import { CONNECTION_OPTIONS } from '../src/app/database/connection-options';
import type { NewOutboxMessage } from '../src/app/outbox/outbox';
import { SessionWrites } from '../src/app/database/writes';
import { Outbox } from '../src/app/outbox/outbox';
import type { OutboxHandler, OutboxMessage } from '../src/app/outbox/outbox-handlers';
import { OutboxHandlers } from '../src/app/outbox/outbox-handlers';
import type { OutboxOptions } from '../src/app/outbox/outbox-options';
import type { OutboxState } from '../src/app/outbox/outbox.schema';
import { OutboxRow, OutboxRowSchema } from '../src/app/outbox/outbox.schema';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import { freshMongoUri } from './harness';
import { until } from './until';

const QUICK: OutboxOptions = {
  pollMs: 20,
  gatherMs: 0,
  leaseMs: 30_000,
  maxAttempts: 4,
  maxRefusals: 2,
  maxAgeMs: 3_600_000,
  backoffMs: 20,
  maxBackoffMs: 100,
  concurrency: 4,
  breaker: { threshold: 3, pauseMs: 20, maxPauseMs: 80 },
  shutdownMs: 5000,
};
const NEVER = new Promise<void>(() => undefined);

describe('the outbox', () => {
  let connection: Connection;
  let rows: Model<OutboxRow>;
  let workers: OutboxWorker[];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    connection = await mongoose.createConnection(freshMongoUri(), CONNECTION_OPTIONS).asPromise();
    rows = connection.model(OutboxRow.name, OutboxRowSchema);
    await rows.createCollection();
    await rows.createIndexes();
  });
  beforeEach(async () => {
    workers = [];
    await rows.deleteMany({});
  });
  afterEach(() => Promise.all(workers.map((worker) => worker.stop())));
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  /** A worker like that of another process. */
  function work(handlers: Record<string, OutboxHandler>, options: Partial<OutboxOptions> = {}): OutboxWorker {
    const registry = new OutboxHandlers();
    for (const [topic, handler] of Object.entries(handlers)) registry.register(topic, handler);
    const worker = new OutboxWorker(rows, registry, { ...QUICK, ...options });
    workers.push(worker);
    worker.start();
    return worker;
  }

  async function add(messages: NewOutboxMessage[], worker?: OutboxWorker): Promise<void> {
    const outbox = new Outbox(rows, worker ?? new OutboxWorker(rows, new OutboxHandlers(), QUICK));
    await connection.transaction((session) => outbox.add(messages, new SessionWrites(session)));
    outbox.wake();
  }

  const message = (key: string, topic = 'greet', dueAt?: Date): NewOutboxMessage => ({
    topic,
    key,
    payload: { key },
    ...(dueAt && { dueAt }),
  });
  const rowOf = (key: string): Promise<OutboxRow | null> => rows.findOne({ key }).lean().exec();
  const inState = (state: OutboxState): Promise<number> => rows.countDocuments({ state });

  it('handles what a transaction wrote as soon as it is woken, and removes the content', async () => {
    const seen: OutboxMessage[] = [];
    const worker = work({ greet: async (row) => void seen.push(row) }, { pollMs: 60_000 });
    await add([message('a'), message('b')], worker);
    await until('both are done', async () => (await inState('done')) === 2);
    expect(seen.map(({ key, payload, attempt }) => [key, payload, attempt]).sort()).toEqual([
      ['a', { key: 'a' }, 1],
      ['b', { key: 'b' }, 1],
    ]);
    expect(await rowOf('a')).toMatchObject({
      state: 'done',
      payload: {},
      lastError: null,
      doneAt: expect.any(Date),
    });
  });

  it('handles nothing of a transaction that did not commit', async () => {
    const outbox = new Outbox(rows, new OutboxWorker(rows, new OutboxHandlers(), QUICK));
    await expect(
      connection.transaction(async (session) => {
        await outbox.add([message('lost')], new SessionWrites(session));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await rows.countDocuments({})).toBe(0);
  });

  it('handles a key once, however often it is written', async () => {
    const seen: string[] = [];
    const worker = work({ greet: async ({ key }) => void seen.push(key) });
    await add([message('twice'), message('twice')], worker);
    await until('it is done', async () => (await inState('done')) === 1);
    await add([message('twice'), message('other')], worker);
    await until('the other is done', async () => (await inState('done')) === 2);
    expect(seen).toEqual(['twice', 'other']);
  });

  it('shares the rows among workers, so that each is handled once', async () => {
    const seen = new Map<string, number>();
    const handler: OutboxHandler = async ({ key }) => {
      seen.set(key, (seen.get(key) ?? 0) + 1);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await add(Array.from({ length: 100 }, (_, index) => message(`m${index}`)));
    for (let count = 0; count < 3; count++) work({ greet: handler });
    await until('all are done', async () => (await inState('done')) === 100);
    expect(seen.size).toBe(100);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });

  it('continues with the rows of a killed process, once its lease has ended', async () => {
    const keys: string[] = [];
    work({ greet: () => NEVER }, { leaseMs: 600_000, shutdownMs: 1, concurrency: 1 });
    await add([message('orphan')]);
    await until('the doomed one has claimed it', async () => ((await rowOf('orphan'))?.attempts ?? 0) === 1);
    work({ greet: async ({ key, attempt }) => void keys.push(`${key} ${attempt}`) });
    await add([message('next')]);
    await until('the row behind it is done', async () => (await rowOf('next'))?.state === 'done');
    expect(keys).toEqual(['next 1']);

    await rows.updateOne({ key: 'orphan' }, { lockedUntil: new Date(Date.now() - 1) });
    await until('the orphan is done', async () => (await rowOf('orphan'))?.state === 'done');
    expect(keys).toEqual(['next 1', 'orphan 2']);
  });

  it('does not let a slow worker settle what another one has claimed since', async () => {
    let finishFirst: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (finishFirst = resolve));
    // One at a time, so that it cannot claim its own row again.
    const slow = work({ greet: () => first }, { concurrency: 1 });
    await add([message('slow')]);
    await until('the slow one has claimed it', async () => ((await rowOf('slow'))?.attempts ?? 0) === 1);
    await rows.updateOne({ key: 'slow' }, { lockedUntil: new Date(0) });
    work({ greet: () => NEVER }, { shutdownMs: 1, concurrency: 1 });
    await until('the other one has it', async () => ((await rowOf('slow'))?.attempts ?? 0) === 2);
    finishFirst();
    await slow.stop();
    expect(await rowOf('slow')).toMatchObject({ state: 'waiting', attempts: 2 });
  });

  it("retries failed rows later, keeping only the failure's code", async () => {
    let failures = 2;
    const fails: OutboxHandler = async () => {
      if (failures-- > 0) throw Object.assign(new Error('to ada@example.org'), { code: 'ECONNREFUSED' });
    };
    const worker = work({ greet: fails }, { backoffMs: 300, maxBackoffMs: 300 });
    await add([message('stubborn')], worker);
    const waiting = await until('it has failed once', async () => {
      const row = await rowOf('stubborn');
      return row?.lastError ? row : null;
    });
    expect(waiting.lastError).toBe('ECONNREFUSED');
    expect(waiting.dueAt.getTime()).toBeGreaterThan(waiting.createdAt.getTime() + 100);
    await until('it is done', async () => (await rowOf('stubborn'))?.state === 'done');
    expect(await rowOf('stubborn')).toMatchObject({ attempts: 3, lastError: null });
  });

  it('gives up after the last attempt, and keeps the row for inspection', async () => {
    const worker = work({ greet: () => Promise.reject(new TypeError('about ada@example.org')) });
    await add([message('hopeless')], worker);
    await until('it has failed', async () => (await rowOf('hopeless'))?.state === 'failed');
    const row = await rowOf('hopeless');
    expect(row).toMatchObject({
      attempts: QUICK.maxAttempts,
      lastError: 'TypeError',
      payload: { key: 'hopeless' },
    });
    expect(row?.failedAt).toBeInstanceOf(Date);
  });

  it('gives up a handler that does not end, and handles other rows meanwhile', async () => {
    let calls = 0;
    const worker = work(
      { greet: () => (calls++ === 0 ? NEVER : Promise.resolve()), other: () => Promise.resolve() },
      { leaseMs: 250 },
    );
    await add([message('hangs'), message('quick', 'other')], worker);
    await until('the other is done', async () => (await rowOf('quick'))?.state === 'done');
    await until('the hanging one is done', async () => (await rowOf('hangs'))?.state === 'done');
    expect(calls).toBe(2);
  });

  it('leaves rows without a handler untouched, and they block no others', async () => {
    await add(Array.from({ length: 20 }, (_, index) => message(`x${index}`, 'unknown')));
    const worker = work({ greet: () => Promise.resolve() }, { concurrency: 1 });
    await add([message('known')], worker);
    await until('the known one is done', async () => (await rowOf('known'))?.state === 'done');
    expect(await rows.countDocuments({ topic: 'unknown', state: 'waiting', attempts: 0 })).toBe(20);
  });

  it('waits until a message is due', async () => {
    const doneAt: Record<string, number> = {};
    const worker = work({ greet: async ({ key }) => void (doneAt[key] = Date.now()) });
    const dueAt = new Date(Date.now() + 400);
    await add([message('later', 'greet', dueAt), message('now')], worker);
    await until('both are done', async () => (await inState('done')) === 2);
    expect(doneAt['later']).toBeGreaterThanOrEqual(dueAt.getTime());
    expect(doneAt['now']).toBeLessThan(doneAt['later'] ?? 0);
  });

  it('completes rows in progress when it is stopped, and claims no more', async () => {
    let finish: () => void = () => undefined;
    const begun: string[] = [];
    const worker = work(
      {
        greet: ({ key }) => {
          begun.push(key);
          return new Promise((resolve) => (finish = resolve));
        },
      },
      { concurrency: 1 },
    );
    await add([message('first', 'greet', new Date(0)), message('second')], worker);
    await until('the first is in hand', () => begun.length === 1);
    const stopped = worker.stop();
    finish();
    await stopped;
    expect(begun).toEqual(['first']);
    expect((await rowOf('first'))?.state).toBe('done');
    expect(await rowOf('second')).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('finds due rows and removes old ones by index', async () => {
    const plan = await rows
      .find({
        state: 'waiting',
        topic: mongoose.trusted({ $in: ['greet'] }),
        dueAt: mongoose.trusted({ $lte: new Date() }),
      })
      .sort({ dueAt: 1 })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('"indexName":"due"');
    expect(JSON.stringify(plan)).not.toContain('"stage":"SORT"');
    const indexes = await rows.collection.indexes();
    expect(indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds).map(({ name }) => name)).toEqual([
      'forget_done',
      'forget_failed',
    ]);
  });
});
