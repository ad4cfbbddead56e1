import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreatedBooking } from '@expertbook/contracts';
import { trusted } from 'mongoose';
import type { Connection } from 'mongoose';
import { mustBeClean } from './audit';
import type { TestApi } from './harness';
import { freshMongoUri, startApi } from './harness';
import { publishExpert } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';
import { until } from './until';

const ROOT = join(__dirname, '../../..');
const CLIENTS = 4;
const PASSPHRASE = 'the passphrase of the tests';

interface Ended {
  code: number;
  said: string;
}

/** `npm run <tool>` without npm. */
function tool(name: string, parameters: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['tools/begin.cjs', name, ...parameters],
      { cwd: ROOT, env: { PATH: process.env['PATH'], BACKUP_PASSPHRASE: PASSPHRASE, ...env } },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, said: `${out}${err}` }),
    );
  });
}

const stateIn = ({ said }: Ended) => /^State ([0-9a-f]{64})/m.exec(said)?.[1];

describe('a backup made while clients book', () => {
  const target = freshMongoUri();
  let folder: string;
  let file: string;
  let api: TestApi;
  let restored: Connection;
  const before: CreatedBooking[] = [];
  let made: Ended;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'expertbook-backup-'));
    file = join(folder, 'one.backup');
    api = await startApi();
    restored = await openDatabase(target);
    const expert = await publishExpert(api.url, { durations: [5], slotInterval: 5 });
    const starts = await expert.starts();
    let isOver = false;
    let booked = 0;
    const clients = Array.from({ length: CLIENTS }, async () => {
      for (let start = starts.shift(); start !== undefined && !isOver; start = starts.shift()) {
        const { body, status } = await expert.book(start);
        if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
        booked++;
        before.push(body);
      }
    });
    await until('the load is on', () => booked > 20);
    const known = before.length;
    made = await tool('backup', ['--uri', api.mongoUri, '--out', file]);
    const meanwhile = booked - known;
    isOver = true;
    await Promise.all(clients);
    before.length = known;
    expect(meanwhile).toBeGreaterThan(0);
  });
  afterAll(async () => {
    await dropDatabase(restored);
    await api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is readable by its owner only, reveals no secret, and is encrypted', () => {
    expect(made).toMatchObject({ code: 0 });
    expect(stateIn(made)).toBeDefined();
    expect(made.said).not.toContain(PASSPHRASE);
    expect(made.said).not.toContain('mongodb://');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file).includes('grace@example.com')).toBe(false);
  });

  it('is rejected by a database that is in use, or not empty', async () => {
    const used = await tool('restore', [file, '--uri', api.mongoUri, '--replace']);
    expect(used).toMatchObject({ code: 1, said: expect.stringContaining('is in use: an API runs on it') });
    await restored.collection('bookings').insertOne({ some: 'thing' });
    const full = await tool('restore', [file, '--uri', target]);
    expect(full).toMatchObject({ code: 1, said: expect.stringContaining('is not empty (bookings)') });
    expect(await restored.collection('bookings').countDocuments()).toBe(1);
  });

  it('is rejected as a whole when a part is missing, before anything is written', async () => {
    const short = join(folder, 'short.backup');
    copyFileSync(file, short);
    truncateSync(short, statSync(file).size - 40);
    const refused = await tool('restore', [short, '--uri', target, '--replace']);
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/damaged or not complete/) });
    const locked = await tool('restore', [file, '--uri', target, '--replace'], {
      BACKUP_PASSPHRASE: 'other',
    });
    expect(locked).toMatchObject({ code: 1, said: expect.stringMatching(/does not open/) });
    expect(await restored.collection('bookings').countDocuments()).toBe(1);
  });

  it('is one snapshot: after a restore it is identical, valid, and has all earlier bookings', async () => {
    const done = await tool('restore', [file, '--uri', target, '--replace']);
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('The auditor found no faults') });
    expect(stateIn(done)).toBe(stateIn(made));
    await mustBeClean(target);
    const uids = before.map(({ uid }) => uid);
    const found = await restored
      .collection('bookings')
      .countDocuments({ 'attendees.uid': trusted({ $in: uids }) });
    expect(found).toBe(uids.length);
    // One snapshot: each booking raised its calendar's revision in the same transaction.
    const there = await restored.collection('bookings').countDocuments({ live: true });
    const [calendar] = await restored.collection('calendars').find().toArray();
    expect(Number(calendar?.['revision'])).toBeGreaterThanOrEqual(there);
    const [original, copy] = await Promise.all(
      [api.connection, restored].map(async (one) =>
        (await one.collection('bookings').indexes()).map(({ name }) => name).sort(),
      ),
    );
    expect(copy).toEqual(original);
  });

  it('works with an API like the original', async () => {
    const other = await startApi({ MONGO_URI: target });
    try {
      const [booking] = before;
      const answer = await other.call('GET', `/bookings/${booking?.uid}`, {
        headers: { 'X-Manage-Token': booking?.manageToken ?? '' },
      });
      expect(answer.status).toBe(200);
    } finally {
      await other.app.close();
    }
  });
});
