import { cloneExperts, writeBookings } from './clone-experts.mjs';
import { coldMonth, COLD_DAYS } from './cold-months.mjs';
import { publishExpert, slotsRequest } from './expert.mjs';
import { requestBytes, withConnections } from './lean-http.mjs';
import { coldReader, OFFICE, rateOf } from './reading.mjs';
import { alternate } from './rounds.mjs';

const FEW = 100;
const MANY = { full: 1_000_000, quick: 100_000 };
const CLIENTS = 16;
const DAY = 86_400_000;
const MINUTE = 60_000;
const BOUND = { ratioFrom: 1 / 1.3 };
const NAMES = { few: 'bench_few', many: 'bench_many' };

/**
 * Lines 4: the slots route on a database with a million bookings, compared with one with a hundred; the requested
 * experts are the same in both.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchFlat({ stage, api, driver, like, rounds, quick, report }) {
  const many = quick ? MANY.quick : MANY.full;
  const template = await publishExpert(api.port, OFFICE);
  const [few, full] = await Promise.all([openSide(stage, NAMES.few), openSide(stage, NAMES.many)]);
  const experts = await cloneExperts(stage.apiDb, template, few.db, CLIENTS);
  await copyDocuments(few.db, full.db);
  const places = Array.from({ length: FEW }, (_, i) => placeOf(experts, i));
  await writeBookings(few.db, like, OFFICE.session, places);
  await writeBookings(full.db, like, OFFICE.session, places);
  const fill = { database: NAMES.many, count: many - FEW, from: template.firstDay };
  const { seconds } = await driver.ask({ fill });

  const label = `${many.toLocaleString('en')} bookings beside ${FEW}`;
  const month = coldMonth(template.firstDay, 0);
  const { path } = slotsRequest(experts[0], (month.to - month.from) / DAY);
  const bytes = requestBytes({ method: 'GET', path });
  const answer = await withConnections(few.api.port, 1, bytes, ([connection]) => connection.send(bytes));
  const bounds = { most: 40_000, seconds: quick ? 0.6 : 1.5 };
  const hot = await alternate(
    rounds,
    () => rateOf(full.api.port, bytes, answer, bounds),
    () => rateOf(few.api.port, bytes, answer, bounds),
  );
  report.line({
    name: `GET slots hot, ${label}`,
    unit: '/s',
    values: hot.subjects,
    references: hot.references,
    bound: BOUND,
  });
  const expected = (/** @type {number} */ client, /** @type {number} */ from, /** @type {number} */ to) => {
    const taken = places.filter(
      ({ expert, start }) => expert === experts[client] && start >= from && start < to,
    );
    return ((to - from) / DAY) * template.perDay - taken.length;
  };
  const inFull = coldReader(experts, expected);
  const inFew = coldReader(experts, expected);
  const cold = await alternate(
    rounds,
    () => inFull(full.api.port, bounds),
    () => inFew(few.api.port, bounds),
  );
  report.line({
    name: `GET slots cold, ${label} (filled in ${seconds.toFixed(0)} s)`,
    unit: '/s',
    values: cold.subjects,
    references: cold.references,
    bound: BOUND,
  });
  for (const side of [few, full]) await side.close();
}

/**
 * An API on a database of its own, with the indexes that it creates.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} database
 */
async function openSide(stage, database) {
  const api = await stage.startApi({ database });
  const db = stage.client.db(database);
  return {
    api,
    db,
    async close() {
      await api.stop();
      await db.dropDatabase();
    },
  };
}

/**
 * @param {import('mongodb').Db} from
 * @param {import('mongodb').Db} to
 */
async function copyDocuments(from, to) {
  for (const name of ['users', 'experts', 'schedules', 'event_types', 'calendars']) {
    const documents = await from.collection(name).find().toArray();
    if (documents.length > 0) await to.collection(name).insertMany(documents);
  }
}

/**
 * The few bookings, spread over the experts and the requested days.
 *
 * @param {import('./clone-experts.mjs').ClonedExpert[]} experts
 * @param {number} i
 */
function placeOf(experts, i) {
  const expert = experts[i % experts.length];
  const day = COLD_DAYS[Math.floor((i * COLD_DAYS.length) / FEW)];
  return { expert, start: expert.firstDay + day * DAY + OFFICE.from * 60 * MINUTE };
}
