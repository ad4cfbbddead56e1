import { cloneExperts, writeBookings } from './clone-experts.mjs';
import { coldMonth, COLD_DAYS, MONTH_DAYS } from './cold-months.mjs';
import { publishExpert, slotsRequest } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

export const CLIENTS = 16;
const BOOKED = 100;
const WARM_UP = { most: 1_000, seconds: 10 };
const DAY = 86_400_000;
const MINUTE = 60_000;
/** Half hours from nine to five, every day. */
export const OFFICE = { session: 30, from: 9, to: 17 };
/** Bookings per day of the experts whose months are read cold: 93 a month. */
export const BOOKED_A_DAY = 3;
const HOT_BOUND = { ratioFrom: 0.5 };
const COLD_BOUND = { ratioFrom: 0.7 };

/**
 * Lines 3: responses of the slots route per second. Hot: one month repeatedly, compared with a bare server that sends
 * the same bytes. Cold: each request a month that was not requested before, compared with the bare driver that reads
 * its claims.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchReading(measuring) {
  const expert = await publishExpert(measuring.api.port, OFFICE);
  await benchHot(measuring, expert);
  await benchCold(measuring, expert);
}

/**
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {import('./expert.mjs').PublishedExpert} expert
 */
async function benchHot({ stage, api, bare, rounds, quick, acknowledge, report }, expert) {
  const { path, all } = slotsRequest(expert, MONTH_DAYS);
  const bytes = requestBytes({ method: 'GET', path });
  await withConnections(api.port, 1, bytes, ([connection]) =>
    load([connection], { most: BOOKED }, () => expert.bookingOf(expert.nextStart()), acknowledge),
  );
  await stage.settled();
  const answer = await withConnections(api.port, 1, bytes, ([connection]) => connection.send(bytes));
  const body = answer.body.toString();
  const found = Object.values(JSON.parse(body).slots).flat().length;
  if (answer.status !== 200 || found !== all - BOOKED)
    throw voidRun(`the slots route lists ${found} starts, not ${all - BOOKED}.`);
  await bare.ask({ body });

  // On a busy machine a round has too few requests for the code to be compiled.
  await rateOf(api.port, bytes, answer, WARM_UP);
  const bounds = { most: 40_000, seconds: quick ? 0.8 : 2 };
  const { subjects, references } = await alternate(
    rounds,
    () => rateOf(api.port, bytes, answer, bounds),
    () => rateOf(bare.port, bytes, answer, bounds),
  );
  report.line({
    name: `GET slots hot, ${CLIENTS} clients`,
    unit: '/s',
    values: subjects,
    references,
    bound: HOT_BOUND,
  });
}

/**
 * @param {number} port
 * @param {Buffer} bytes
 * @param {import('./lean-http.mjs').LeanAnswer} expected
 * @param {{ most: number, seconds: number }} bounds
 * @returns {Promise<number>} answers a second
 */
export function rateOf(port, bytes, expected, bounds) {
  return withConnections(port, CLIENTS, bytes, async (connections) => {
    const { rate } = await load(
      connections,
      bounds,
      () => bytes,
      ({ status, body }) => {
        if (status !== 200 || !body.equals(expected.body))
          throw voidRun(`the slots changed in between (${status}).`);
      },
    );
    return rate;
  });
}

/**
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {import('./expert.mjs').PublishedExpert} expert
 */
async function benchCold({ stage, api, driver, like, rounds, quick, written, report }, expert) {
  const experts = await cloneExperts(stage.apiDb, expert, stage.apiDb, CLIENTS);
  const places = experts.flatMap((one) => coldBookings(one));
  await writeBookings(stage.apiDb, like, OFFICE.session, places);
  written(places.length);
  const overHttp = coldReader(experts, () => MONTH_DAYS * (expert.perDay - BOOKED_A_DAY));
  const bounds = { most: 40_000, seconds: quick ? 0.8 : 2 };
  const read = {
    experts: experts.map(({ expertId }) => String(expertId)),
    firstDay: expert.firstDay,
    ...bounds,
  };
  const { subjects, references } = await alternate(
    rounds,
    () => overHttp(api.port, bounds),
    async () => {
      const { rate, found } = await driver.ask({ read });
      if (found < MONTH_DAYS * BOOKED_A_DAY)
        throw voidRun(`the bare driver reads ${found} claims of a month.`);
      return rate;
    },
  );
  report.line({
    name: `GET slots cold, ${CLIENTS} clients`,
    unit: '/s',
    values: subjects,
    references,
    bound: COLD_BOUND,
  });
}

/** @param {import('./clone-experts.mjs').ClonedExpert} expert */
export function coldBookings(expert) {
  return COLD_DAYS.flatMap((day) =>
    Array.from({ length: BOOKED_A_DAY }, (_, i) => {
      const minute = OFFICE.from * 60 + i * 2 * OFFICE.session;
      return { expert, start: expert.firstDay + day * DAY + minute * MINUTE };
    }),
  );
}

/**
 * Asks each client's own expert for month after month, none of them twice in a while, and counts the starts of every
 * answer.
 *
 * @param {import('./clone-experts.mjs').ClonedExpert[]} experts
 * @param {(client: number, from: number, to: number) => number} expected starts in a month
 * @returns {(port: number, bounds: { most: number, seconds: number }) => Promise<number>} answers a second
 */
export function coldReader(experts, expected) {
  const turns = experts.map(() => 0);
  const first = requestBytes({ method: 'GET', path: '/api/health/live' });
  return (port, bounds) =>
    withConnections(port, experts.length, first, async (connections) => {
      /** @type {Map<number, number>} */
      const due = new Map();
      const requestOf = (/** @type {number} */ index, /** @type {number} */ client) => {
        const expert = experts[client];
        const { from, to } = coldMonth(expert.firstDay, turns[client]);
        turns[client] += 1;
        due.set(index, expected(client, from, to));
        const { path } = slotsRequest({ ...expert, firstDay: from }, (to - from) / DAY);
        return requestBytes({ method: 'GET', path });
      };
      const { rate } = await load(connections, bounds, requestOf, ({ status, body }, index) => {
        const found = count(body, '"start":"');
        if (status !== 200 || found !== due.get(index))
          throw voidRun(`a cold month lists ${found} starts, not ${due.get(index)} (${status}).`);
        due.delete(index);
      });
      return rate;
    });
}

/**
 * @param {Buffer} body
 * @param {string} text
 */
function count(body, text) {
  let found = 0;
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + text.length)) found += 1;
  return found;
}
