import { loadDriver } from '../mongod/driver.mjs';
import { copyIndexes } from './bare-transaction.mjs';
import { benchBooking } from './booking.mjs';
import { benchEngine } from './engine.mjs';
import { publishExpert } from './expert.mjs';
import { requestBytes, withConnections } from './lean-http.mjs';
import { benchPage } from './page.mjs';
import { benchPush } from './push.mjs';
import { checkBookings } from './raw-check.mjs';
import { benchReading } from './reading.mjs';
import { sayHeader } from './rounds.mjs';
import { benchRush } from './rush.mjs';
import { benchStarting } from './starting.mjs';
import { voidRun } from './void-run.mjs';

/** Lines that need the API. */
const SERVED = ['reading', 'booking', 'rush', 'push', 'starting'];
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });

/**
 * @typedef {object} Measuring what every line works with
 * @property {import('./stage.mjs').Stage} stage
 * @property {import('./stage.mjs').Server} api
 * @property {import('./stage.mjs').Server} bare answers with the least a server can do
 * @property {{ booking: import('mongodb').Document, newId: () => import('mongodb').ObjectId }} like a real booking, for the bare driver to write its like
 * @property {number} rounds
 * @property {boolean} quick
 * @property {(answer: { status: number, body?: Buffer }, index: number) => void} acknowledge counts a 201; anything else ends the run
 */

/**
 * Measures and prints every line that is asked for, then checks the database.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {{ rounds: number, quick: boolean, wanted: (name: string) => boolean }} options
 */
export async function measureLines(stage, { rounds, quick, wanted }) {
  let acknowledged = 0;
  const acknowledge = (/** @type {{ status: number, body?: Buffer }} */ { status, body }) => {
    if (status !== 201) throw voidRun(`a booking was answered with ${status} ${body?.toString() ?? ''}.`);
    acknowledged += 1;
  };
  sayHeader();
  if (wanted('engine')) await benchEngine(stage, rounds);
  if (wanted('page')) benchPage();

  if (!SERVED.some(wanted)) return;
  const api = await stage.startApi();
  const bare = await stage.startServer('bare-http.mjs');
  await copyIndexes(stage.apiDb, stage.bareDb);
  const like = await bookOne(stage, api, acknowledge);
  const measuring = { stage, api, bare, like, rounds, quick, acknowledge };
  if (wanted('reading')) await benchReading(measuring);
  if (wanted('booking')) await benchBooking(measuring);
  if (wanted('rush')) await benchRush(measuring);
  if (wanted('push')) await benchPush(measuring);
  await api.stop();
  await bare.stop();
  if (wanted('starting')) await benchStarting(measuring);
  await checkBookings(stage.apiDb, acknowledged);
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {import('./stage.mjs').Server} api
 * @param {Measuring['acknowledge']} acknowledge
 * @returns {Promise<Measuring['like']>}
 */
async function bookOne(stage, api, acknowledge) {
  const { ObjectId } = loadDriver();
  const expert = await publishExpert(api.port);
  await withConnections(api.port, 1, LIVE, async ([connection]) => {
    acknowledge(await connection.send(expert.bookingOf(expert.nextStart())), 0);
  });
  await stage.drained();
  const booking = await stage.apiDb.collection('bookings').findOne({ live: true });
  if (!booking) throw voidRun('an acknowledged booking is not in the database.');
  return { booking, newId: () => new ObjectId() };
}
