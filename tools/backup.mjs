/**
 * `npm run backup [-- --uri mongodb://…] [--out file]`: the whole database at one snapshot, in one file, while
 * clients book. Compressed; encrypted where BACKUP_PASSPHRASE is set. Without `--uri`: MONGO_URI, or the database of
 * `npm start`, which need not run. Without `--out`: a new file in DATA_DIR/backups.
 */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { withTarget } from './backup/target.mjs';
import { toSentence } from './backup/error-sentence.mjs';
import { collectionsOf, documentsOf, withLongPast } from './backup/snapshot.mjs';
import { writeBackup } from './backup/format.mjs';
import { loadEnvFile } from './run/environment.mjs';
import { dataDirOf, ROOT } from './run/paths.mjs';
import { PlainError } from './run/plain-error.mjs';

const PRIVATE = 0o600;
const [DONE, FAILED] = [0, 1];

process.exitCode = await main().then(
  () => DONE,
  (error) => {
    process.stderr.write(`backup failed: ${toSentence(error)}\n`);
    return FAILED;
  },
);

async function main() {
  const { values } = parseArgs({ options: { uri: { type: 'string' }, out: { type: 'string' } } });
  loadEnvFile();
  const began = Date.now();
  const madeAt = new Date(began).toISOString();
  const file = fileFor(values.out, madeAt);
  const passphrase = process.env.BACKUP_PASSPHRASE || undefined;
  const partial = `${file}.part`;
  try {
    const summary = await withTarget(values.uri, (client) =>
      withLongPast(client, () => read(client, madeAt, partial, passphrase)),
    );
    sync(partial);
    renameSync(partial, file);
    report(file, summary, passphrase !== undefined, Date.now() - began);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * @param {import('mongodb').MongoClient} client
 * @param {string} madeAt
 * @param {string} file
 * @param {string | undefined} passphrase
 */
async function read(client, madeAt, file, passphrase) {
  const db = client.db();
  const collections = await collectionsOf(db);
  if (!collections.some(({ name }) => name === 'bookings')) {
    throw new PlainError(
      `The database "${db.databaseName}" is none of ExpertBook's.`,
      'Name the right one in the address.',
    );
  }
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const session = client.startSession({ snapshot: true });
  try {
    const documents = documentsOf(
      db,
      session,
      collections.map(({ name }) => name),
    );
    const to = createWriteStream(file, { flags: 'w', mode: PRIVATE });
    return await writeBackup(to, { madeAt, version, collections }, documents, passphrase);
  } finally {
    await session.endSession();
  }
}

/**
 * @param {string | undefined} asked
 * @param {string} madeAt
 */
function fileFor(asked, madeAt) {
  const name = `expertbook-${madeAt.slice(0, 19).replaceAll(':', '-')}.backup`;
  const file = asked ? resolve(asked) : join(dataDirOf(), 'backups', name);
  if (existsSync(file)) throw new PlainError(`${file} is there already.`, 'Name another file with --out.');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return file;
}

/** Flushes the file to the disk before it gets its name. @param {string} file */
function sync(file) {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * @param {string} file
 * @param {import('./backup/format.mjs').Summary} summary
 * @param {boolean} isEncrypted
 * @param {number} ms
 */
function report(file, { counts, hash }, isEncrypted, ms) {
  const documents = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const size = (statSync(file).size / 1e6).toFixed(1);
  process.stdout.write(
    [
      file,
      `${documents} documents (${counts.bookings} bookings) in ${(ms / 1000).toFixed(1)} s; ${size} MB, ${isEncrypted ? 'encrypted' : 'not encrypted: it holds personal data'}.`,
      `State ${hash}`,
      '',
    ].join('\n'),
  );
}
