import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { Types } from 'mongoose';
import { CLAIM_INDEX } from '../src/app/calendars/booking-indexes';
import { bucketsOf } from '../src/app/claims/claim-interval';
import { freePort, runApi, spawnApi } from './api-process';
import { freshMongoUri } from './harness';
import { dropDatabase, openDatabase } from './raw-database';
import { until } from './until';

const MINUTE_MS = 60_000;
const NINE = Date.parse('2031-03-03T09:00:00Z');
const CODE_DUPLICATE_KEY = 11_000;

/** A live booking as stored, `from` to `to` minutes after nine. */
function claimOf(expertId: Types.ObjectId, from: number, to: number) {
  const [padStart, padEnd] = [NINE + from * MINUTE_MS, NINE + to * MINUTE_MS];
  return {
    _id: new Types.ObjectId(),
    expertId,
    status: 'confirmed',
    live: true,
    padStart: new Date(padStart),
    padEnd: new Date(padEnd),
    buckets: bucketsOf(padStart, padEnd),
    attendees: [{ uid: new Types.ObjectId().toHexString() }],
  };
}

describe('the database guard', () => {
  let mongoUri: string;
  let connection: Connection;
  const bookings = () => connection.collection('bookings');

  beforeEach(async () => {
    mongoUri = freshMongoUri();
    connection = await openDatabase(mongoUri);
  });
  afterEach(() => dropDatabase(connection));

  it('rejects a database in which bookings overlap, and names the pairs and nothing else', async () => {
    const [ada, bob] = [new Types.ObjectId(), new Types.ObjectId()];
    const [long, within, touching] = [claimOf(ada, 0, 60), claimOf(ada, 30, 45), claimOf(ada, 60, 90)];
    const [first, second, elsewhere] = [claimOf(bob, 0, 30), claimOf(bob, 25, 55), claimOf(bob, 90, 120)];
    const cancelled = { ...claimOf(bob, 90, 120), live: false };
    await bookings().insertMany([long, within, touching, first, second, elsewhere, cancelled]);

    const { code, stderr } = await runApi({ MONGO_URI: mongoUri });

    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain('cannot start');
    for (const [a, b] of [
      [long, within],
      [first, second],
    ] as const) {
      const line = stderr.split('\n').find((one) => one.includes(String(a._id)));
      expect(line).toContain(String(b._id));
      expect(line).toContain(a.padStart.toISOString());
    }
    for (const { _id } of [touching, elsewhere, cancelled]) expect(stderr).not.toContain(String(_id));
    expect(stderr).not.toMatch(/\n\s+at /);

    // After the advised change, it starts.
    expect(stderr).toContain('set live to false');
    await bookings().updateMany({ _id: { $in: [within._id, second._id] } }, { $set: { live: false } });
    const api = await spawnApi({ MONGO_URI: mongoUri });
    await api.stop();
  });

  it('makes the database itself reject overlaps, from any writer', async () => {
    await (await spawnApi({ MONGO_URI: mongoUri })).stop();
    const ada = new Types.ObjectId();
    const index = (await bookings().indexes()).find(({ name }) => name === CLAIM_INDEX.name);
    expect(index).toMatchObject(CLAIM_INDEX);
    const hour = claimOf(ada, 0, 60);
    const cancelled = { ...claimOf(ada, 30, 90), live: false };
    await bookings().insertMany([hour, cancelled]);
    await expect(bookings().insertOne(claimOf(ada, 55, 65))).rejects.toMatchObject({
      code: CODE_DUPLICATE_KEY,
      message: expect.stringContaining(CLAIM_INDEX.name) as string,
    });
    await expect(
      bookings().updateOne({ _id: cancelled._id }, { $set: { live: true } }),
    ).rejects.toMatchObject({
      code: CODE_DUPLICATE_KEY,
    });
    await bookings().insertOne(claimOf(ada, 60, 90));
    await bookings().insertOne(claimOf(new Types.ObjectId(), 0, 60));
  });

  it.each([
    ['is not unique', { expertId: 1, buckets: 1 }, { partialFilterExpression: { live: true } }],
    [
      'covers other bookings',
      { expertId: 1, buckets: 1 },
      { unique: true, partialFilterExpression: { live: false } },
    ],
  ] as const)('rejects an index of the right name that %s', async (_what, key, options) => {
    await bookings().createIndex(key, { ...options, name: CLAIM_INDEX.name });
    const { code, stderr } = await runApi({ MONGO_URI: mongoUri });
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain(CLAIM_INDEX.name);
    expect(stderr).toContain('Drop that index and start again.');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  describe('on a standalone server', () => {
    let folder: string;
    let mongod: ChildProcess;
    let port: number;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'expertbook-standalone-'));
      port = await freePort();
      mongod = spawn(
        process.env['TEST_MONGOD_BINARY'] ?? '',
        ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
        { stdio: 'ignore' },
      );
      await until('mongod takes connections', () => takesConnections(port));
    });
    afterAll(async () => {
      const ended = once(mongod, 'exit');
      mongod.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(['', '?replicaSet=rs0'])('explains how to get transactions, with /%s', async (query) => {
      const { code, stderr } = await runApi({ MONGO_URI: `mongodb://127.0.0.1:${port}/standalone${query}` });
      expect(code).toBeGreaterThan(0);
      expect(stderr).toContain('standalone');
      expect(stderr).toContain('Start mongod with --replSet');
      expect(stderr).not.toMatch(/\n\s+at /);
    });
  });
});

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
