import { loadDriver } from '../mongod/driver.mjs';
import { cloneExperts } from './clone-experts.mjs';
import { COLD_DAYS, MONTH_DAYS } from './cold-months.mjs';
import { publishExpert, slotsRequest } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { CLIENTS, coldReader, OFFICE, rateOf } from './reading.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Ten minutes of every quarter from five in the evening until nine in the morning: 1,984 in a month of 31 days. */
const EVENT = { every: 15, minutes: 10 };
const EVENTS_A_DAY = ((24 - (OFFICE.to - OFFICE.from)) * 60) / EVENT.every;
const BOUND = { ratioFrom: 1 / 1.1 };
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const LATER = new Date(Date.UTC(2100, 0, 1));

/**
 * Lines of connected calendars: free times and bookings of experts whose calendar elsewhere has some 2,000 events a month, compared
 * with the same without one. The events lie outside the hours, so that both offer the same times.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchExternal({ stage, api, rounds, quick, acknowledge, report }) {
  const label = `${(EVENTS_A_DAY * MONTH_DAYS).toLocaleString('en')} events elsewhere a month`;
  const bounds = { most: 40_000, seconds: quick ? 0.8 : 2 };
  const experts = {
    busy: await publishExpert(api.port, OFFICE),
    idle: await publishExpert(api.port, OFFICE),
  };
  const busy = await stage.apiDb.collection('experts').findOne({ handle: experts.busy.handle });
  if (!busy) throw voidRun('the expert is not in the database.');
  await connectCalendar(stage.apiDb, busy._id, experts.busy.firstDay);
  await noteChange(api.port, experts.busy.accessToken);

  const hot = async (/** @type {import('./expert.mjs').PublishedExpert} */ expert) => {
    const bytes = requestBytes({ method: 'GET', path: slotsRequest(expert, MONTH_DAYS).path });
    const answer = await withConnections(api.port, 1, bytes, ([connection]) => connection.send(bytes));
    return rateOf(api.port, bytes, answer, bounds);
  };
  add(
    report,
    `GET slots hot, ${label}`,
    await alternate(
      rounds,
      () => hot(experts.busy),
      () => hot(experts.idle),
    ),
  );

  const clones = {
    busy: await cloneExperts(stage.apiDb, experts.idle, stage.apiDb, CLIENTS),
    idle: await cloneExperts(stage.apiDb, experts.idle, stage.apiDb, CLIENTS),
  };
  for (const { expertId, firstDay } of clones.busy) await connectCalendar(stage.apiDb, expertId, firstDay);
  const all = () => MONTH_DAYS * experts.idle.perDay;
  const readers = { busy: coldReader(clones.busy, all), idle: coldReader(clones.idle, all) };
  add(
    report,
    `GET slots cold, ${label}`,
    await alternate(
      rounds,
      () => readers.busy(api.port, bounds),
      () => readers.idle(api.port, bounds),
    ),
  );

  const book =
    (/** @type {import('./expert.mjs').PublishedExpert} */ expert) =>
    async (/** @type {boolean} */ warming) => {
      const seconds = (quick ? 0.7 : 2.2) * (warming ? 0.5 : 1);
      const rate = await withConnections(api.port, 1, LIVE, async (connections) => {
        const request = () => expert.bookingOf(expert.nextStart());
        return (await load(connections, { most: 4000, seconds }, request, acknowledge)).rate;
      });
      await stage.settled();
      return rate;
    };
  add(
    report,
    `bookings, 1 client, ${label}`,
    await alternate(rounds, book(experts.busy), book(experts.idle)),
  );
}

/**
 * @param {import('./report.mjs').Report} report
 * @param {string} name
 * @param {{ subjects: number[], references: number[] }} measured
 */
function add(report, name, { subjects, references }) {
  report.line({ name, unit: '/s', values: subjects, references, bound: BOUND });
}

/**
 * What a connected calendar that was just read leaves in the database.
 *
 * @param {import('mongodb').Db} db
 * @param {import('mongodb').ObjectId} expertId
 * @param {number} firstDay epoch milliseconds
 */
async function connectCalendar(db, expertId, firstDay) {
  const { ObjectId } = loadDriver();
  const calendarId = new ObjectId();
  const months = [...blocksByMonth(firstDay)].map(([month, blocks]) => ({ calendarId, month, blocks }));
  await db.collection('external_busy').insertMany(months);
  const read = { lastReadAt: LATER, dueAt: LATER, isStale: false, whenStale: 'closed', countsAsBusy: true };
  await db.collection('connected_calendars').insertOne({ _id: calendarId, expertId, ...read });
  const externalCalendars = [{ calendarId, eventTypeIds: null, isClosed: false }];
  await db.collection('experts').updateOne({ _id: expertId }, { $set: { externalCalendars } });
}

/** @param {number} firstDay epoch milliseconds */
function blocksByMonth(firstDay) {
  /** @type {Map<number, number[]>} */
  const months = new Map();
  const days = Math.max(...COLD_DAYS) + MONTH_DAYS + 2;
  for (let day = -1; day < days; day += 1) {
    for (let event = 0; event < EVENTS_A_DAY; event += 1) {
      const start = firstDay + day * DAY + OFFICE.to * 60 * MINUTE + event * EVENT.every * MINUTE;
      const date = new Date(start);
      const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
      const minute = start / MINUTE;
      months.set(month, [...(months.get(month) ?? []), minute, minute + EVENT.minutes]);
    }
  }
  return new Map(
    [...months].map(([month, minutes]) => [month, Buffer.from(Uint32Array.from(minutes).buffer)]),
  );
}

/**
 * A change of the expert's hours, so that processes read the offerings again.
 *
 * @param {number} port
 * @param {string} accessToken
 */
async function noteChange(port, accessToken) {
  const url = `http://127.0.0.1:${port}/api/v1/schedules`;
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const [schedule] = await (await fetch(url, { headers })).json();
  const body = JSON.stringify({ name: `${schedule.name} and more` });
  await fetch(`${url}/${schedule.id}`, { method: 'PATCH', headers, body });
}
