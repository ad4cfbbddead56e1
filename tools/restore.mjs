/**
 * `npm run restore -- <file> [--uri mongodb://…] [--replace]`: writes a backup into an empty database and checks the
 * result. The file is read and verified as a whole before anything is written. `--replace` empties a database that is
 * not empty; one that an API is connected to is always rejected. Without `--uri`: MONGO_URI, or the database of `npm
 * start`, which must not run.
 */
import { parseArgs } from 'node:util';

import { withIdleTarget } from './backup/target.mjs';
import { toSentence } from './backup/error-sentence.mjs';
import { readBackup } from './backup/format.mjs';
import { stateOf } from './backup/snapshot.mjs';
import { emptied, refuseUsed, writeIndexes, writer } from './backup/write.mjs';
import { auditRestored } from './backup/check.mjs';
import { loadEnvFile } from './run/environment.mjs';
import { PlainError } from './run/plain-error.mjs';

const [DONE, FAILED] = [0, 1];

process.exitCode = await main().then(
  () => DONE,
  (error) => {
    process.stderr.write(`restore failed: ${toSentence(error)}\n`);
    return FAILED;
  },
);

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { uri: { type: 'string' }, replace: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new PlainError('Which backup?', 'Name one file: npm run restore -- expertbook.backup');
  loadEnvFile();
  const passphrase = process.env.BACKUP_PASSPHRASE || undefined;
  const { content, summary } = await verified(file, passphrase);
  await withIdleTarget(values.uri, async (client) => {
    const began = Date.now();
    const db = client.db();
    await refuseUsed(client, db, values.replace);
    if (values.replace) await emptied(db);
    const names = content.collections.map(({ name }) => name);
    const write = writer(db, content.collections);
    for await (const entry of readBackup(file, passphrase))
      if (entry.kind === 'document') await write.add(entry.collection, entry.bson);
    await write.end();
    // Before the indexes that expire documents.
    if ((await stateOf(db, names)) !== summary.hash) {
      throw new PlainError(
        'What is in the database now is not what the backup holds.',
        'Do not use it. Restore again with --replace.',
      );
    }
    await writeIndexes(db, content.collections);
    const findings = await auditRestored(client);
    report(content, summary, findings, db.databaseName, Date.now() - began);
  });
}

/**
 * @param {string} file
 * @param {string | undefined} passphrase
 */
async function verified(file, passphrase) {
  /** @type {import('./backup/format.mjs').Content | undefined} */
  let content;
  /** @type {import('./backup/format.mjs').Summary | undefined} */
  let summary;
  for await (const entry of readBackup(file, passphrase)) {
    if (entry.kind === 'content') content = entry.content;
    if (entry.kind === 'summary') summary = entry.summary;
  }
  if (!content || !summary) throw new PlainError('The backup is damaged.', 'Take another one.');
  return { content, summary };
}

/**
 * @param {import('./backup/format.mjs').Content} content
 * @param {import('./backup/format.mjs').Summary} summary
 * @param {{ faults: number, notices: number }} findings
 * @param {string} database
 * @param {number} ms
 */
function report({ madeAt, version }, { counts, hash }, { faults, notices }, database, ms) {
  const documents = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const lines = [
    `Restored "${database}" as it was at ${madeAt} (ExpertBook ${version}): ${documents} documents, ${counts.bookings} bookings, in ${(ms / 1000).toFixed(1)} s.`,
    `State ${hash}, as in the backup.`,
    `The auditor found ${faults === 0 ? 'no faults' : `${faults} faults`}, ${notices} notices.`,
    ...(faults > 0 ? ['The backup held them already: "npm run audit-data" names them.'] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (faults > 0) process.exitCode = FAILED;
}
