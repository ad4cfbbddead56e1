import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Readable by the owner alone. */
const PRIVATE = 0o600;
const USER_EXISTS = 51003;

/**
 * @typedef {object} Access the passwords of a database of our own
 * @property {string} keyFile turns authentication on; required by mongod in a replica set
 * @property {{ user: string, password: string }} operator may do everything: form the set, back up
 * @property {{ user: string, password: string }} api may use the one database
 * @property {boolean} isKnown whether the database has these users
 * @property {() => void} noteKnown
 */

/**
 * The generated passwords stored in a data folder, created when there are none. They count only once the database has
 * them: a start that was killed in between creates them again.
 *
 * @param {string} dataDir
 * @returns {Access}
 */
export function accessOf(dataDir) {
  const file = join(dataDir, 'mongod-users.json');
  const keyFile = join(dataDir, 'mongod-key');
  const kept = readUsers(file);
  if (!existsSync(keyFile)) {
    writeFileSync(keyFile, `${randomBytes(96).toString('base64')}\n`, { mode: PRIVATE });
  }
  const users = kept ?? { operator: randomWord(), api: randomWord() };
  return {
    keyFile,
    operator: { user: 'operator', password: users.operator },
    api: { user: 'expertbook', password: users.api },
    isKnown: kept !== null,
    noteKnown() {
      // All or nothing, also when the disk is full.
      writeFileSync(`${file}.new`, `${JSON.stringify(users)}\n`, { mode: PRIVATE });
      renameSync(`${file}.new`, file);
    },
  };
}

/**
 * The login of a tool for the database that `npm start` runs on a data folder.
 *
 * @param {string} dataDir
 * @returns {{ user: string, password: string } | null} null where it has no passwords (yet)
 */
export function operatorOf(dataDir) {
  const kept = readUsers(join(dataDir, 'mongod-users.json'));
  return kept && { user: 'operator', password: kept.operator };
}

/**
 * Creates the users, or sets these passwords for existing ones.
 *
 * @param {import('mongodb').MongoClient} client before its first sign-in: any local user may create the first user
 * @param {Access} access
 * @param {string} database
 * @param {(user: { user: string, password: string }, work: (admin: import('mongodb').Db) => Promise<void>) =>
 * Promise<void>} as
 */
export async function makeUsers(client, access, database, as) {
  await makeUser(client.db('admin'), access.operator, [{ role: 'root', db: 'admin' }]);
  await as(access.operator, (admin) =>
    makeUser(admin, access.api, [
      { role: 'readWrite', db: database },
      { role: 'dbAdmin', db: database },
    ]),
  );
}

/**
 * @param {import('mongodb').Db} admin
 * @param {{ user: string, password: string }} login
 * @param {{ role: string, db: string }[]} roles
 */
async function makeUser(admin, { user, password }, roles) {
  const writeConcern = { w: 'majority', j: true };
  try {
    await admin.command({ createUser: user, pwd: password, roles, writeConcern });
  } catch (error) {
    if (/** @type {{ code?: number }} */ (error).code !== USER_EXISTS) throw error;
    await admin.command({ updateUser: user, pwd: password, roles, writeConcern });
  }
}

/** @param {string} file */
function readUsers(file) {
  try {
    const { operator, api } = JSON.parse(readFileSync(file, 'utf8'));
    return operator && api ? { operator: String(operator), api: String(api) } : null;
  } catch {
    return null;
  }
}

/** Needs no escaping in an address. */
function randomWord() {
  return randomBytes(24).toString('base64url');
}
