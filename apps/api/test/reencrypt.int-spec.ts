import type { Connection, mongo } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, placeOf } from '../src/app/secrets/encryption';
import { encryptionKeys } from '../src/app/secrets/encryption-keys';
import { reencryptCollection } from '../src/app/secrets/reencrypt-collection';
import { freshMongoUri } from './harness';
import { dropDatabase, openDatabase } from './raw-database';

const jwtSecret = 'a-secret-for-tests-that-is-long-enough-0001';
const [old, current, lost] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const BEFORE = { jwtSecret, encryptionKeys: [old] };
const BOTH = { jwtSecret, encryptionKeys: [current, old] };
const AFTER = { jwtSecret, encryptionKeys: [current] };

interface Row {
  _id: string;
  password: string | null;
}

/** The same collection, typed for documents of any shape. */
const ofAnyShape = (rows: mongo.Collection<Row>): mongo.Collection => rows as unknown as mongo.Collection;

describe('a new key', () => {
  let database: Connection;
  beforeAll(async () => {
    database = await openDatabase(freshMongoUri());
  });
  afterAll(() => dropDatabase(database));

  const accounts = () => database.collection<Row>('accounts');
  const place = (id: string): string => placeOf('accounts', id, 'password');

  it('takes over values of an older key and the derived one, once, and leaves those it cannot read', async () => {
    const writtenWith = {
      derived: { jwtSecret, encryptionKeys: [] },
      old: BEFORE,
      current: BOTH,
      lost: { jwtSecret, encryptionKeys: [lost] },
    };
    const rows = Object.entries(writtenWith).map(([_id, settings]) => ({
      _id,
      password: encrypt(settings, `password of ${_id}`, place(_id)),
    }));
    await accounts().insertMany([...rows, { _id: 'empty', password: null }]);

    expect(await reencryptCollection(BOTH, ofAnyShape(accounts()), 'password')).toEqual({
      changed: 2,
      unreadable: 1,
    });
    expect(await reencryptCollection(BOTH, ofAnyShape(accounts()), 'password')).toEqual({
      changed: 0,
      unreadable: 1,
    });

    for (const _id of ['derived', 'old', 'current']) {
      const row = await accounts().findOne({ _id });
      expect(row?.password).toMatch(new RegExp(`^${encryptionKeys(AFTER).current.prefix}`));
      expect(decrypt(AFTER, String(row?.password), place(_id))).toBe(`password of ${_id}`);
    }
    expect(await accounts().findOne({ _id: 'lost' })).toEqual(rows[3]);
    expect(await accounts().findOne({ _id: 'empty' })).toEqual({ _id: 'empty', password: null });
  });

  it('does not undo a concurrent change', async () => {
    await accounts().deleteMany({});
    const fresh = encrypt(BOTH, 'fresh', place('a'));
    await accounts().insertOne({ _id: 'a', password: encrypt(BEFORE, 'stale', place('a')) });
    const collection = accounts();
    const update = collection.updateOne.bind(collection);
    jest.spyOn(collection, 'updateOne').mockImplementationOnce(async (...change) => {
      await update({ _id: 'a' }, { $set: { password: fresh } });
      return update(...change);
    });
    expect(await reencryptCollection(BOTH, ofAnyShape(collection), 'password')).toEqual({
      changed: 0,
      unreadable: 0,
    });
    expect((await accounts().findOne({ _id: 'a' }))?.password).toBe(fresh);
  });
});
