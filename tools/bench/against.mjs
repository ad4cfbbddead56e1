import { cloneExperts, writeBookings } from './clone-experts.mjs';
import { MONTH_DAYS } from './cold-months.mjs';
import { publishExpert, slotsRequest } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { BOOKED_A_DAY, coldBookings, coldReader, OFFICE, rateOf } from './reading.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const CLIENTS = 16;
/** A new capability may slow down a hot path by at most a tenth. */
const RATE_BOUND = { ratioFrom: 0.9 };
const TIME_BOUND = { ratioTo: 1.1 };

/**
 * @typedef {object} Build one of the two, serving a database of its own
 * @property {string} main
 * @property {string} database
 *
 * @typedef {Build & { port: number, stop: () => Promise<void> }} Running
 *
 * @typedef {(running: Running) => Promise<(warming: boolean) => Promise<number>>} Prepared what a line does before it is measured, and
 *   then once a round
 */

/**
 * Measures the hot paths of two builds in one session, round by round in turn, so that both run under the same
 * conditions. Value: this build; reference: the other one.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {object} options
 * @param {string} options.mine `main.js`
 * @param {string} options.other `main.js` of the other build
 * @param {number} options.rounds
 * @param {boolean} options.quick
 * @param {import('./report.mjs').Report} options.report
 */
export async function compareBuilds(stage, { mine, other, rounds, quick, report }) {
  const seconds = quick ? 1 : 3;
  const builds = [
    { main: mine, database: 'bench' },
    { main: other, database: 'bench_other' },
  ];

  /**
   * @param {string} name
   * @param {Running[]} running
   * @param {Prepared} prepare
   */
  const rates = async (name, running, prepare) => {
    const [subject, reference] = [await prepare(running[0]), await prepare(running[1])];
    const { subjects, references } = await alternate(rounds, subject, reference);
    report.line({ name, unit: '/s', values: subjects, references, bound: RATE_BOUND });
  };
  const start = async (
    /** @type {Build} */ build,
    /** @type {string | undefined} */ smtpUrl = undefined,
  ) => ({
    ...build,
    ...(await stage.startApi({ ...build, smtpUrl })),
  });
  const written = requestedRate(stage, seconds);

  const calm = await Promise.all(builds.map((build) => start(build)));
  await rates('GET slots hot', calm, hotSlots(seconds));
  await rates('GET slots cold', calm, coldSlots(stage, seconds));
  await rates('bookings, 1 client', calm, written(1, 1, booking));
  await rates('bookings, 8 clients', calm, written(8, 8, booking));
  await rates('bookings, 8 clients of one expert', calm, written(8, 1, booking));
  await rates('holds taken and given back, 1 client', calm, heldAndReleased(stage, seconds));
  const published = await Promise.all(calm.map(({ port }) => publishExpert(port)));
  await Promise.all(calm.map(({ stop }) => stop()));

  // Accounts of a server that cannot send mail count as verified; these need to be verified.
  for (const { database } of builds) await stage.verifyAccounts(database);
  const sink = await stage.startServer('mail-sink.mjs', { ready: 'message' });
  const mailing = await Promise.all(builds.map((build) => start(build, `smtp://127.0.0.1:${sink.port}`)));
  /** @type {Map<Running, import('./expert.mjs').PublishedExpert>} */
  const expertOf = new Map(mailing.map((running, i) => [running, published[i]]));
  await rates('bookings, 1 client, with a mail server', mailing, async (running) => {
    const expert = /** @type {import('./expert.mjs').PublishedExpert} */ (expertOf.get(running));
    return requestedRate(stage, seconds)(1, 1, booking, [expert])(running);
  });
  await Promise.all(mailing.map(({ stop }) => stop()));
  await sink.stop();

  const started = async (/** @type {Build} */ build) => {
    const began = performance.now();
    const running = await start(build);
    const took = performance.now() - began;
    await running.stop();
    return took;
  };
  const { subjects, references } = await alternate(
    rounds,
    () => started(builds[0]),
    () => started(builds[1]),
  );
  report.line({ name: 'start until ready', unit: 'ms', values: subjects, references, bound: TIME_BOUND });
}

/**
 * @param {number} seconds
 * @returns {Prepared}
 */
function hotSlots(seconds) {
  return async ({ port }) => {
    const expert = await publishExpert(port, OFFICE);
    const bytes = requestBytes({ method: 'GET', path: slotsRequest(expert, MONTH_DAYS).path });
    const answer = await withConnections(port, 1, bytes, ([connection]) => connection.send(bytes));
    return () => rateOf(port, bytes, answer, { most: 40_000, seconds });
  };
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {number} seconds
 * @returns {Prepared}
 */
function coldSlots(stage, seconds) {
  return async ({ port, database }) => {
    const db = stage.client.db(database);
    const expert = await publishExpert(port, OFFICE);
    const like = await oneBooking(db, port);
    const experts = await cloneExperts(db, expert, db, CLIENTS);
    await writeBookings(
      db,
      like,
      OFFICE.session,
      experts.flatMap((one) => coldBookings(one)),
    );
    const read = coldReader(experts, () => MONTH_DAYS * (expert.perDay - BOOKED_A_DAY));
    return () => read(port, { most: 40_000, seconds });
  };
}

/**
 * @param {import('mongodb').Db} db
 * @param {number} port
 */
async function oneBooking(db, port) {
  const expert = await publishExpert(port);
  await withConnections(port, 1, LIVE, ([connection]) => connection.send(booking(expert)));
  const found = await db.collection('bookings').findOne({ live: true });
  if (!found) throw voidRun('an acknowledged booking is not in the database.');
  return found;
}

/** @param {import('./expert.mjs').PublishedExpert} expert */
const booking = (expert) => expert.bookingOf(expert.nextStart());

/** @param {import('./expert.mjs').PublishedExpert} expert */
const hold = (expert) =>
  requestBytes({
    method: 'POST',
    path: '/api/v1/holds',
    body: { eventTypeId: expert.eventTypeId, start: new Date(expert.nextStart()).toISOString() },
  });

/**
 * Each hold is released before the next one: otherwise a thousand live holds of one client, which the limits forbid,
 * would be counted.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {number} seconds
 * @returns {Prepared}
 */
function heldAndReleased(stage, seconds) {
  return async ({ port, database }) => {
    const expert = await publishExpert(port);
    return () =>
      withConnections(port, 1, LIVE, async (connections) => {
        /** @type {string | null} */
        let token = null;
        const { rate } = await load(
          connections,
          { most: 4_000, seconds },
          () =>
            token === null
              ? hold(expert)
              : requestBytes({ method: 'DELETE', path: `/api/v1/holds/${token}` }),
          ({ status, body }) => {
            if (status !== (token === null ? 201 : 204))
              throw voidRun(`a hold was answered with ${status} ${body}.`);
            token = token === null ? JSON.parse(body.toString()).token : null;
          },
        );
        await stage.settled(database);
        return rate;
      });
  };
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {number} seconds
 */
function requestedRate(stage, seconds) {
  /**
   * @param {number} clients
   * @param {number} count experts
   * @param {(expert: import('./expert.mjs').PublishedExpert) => Buffer} request
   * @param {import('./expert.mjs').PublishedExpert[]} [known] published already
   * @returns {Prepared}
   */
  return (clients, count, request, known) =>
    async ({ port, database }) => {
      const experts = known ?? [];
      while (experts.length < count) experts.push(await publishExpert(port));
      return () =>
        withConnections(port, clients, LIVE, async (connections) => {
          const { rate } = await load(
            connections,
            { most: 4_000, seconds },
            (_, client) => request(experts[client % count]),
            ({ status, body }) => {
              if (status !== 201) throw voidRun(`a request was answered with ${status} ${body}.`);
            },
          );
          await stage.settled(database);
          return rate;
        });
    };
}
