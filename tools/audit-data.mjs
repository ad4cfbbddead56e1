/**
 * `npm run audit-data [-- --uri mongodb://…] [--json] [--rules-unchanged]`: reads the raw database and checks its
 * invariants, without any code of the API. Changes nothing, and can run while clients book.
 *
 * Exit code 0: no faults; 1: faults, one line each (`fault <code> <collection> <id> <sentence>`); 2: it could not
 * run.
 * `--json`: one JSON object per line, the findings first, `{"kind": "summary", …}` last.
 * `--rules-unchanged`: limits and schedules have not changed since the bookings, so an exceeded limit is a fault.
 */
import { parseArgs } from 'node:util';

import { audit } from './audit/audit.mjs';
import { mongoSource } from './audit/mongo-source.mjs';
import { whereToLook } from './mongod/where.mjs';
import { zoneClock } from './audit/zone-clock.mjs';
import { withClient } from './mongod/driver.mjs';
import { loadEnvFile } from './run/environment.mjs';
import { dataDirOf } from './run/paths.mjs';
import { PlainError } from './run/plain-error.mjs';

const [CLEAN, FAULTS, CANNOT] = [0, 1, 2];
/** Maximum of the API's setting, seconds. */
const MAX_HOLD = 7200;

process.exitCode = await main().catch((error) => {
  process.stderr.write(`audit-data cannot run: ${toSentence(error)}\n`);
  return CANNOT;
});

async function main() {
  const { values } = parseArgs({
    options: {
      uri: { type: 'string' },
      json: { type: 'boolean', default: false },
      'rules-unchanged': { type: 'boolean', default: false },
    },
  });
  loadEnvFile();
  const uri = await whereToLook(values.uri, dataDirOf(), process.env);
  const facts = {
    maxHoldMs: maxHold(process.env) * 1000,
    rulesUnchanged: values['rules-unchanged'],
    west: zoneClock(),
  };
  return withClient(uri, (client) => report(client, facts, values.json), { readPreference: 'primary' });
}

/**
 * @param {import('mongodb').MongoClient} client
 * @param {Omit<import('./audit/audit.mjs').Facts, 'now'>} facts
 * @param {boolean} json
 */
async function report(client, facts, json) {
  const db = client.db();
  const collections = await db.listCollections({ name: 'bookings' }, { nameOnly: true }).toArray();
  if (collections.length === 0) {
    const way = 'Name the right one in the address, or start the API once, which makes its collections.';
    throw new PlainError(`The database "${db.databaseName}" is none of ExpertBook's.`, way);
  }
  const began = Date.now();
  const session = client.startSession({ snapshot: true });
  /** @type {Record<string, number>} */
  const counts = {};
  const totals = { fault: 0, notice: 0 };
  try {
    for await (const finding of audit(mongoSource(db, session), { ...facts, now: began }, counts)) {
      totals[finding.level] += 1;
      const { level, code, collection, id, says } = finding;
      const { level: kind, ...rest } = finding;
      printLine(json ? JSON.stringify({ kind, ...rest }) : `${level} ${code} ${collection} ${id} ${says}`);
    }
  } finally {
    await session.endSession();
  }
  const ms = Date.now() - began;
  const { fault: faults, notice: notices } = totals;
  const database = db.databaseName;
  const at = new Date(began).toISOString();
  printLine(
    json
      ? JSON.stringify({ kind: 'summary', database, at, ms, read: counts, faults, notices })
      : toText(database, at, ms, counts, faults, notices),
  );
  return faults > 0 ? FAULTS : CLEAN;
}

/**
 * @param {string} database
 * @param {string} at
 * @param {number} ms
 * @param {Record<string, number>} counts
 * @param {number} faults
 * @param {number} notices
 */
function toText(database, at, ms, counts, faults, notices) {
  const { bookings, live, holds, attendees, ...others } = counts;
  const rest = Object.entries(others).map(([name, count]) => `${count} ${name.replaceAll('_', ' ')}`);
  return [
    `Read the database "${database}" as it was at ${at}, in ${(ms / 1000).toFixed(1)} s:`,
    `  ${bookings} bookings with ${attendees} attendees; ${live} claim their time, ${holds} of these are holds`,
    `  ${rest.join(', ') || 'nothing else'}`,
    faults > 0 ? `${faults} faults, ${notices} notices.` : `No faults, ${notices} notices.`,
  ].join('\n');
}

/** @param {NodeJS.ProcessEnv} env */
function maxHold(env) {
  const set = [env.HOLD_TTL, env.HOLD_MAX_AGE].map(Number).filter((seconds) => seconds > 0);
  return set.length > 0 ? Math.max(300, 900, ...set) : MAX_HOLD;
}

/** @param {string} line */
function printLine(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {unknown} error
 * @returns {string} one sentence and what to do; never the address, which may contain a password
 */
function toSentence(error) {
  if (error instanceof PlainError) return error.message;
  const { name, code, message } = /** @type {{ name?: string, code?: unknown, message?: string }} */ (error);
  if (code === 'MODULE_NOT_FOUND') return 'the packages are not installed. Run "npm ci" first.';
  if (code === 239)
    return 'it took longer than the database keeps its past (5 minutes). Run it when less is going on.';
  if (code === 13 || code === 18) return 'the database refuses this user. It needs to read, as the API does.';
  if (name === 'MongoServerSelectionError' || name === 'MongoNetworkError') {
    return 'the database does not answer. Check the address and that it runs.';
  }
  if (code === 246 || code === 123) return 'this MongoDB is in no replica set, as ExpertBook needs.';
  if (String(code).startsWith('ERR_PARSE_ARGS')) return String(message);
  return `${name ?? 'an error'} ${code ?? ''}: ${String(message).replace(/mongodb(\+srv)?:\/\/\S+/g, 'mongodb://…')}`;
}
