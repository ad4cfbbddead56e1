import { cloneExperts, writeBookings } from './clone-experts.mjs';
import { publishExpert } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { CLIENTS, OFFICE, rateOf } from './reading.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const DAY = 86_400_000;
const MINUTE = 60_000;
const BOUND = { ratioFrom: 0.5 };
const FLAT_BOUND = { ratioFrom: 1 / 1.3 };
const MANY = 10_000;
const SESSION = 15;
/** Sessions per day before the office opens: they are booked, and do not change what the page offers. */
const BEFORE_OFFICE = (OFFICE.from * 60) / SESSION;
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });

/**
 * Lines 4: the HTML of a booking page with the free times of a month. The same page repeatedly, compared with a bare
 * server that sends the same bytes, uncompressed and compressed; and pages that are rendered for each visit, of an
 * expert with ten thousand bookings compared with one without.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchHtml({ stage, api, bare, like, rounds, quick, written, report }) {
  const template = await publishExpert(api.port, OFFICE);
  const [free, busy] = await cloneExperts(stage.apiDb, template, stage.apiDb, 2);
  const places = Array.from({ length: MANY }, (_, i) => {
    const minute = (i % BEFORE_OFFICE) * SESSION;
    return {
      expert: busy,
      start: busy.firstDay + Math.floor(i / BEFORE_OFFICE) * DAY + minute * MINUTE,
    };
  });
  await writeBookings(stage.apiDb, like, SESSION, places);
  written(places.length);
  const month = new Date(template.firstDay + 31 * DAY).toISOString().slice(0, 7);
  const bounds = { most: 40_000, seconds: quick ? 0.8 : 2 };

  for (const encoding of [undefined, 'br']) {
    const bytes = requestBytes({ method: 'GET', path: `${pathOf(busy)}?month=${month}`, encoding });
    const answer = await withConnections(api.port, 1, LIVE, ([connection]) => connection.send(bytes));
    if (answer.status !== 200) throw voidRun(`a booking page is answered with ${answer.status}.`);
    await bare.ask({ body: answer.body.toString('base64'), encoding: 'base64' });
    const { subjects, references } = await alternate(
      rounds,
      () => rateOf(api.port, bytes, answer, bounds),
      () => rateOf(bare.port, bytes, answer, bounds),
    );
    const size = `${Math.round(answer.body.length / 1000)} kB`;
    report.line({
      name: `GET booking page, ${encoding ?? 'not compressed'}, ${size}, ${CLIENTS} clients`,
      unit: '/s',
      values: subjects,
      references,
      bound: BOUND,
    });
  }
  const { subjects, references } = await alternate(
    rounds,
    () => renderedRate(api.port, busy, month, bounds),
    () => renderedRate(api.port, free, month, bounds),
  );
  report.line({
    name: `GET booking page, rendered each time, ${MANY.toLocaleString('en')} bookings beside 0`,
    unit: '/s',
    values: subjects,
    references,
    bound: FLAT_BOUND,
  });
}

let visit = 0;

/**
 * Requests pages that were not requested before: the month in the address wins over the date, which makes it another address.
 *
 * @param {number} port
 * @param {import('./clone-experts.mjs').ClonedExpert} expert
 * @param {string} month
 * @param {{ most: number, seconds: number }} bounds
 * @returns {Promise<number>} answers a second
 */
function renderedRate(port, expert, month, bounds) {
  const next = () => {
    visit += 1;
    const path = `${pathOf(expert)}?month=${month}&date=${visit}`;
    return requestBytes({ method: 'GET', path, encoding: 'br' });
  };
  return withConnections(port, CLIENTS, LIVE, async (connections) => {
    const { rate } = await load(connections, bounds, next, ({ status }) => {
      if (status !== 200) throw voidRun(`a booking page is answered with ${status}.`);
    });
    return rate;
  });
}

/** @param {import('./clone-experts.mjs').ClonedExpert} expert */
function pathOf({ handle, slug }) {
  return `/${handle}/${slug}`;
}
