import { setTimeout as sleep } from 'node:timers/promises';

import { loadDriver } from '../mongod/driver.mjs';
import { publishExpert } from './expert.mjs';
import { requestBytes, withConnections } from './lean-http.mjs';
import { alternate, median } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const FEW = 500;
const MANY = 50_000;
const COMING = 60;
/** Bookings of one page of the portal's lists. */
const PAGE = 50;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GRID = 300_000;
const BATCH = 2_000;
const REPEATS = { full: 25, quick: 8 };
const DATABASE = 'bench_growing';
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const RATIO = { ratioTo: 1.5 };
/** Maximum time in milliseconds that other requests may wait during long work. */
const STALL = { to: 50 };

/**
 * Lines: the portal's lists of an expert with 50,000 bookings compared with one with 500, an hour apart in both, so
 * that the same range shows the same; and how long an export delays other requests.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchGrowing({ stage, like, rounds, quick, report }) {
  const api = await stage.startApi({ database: DATABASE });
  const db = stage.client.db(DATABASE);
  const [many, few] = [await publishExpert(api.port), await publishExpert(api.port)];
  await fill(db, like, many, MANY);
  await fill(db, like, few, FEW);
  const repeats = quick ? REPEATS.quick : REPEATS.full;
  for (const [name, path] of lists(Date.now())) {
    const time = (/** @type {import('./expert.mjs').PublishedExpert} */ { accessToken }) =>
      msOf(api.port, path, accessToken, repeats);
    const measured = await alternate(
      rounds,
      () => time(many),
      () => time(few),
    );
    report.line({
      name: `${name}, ${MANY.toLocaleString('en')} bookings beside ${FEW}`,
      unit: 'ms',
      values: measured.subjects,
      references: measured.references,
      bound: RATIO,
    });
  }
  for (const path of ['/api/v1/bookings/export.csv', '/api/v1/auth/export']) {
    const values = [];
    for (let round = 0; round < rounds; round += 1) values.push(await longestWait(api.port, path, many));
    report.line({
      name: `longest answer of others during ${path.replace('/api/v1', '')} of ${MANY.toLocaleString('en')}`,
      unit: 'ms',
      values,
      references: [],
      bound: STALL,
    });
  }
  const { seconds, longest } = await deletion(api.port, db, many);
  report.line({
    name: `deletion of an account with ${MANY.toLocaleString('en')} bookings, ${COMING} to come`,
    unit: 's',
    values: [seconds],
    references: [],
  });
  report.line({
    name: 'longest answer of others meanwhile',
    unit: 'ms',
    values: [longest],
    references: [],
    bound: STALL,
  });
  await api.stop();
  await db.dropDatabase();
}

/**
 * @param {number} port
 * @param {import('mongodb').Db} db
 * @param {import('./expert.mjs').PublishedExpert} expert
 * @returns {Promise<{ seconds: number, longest: number }>} until no personal data is left, and milliseconds of the slowest response to
 *     another client until then
 */
async function deletion(port, db, { accessToken, password }) {
  const endings = db.collection('account_endings');
  const bytes = requestBytes({
    method: 'DELETE',
    path: '/api/v1/auth/me',
    token: accessToken,
    body: { password },
  });
  const began = performance.now();
  const ended = withConnections(port, 1, LIVE, async ([connection]) => {
    const { status, body } = await connection.send(bytes);
    if (status !== 204) throw voidRun(`the deletion was answered with ${status} ${body}.`);
    while (await endings.findOne({})) await sleep(100);
  });
  const longest = await longestUntil(port, ended);
  return { seconds: (performance.now() - began) / 1000, longest };
}

/**
 * The requests of the portal.
 *
 * @param {number} now epoch milliseconds
 * @returns {[name: string, path: string][]}
 */
function lists(now) {
  const at = (/** @type {number} */ days) => new Date(now + days * DAY).toISOString();
  const date = (/** @type {number} */ days) => at(days).slice(0, 10);
  const list = (/** @type {Record<string, string>} */ query) => {
    const { searchParams } = new URL('http://localhost');
    for (const [name, value] of Object.entries(query)) searchParams.set(name, value);
    return `/api/v1/bookings?${searchParams.toString()}`;
  };
  return [
    ['upcoming', list({ status: 'confirmed', order: 'asc', from: at(0) })],
    ['requests', list({ status: 'pending', order: 'asc', from: at(0) })],
    ['past', list({ status: 'confirmed,completed,no_show,pending', order: 'desc', to: at(0) })],
    ['cancelled', list({ status: 'cancelled,declined,rescheduled', order: 'desc' })],
    ['search for a name', list({ q: 'liskov', order: 'desc' })],
    ['search for a title', list({ q: 'intro', order: 'desc' })],
    ['statistics of 14 days', `/api/v1/bookings/statistics?from=${date(-13)}&to=${date(0)}`],
    ['a week of the calendar', `/api/v1/calendar?from=${at(-4)}&to=${at(3)}`],
  ];
}

/**
 * @param {number} port
 * @param {string} path
 * @param {string} token
 * @param {number} repeats
 * @returns {Promise<number>} milliseconds of the median answer
 */
async function msOf(port, path, token, repeats) {
  const bytes = requestBytes({ method: 'GET', path, token });
  return withConnections(port, 1, bytes, async ([connection]) => {
    const times = [];
    for (let i = 0; i < repeats; i += 1) {
      const began = performance.now();
      const { status } = await connection.send(bytes);
      if (status !== 200) throw voidRun(`GET ${path} was answered with ${status}.`);
      times.push(performance.now() - began);
    }
    return median(times);
  });
}

/**
 * @param {number} port
 * @param {string} path
 * @param {import('./expert.mjs').PublishedExpert} expert
 * @returns {Promise<number>} milliseconds of the slowest response to another client during it
 */
async function longestWait(port, path, { accessToken }) {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const exported = fetch(`http://127.0.0.1:${port}${path}`, { headers }).then(async (response) => {
    // Counted and dropped: reading it all would delay the clock that measures.
    let length = 0;
    if (!response.body) throw voidRun(`the export of ${path} is empty.`);
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) length += part.value.length;
    if (response.status !== 200 || length < MANY * 100) throw voidRun(`the export of ${path} is not whole.`);
  });
  return longestUntil(port, exported);
}

/**
 * @param {number} port
 * @param {Promise<unknown>} work
 * @returns {Promise<number>} milliseconds of the slowest response to another client until the work is done
 */
async function longestUntil(port, work) {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  const longest = await withConnections(port, 1, LIVE, async ([connection]) => {
    let most = 0;
    while (!isDone) {
      const began = performance.now();
      await connection.send(LIVE);
      most = Math.max(most, performance.now() - began);
    }
    return most;
  });
  await done;
  return longest;
}

/**
 * Bookings an hour apart, all but the last {@link COMING} of them in the past; some cancelled, 25 with one name.
 *
 * @param {import('mongodb').Db} db
 * @param {import('mongodb').Document} like
 * @param {import('./expert.mjs').PublishedExpert} expert
 * @param {number} count
 */
async function fill(db, like, { handle, eventTypeId }, count) {
  const { ObjectId } = loadDriver();
  const expert = await db.collection('experts').findOne({ handle });
  if (!expert) throw new Error(`there is no expert ${handle}`);
  const expertId = expert._id;
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  // A page of the list is full in both, so that both responses have the same size.
  const cancelledEvery = Math.min(50, Math.floor(count / (2 * PAGE)));
  const documentOf = (/** @type {number} */ i) => {
    const from = now + (i - count + COMING) * HOUR;
    const [start, end] = [new Date(from), new Date(from + HOUR / 2)];
    const status = i % cancelledEvery === 7 % cancelledEvery ? 'cancelled' : 'confirmed';
    const live = status === 'confirmed' && from > now - 8 * DAY;
    const name = i % (count / 25) === 3 ? 'Barbara Liskov' : `Client ${i}`;
    const uid = `${handle}-${i}`;
    return {
      ...like,
      _id: new ObjectId(),
      expertId,
      eventTypeId: new ObjectId(eventTypeId),
      ...{ status, live, start, end, padStart: start, padEnd: end, duration: 30 },
      buckets: Array.from({ length: HOUR / 2 / GRID }, (_, step) => from / GRID + step),
      seatsTaken: live ? 1 : 0,
      attendees: [{ ...like.attendees[0], uid, calendarUid: uid, status, name }],
      search: ['intro', 'call', ...name.toLowerCase().split(' '), 'grace', 'example', 'com'],
      history: [{ at: start, uid, status, by: 'client' }],
    };
  };
  for (let i = 0; i < count; i += BATCH) {
    const size = Math.min(BATCH, count - i);
    await db.collection('bookings').insertMany(
      Array.from({ length: size }, (_, k) => documentOf(i + k)),
      { ordered: false, writeConcern: { w: 1, j: false } },
    );
  }
}
