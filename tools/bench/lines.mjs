import { copyIndexes } from './bare-transaction.mjs';
import { benchBooking } from './booking.mjs';
import { benchEngine } from './engine.mjs';
import { publishExpert } from './expert.mjs';
import { benchExternal } from './external.mjs';
import { benchFlat } from './flat.mjs';
import { benchGrowing } from './growing.mjs';
import { benchHtml } from './html.mjs';
import { requestBytes, withConnections } from './lean-http.mjs';
import { benchLoading } from './loading.mjs';
import { benchPage } from './page.mjs';
import { benchPush } from './push.mjs';
import { checkBookings } from './raw-check.mjs';
import { benchReading } from './reading.mjs';
import { benchRush } from './rush.mjs';
import { benchStarting } from './starting.mjs';
import { voidRun } from './void-run.mjs';

/** Lines that need the API. */
const SERVED = ['reading', 'external', 'html', 'flat', 'growing', 'booking', 'rush', 'push', 'starting'];
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });

/**
 * @typedef {object} Measuring what every line works with
 * @property {import('./stage.mjs').Stage} stage
 * @property {import('./stage.mjs').Server} api
 * @property {import('./stage.mjs').Server} bare answers with the least a server can do
 * @property {import('./processes.mjs').Child} driver the bare driver, see `children/bare-driver.mjs`
 * @property {import('mongodb').Document} like a real booking
 * @property {number} rounds
 * @property {boolean} quick
 * @property {(answer: { status: number, body?: Buffer }, index: number) => void} acknowledge counts a 201; anything else ends the run
 * @property {(bookings: number) => void} written counts live bookings the benchmark has put into the API's database itself
 * @property {import('./report.mjs').Report} report
 */

/**
 * Measures and prints every selected line, then checks the database.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {object} options
 * @param {number} options.rounds
 * @param {boolean} options.quick
 * @param {import('./report.mjs').Report} options.report
 * @param {(name: string) => boolean} options.wanted
 */
export async function measureLines(stage, { rounds, quick, report, wanted }) {
  let acknowledged = 0;
  const acknowledge = (/** @type {{ status: number, body?: Buffer }} */ { status, body }) => {
    if (status !== 201) throw voidRun(`a booking was answered with ${status} ${body?.toString() ?? ''}.`);
    acknowledged += 1;
  };
  const written = (/** @type {number} */ bookings) => {
    acknowledged += bookings;
  };
  if (wanted('engine')) await benchEngine(stage, { rounds, report });
  if (wanted('page')) benchPage(report);
  if (wanted('loading')) await benchLoading({ stage, quick, report });

  if (!SERVED.some(wanted)) return;
  const api = await stage.startApi();
  const bare = await stage.startServer('bare-http.mjs');
  const driver = stage.startDriver();
  await copyIndexes(stage.apiDb, stage.bareDb);
  const like = await bookOne(stage, api, acknowledge);
  const measuring = { stage, api, bare, driver, like, rounds, quick, acknowledge, written, report };
  if (wanted('reading')) await benchReading(measuring);
  if (wanted('external')) await benchExternal(measuring);
  if (wanted('html')) await benchHtml(measuring);
  if (wanted('flat')) await benchFlat(measuring);
  if (wanted('growing')) await benchGrowing(measuring);
  if (wanted('booking')) await benchBooking(measuring);
  if (wanted('rush')) await benchRush(measuring);
  await api.stop();
  if (wanted('push')) await benchPush(measuring);
  await Promise.all([bare.stop(), driver.stop()]);
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
  const expert = await publishExpert(api.port);
  await withConnections(api.port, 1, LIVE, async ([connection]) => {
    acknowledge(await connection.send(expert.bookingOf(expert.nextStart())), 0);
  });
  await stage.settled();
  const booking = await stage.apiDb.collection('bookings').findOne({ live: true });
  if (!booking) throw voidRun('an acknowledged booking is not in the database.');
  return booking;
}
