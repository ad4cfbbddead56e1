import type { Connection } from 'mongoose';
import { Types } from 'mongoose';
import { bucketsOf } from '../src/app/claims/claim-interval';
import type { MigrateOptions } from '../src/app/migrations/migrate';
import { migrate } from '../src/app/migrations/migrate';
import type { Migration, MigrationContext } from '../src/app/migrations/migration';
import { MIGRATIONS } from '../src/app/migrations/migrations';
import { freshMongoUri, startApi } from './harness';
import { dropDatabase, openDatabase } from './raw-database';
import { until } from './until';

const QUICK = { lease: 400, heartbeat: 100, pause: 20 };
const DAY_MS = 86_400_000;

describe('migrations', () => {
  let mongoUri: string;
  let connection: Connection;
  let reported: string[];
  beforeEach(async () => {
    mongoUri = freshMongoUri();
    connection = await openDatabase(mongoUri);
    reported = [];
  });
  afterEach(() => dropDatabase(connection));

  const options = (more: Partial<MigrateOptions> = {}): MigrateOptions => ({
    phases: ['expand'],
    report: (sentence) => reported.push(sentence),
    times: QUICK,
    ...more,
  });
  const step = (version: number, up: Migration['up'], more: Partial<Migration> = {}): Migration => ({
    version,
    name: `step-${version}`,
    phase: 'expand',
    up,
    ...more,
  });
  const state = async () =>
    (await connection.collection<{ _id: string }>('schema_version').findOne({ _id: 'state' })) as unknown as {
      version: number;
      minCompatible: number;
      applied: { version: number }[];
      progress?: unknown;
    } | null;

  it('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_one, i) => i + 1));
  });

  it('run in order, each once, however many processes start at the same time', async () => {
    const ran: number[] = [];
    const steps = [1, 2, 3].map((version) =>
      step(version, async ({ save }) => {
        ran.push(version);
        await save('half');
      }),
    );
    const others = await Promise.all([1, 2].map(() => openDatabase(mongoUri)));
    await Promise.all([connection, ...others].map((one) => migrate(one, steps, options())));
    await Promise.all(others.map((one) => one.close()));
    expect(ran).toEqual([1, 2, 3]);
    expect((await state())?.applied.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(await state()).toMatchObject({ version: 3 });
    expect(await state()).not.toHaveProperty('progress');
  });

  it('continue where a process died, in another one that waited for it', async () => {
    const began: unknown[] = [];
    let died: MigrationContext | undefined;
    // It sends no heartbeat after its first batch, like a killed process.
    const dying = step(1, async (context) => {
      began.push(context.progress);
      await context.save('first batch');
      died = context;
      await new Promise(() => undefined);
    });
    void migrate(connection, [dying], options({ times: { ...QUICK, heartbeat: 1e8 } }));
    await until('the first batch is done', () => died);
    const going = step(1, async ({ progress }) => void began.push(progress));
    await migrate(connection, [going], options());
    expect(began).toEqual([null, 'first batch']);
    expect(reported.join()).toContain('Another process migrates the database');
    expect(reported.join()).toContain('goes on where it was interrupted');
    // It was not dead: it must not continue.
    await expect(died?.save('second batch')).rejects.toThrow('Another process migrates');
    expect(await state()).toMatchObject({ version: 1 });
    expect(await state()).not.toHaveProperty('progress');
  });

  it('keep what older versions need until they are told to remove it', async () => {
    const ran: number[] = [];
    const steps = [
      step(1, async () => void ran.push(1)),
      step(2, async () => void ran.push(2), { phase: 'contract', minCompatible: 1 }),
      step(3, async () => void ran.push(3)),
    ];
    await migrate(connection, steps, options());
    expect(ran).toEqual([1, 3]);
    await migrate(connection, steps, options({ phases: ['expand', 'contract'] }));
    expect(ran).toEqual([1, 3, 2]);
    expect(await state()).toMatchObject({ version: 3, minCompatible: 1 });
  });

  it('reject code that is too old for the database, with a sentence', async () => {
    await connection
      .collection<{ _id: string }>('schema_version')
      .insertOne({ _id: 'state', version: 99, minCompatible: 98, applied: [] } as never);
    await expect(startApi({ MONGO_URI: mongoUri })).rejects.toMatchObject({
      name: 'SchemaTooNewError',
      message: expect.stringMatching(
        /schema 99 .* knows schema 98 or newer; this one knows \d+\. Start/,
      ) as string,
    });
    expect((await connection.listCollections()).map(({ name }) => name)).toEqual(['schema_version']);
  });

  it('migrate the bookings of an older version', async () => {
    const api = await startApi({ MONGO_URI: mongoUri });
    const [past, coming] = [Date.UTC(2026, 0, 5, 9), Date.now() - (Date.now() % 300_000) + DAY_MS];
    const old = (start: number, email: string) => ({
      _id: new Types.ObjectId(),
      expertId: new Types.ObjectId(),
      status: 'confirmed',
      live: true,
      title: 'Intro call',
      padStart: new Date(start),
      padEnd: new Date(start + 1_800_000),
      buckets: bucketsOf(start, start + 1_800_000),
      attendees: [{ uid: email, name: 'Grace Hopper', email }],
    });
    const bookings = connection.collection('bookings');
    await bookings.insertMany([old(past, 'a@x.example'), old(coming, 'b@x.example')]);
    await connection.collection('schema_version').deleteMany({});
    await (await startApi({ MONGO_URI: mongoUri })).app.close();
    const found = await bookings.find({}, { sort: { padStart: 1 } }).toArray();
    expect(found.map(({ live }) => live as boolean)).toEqual([false, true]);
    expect(found[0]?.['search']).toEqual(['intro', 'call', 'grace', 'hopper', 'a', 'x', 'example']);
    expect(await state()).toMatchObject({ version: MIGRATIONS.length });
    await api.app.close();
  });

  it('do not run in a new database', async () => {
    const api = await startApi({ MONGO_URI: mongoUri });
    expect(await state()).toMatchObject({ version: MIGRATIONS.length, minCompatible: 0 });
    await api.app.close();
  });

  it.each([
    ['other rules', 'link_secret', { tokenHash: 1 }, {}],
    ['another name', 'my_own', { tokenHash: 1 }, { unique: true }],
  ] as const)('explain an index that has %s', async (_says, name, key, more) => {
    await connection.collection('booking_links').createIndex(key, { name, ...more });
    await expect(startApi({ MONGO_URI: mongoUri })).rejects.toMatchObject({
      name: 'DatabaseUnfitError',
      message: expect.stringMatching(
        new RegExp(
          `"booking_links" has another index in the place of "link_secret": "${name}".*Drop that index`,
        ),
      ) as string,
    });
  });

  it('explain documents that violate a unique index, without names', async () => {
    const links = connection.collection('booking_links');
    await links.insertMany([{ tokenHash: 'xyzzy' }, { tokenHash: 'xyzzy' }]);
    const refused = startApi({ MONGO_URI: mongoUri });
    await expect(refused).rejects.toMatchObject({ name: 'DatabaseUnfitError' });
    await expect(refused).rejects.toThrow('"booking_links" have the same tokenHash');
    await expect(refused).rejects.not.toThrow('xyzzy');
  });
});
