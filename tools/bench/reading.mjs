import { publishExpert, slotsRequest } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { alternate, sayLine } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const CLIENTS = 16;
const DAYS = 31;
const BOOKED = 100;
const WARM_UP = { most: 1_000, seconds: 10 };
/** Half hours from nine to five, every day. */
const OFFICE = { session: 30, from: 9, to: 17 };

/**
 * Line 2: answers of the slots route a second, beside a bare server that sends the same bytes.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchReading({ stage, api, bare, rounds, quick, acknowledge }) {
  const expert = await publishExpert(api.port, OFFICE);
  const { path, all } = slotsRequest(expert, DAYS);
  const bytes = requestBytes({ method: 'GET', path });
  await withConnections(api.port, 1, bytes, ([connection]) =>
    load([connection], { most: BOOKED }, () => expert.bookingOf(expert.nextStart()), acknowledge),
  );
  await stage.drained();
  const answer = await withConnections(api.port, 1, bytes, ([connection]) => connection.send(bytes));
  const body = answer.body.toString();
  const found = Object.values(JSON.parse(body).slots).flat().length;
  if (answer.status !== 200 || found !== all - BOOKED)
    throw voidRun(`the slots route lists ${found} starts, not ${all - BOOKED}.`);
  await bare.ask({ body });

  // On a busy machine the seconds of a round are too few requests for the compiler to have seen the code.
  await withConnections(api.port, CLIENTS, bytes, (connections) =>
    load(connections, WARM_UP, () => bytes, sameAs(answer)),
  );
  const bounds = { most: 20_000, seconds: quick ? 1.5 : 4 };
  const measure = (/** @type {number} */ port) =>
    withConnections(port, CLIENTS, bytes, async (connections) => {
      const { rate } = await load(connections, bounds, () => bytes, sameAs(answer));
      return rate;
    });
  const { subjects, references } = await alternate(
    rounds,
    () => measure(api.port),
    () => measure(bare.port),
  );
  sayLine({ name: `GET slots, ${CLIENTS} clients (requests/s)`, values: subjects, references });
}

/** @param {import('./lean-http.mjs').LeanAnswer} expected */
function sameAs(expected) {
  return (/** @type {import('./lean-http.mjs').LeanAnswer} */ { status, body }) => {
    if (status !== 200 || !body.equals(expected.body))
      throw voidRun(`the slots changed in between (${status}).`);
  };
}
