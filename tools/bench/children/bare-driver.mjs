/**
 * `node bare-driver.mjs <uri> <database of the API> <its own database>`: the MongoDB driver alone, as a process of its own.
 * IPC, one message at a time:
 *
 * - `{ book: { line, writers, most, seconds } }` -> `{ rate }`: transactions a second, each writer on its own expert
 * - `{ once: true }` -> `{ milliseconds }`: one such transaction
 * - `{ read: { experts, firstDay, most, seconds } }` -> `{ rate, found }`: covered reads a second of the API's bookings, one
 *   after the other an expert, months as in `cold-months.mjs`
 * - `{ fill: { database, count, from } }` -> `{ seconds }`: see `fill.mjs`
 */
import { loadDriver } from '../../mongod/driver.mjs';
import { bareTransaction } from '../bare-transaction.mjs';
import { coldMonth } from '../cold-months.mjs';
import { coveredRead } from '../covered-read.mjs';
import { fillBookings } from '../fill.mjs';

const MINUTE = 60_000;
const DAY = 86_400_000;
const [, , uri, apiDatabase, ownDatabase] = process.argv;
const { MongoClient, ObjectId } = loadDriver();
// With the API's connection options, so that the comparison is fair.
const client = new MongoClient(uri, { maxPoolSize: 50, writeConcern: { w: 'majority', j: true } });
const apiDb = client.db(apiDatabase);
const ownDb = client.db(ownDatabase);
/** @type {Map<string, { expertId: import('mongodb').ObjectId, start: number }>} */
const writersOf = new Map();
let turn = 0;

process.on('disconnect', () => process.exit());
process.on('message', (/** @type {any} */ message) => {
  void act(message).then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ error: String(error) }),
  );
});

/** @param {any} message */
async function act({ book, once, read, fill }) {
  if (read) return readMonths(read);
  const like = await apiDb.collection('bookings').findOne({ live: true });
  if (!like) throw new Error('there is no booking to write the like of');
  if (fill) return filled(like, fill);
  if (book) return bookTimes(like, book);
  if (!once) throw new Error('nothing to do');
  const began = performance.now();
  await bookNext(like, 'once');
  return { milliseconds: performance.now() - began };
}

/**
 * @param {import('mongodb').Document} like
 * @param {string} name of the writer
 */
function bookNext(like, name) {
  const writer = writersOf.get(name) ?? {
    expertId: new ObjectId(),
    start: Math.floor(Date.now() / DAY + 2) * DAY,
  };
  writersOf.set(name, writer);
  writer.start += 15 * MINUTE;
  return bareTransaction(ownDb, { like, expertId: writer.expertId, start: writer.start });
}

/**
 * @param {import('mongodb').Document} like
 * @param {{ line: string, writers: number, most: number, seconds: number }} request
 */
function bookTimes(like, { line, writers, most, seconds }) {
  return inParallel(writers, { most, seconds }, (_index, writer) => bookNext(like, `${line}/${writer}`));
}

/** @param {{ experts: string[], firstDay: number, most: number, seconds: number }} request */
async function readMonths({ experts, firstDay, most, seconds }) {
  const ids = experts.map((id) => new ObjectId(id));
  const turns = ids.map(() => turn);
  let found = 0;
  const { rate } = await inParallel(ids.length, { most, seconds }, async (_index, reader) => {
    const claims = await coveredRead(apiDb, ids[reader], coldMonth(firstDay, turns[reader]));
    turns[reader] += 1;
    found = claims.length;
  });
  turn = Math.max(...turns);
  return { rate, found };
}

/**
 * @param {import('mongodb').Document} like
 * @param {{ database: string, count: number, from: number }} request
 */
async function filled(like, { database, count, from }) {
  const began = performance.now();
  await fillBookings(client.db(database), { like, count, from });
  return { seconds: (performance.now() - began) / 1000 };
}

/**
 * @param {number} count
 * @param {{ most: number, seconds: number }} bounds
 * @param {(index: number, worker: number) => Promise<void>} work
 * @returns {Promise<{ rate: number }>} done a second
 */
async function inParallel(count, { most, seconds }, work) {
  let next = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: count }, async (_, worker) => {
      while (next < most && performance.now() < until) {
        const index = next;
        next += 1;
        await work(index, worker);
      }
    }),
  );
  return { rate: next / ((performance.now() - began) / 1000) };
}
