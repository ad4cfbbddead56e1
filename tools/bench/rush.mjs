import { publishExpert } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const CONTENDERS = 500;
const REPEATS = { full: 20, quick: 5 };
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const ROOT_PAGE = requestBytes({ method: 'GET', path: '/' });
const BOUND = { ratioTo: 3 };

/**
 * Lines 6: 500 clients request one time of one API process, then of two, until the last one has a response. Compared
 * with 500 POSTs of the same size to a bare server, and one transaction.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchRush(measuring) {
  const second = await measuring.stage.startApi();
  const expert = await publishExpert(measuring.api.port);
  await rush(measuring, expert, 'one process', [measuring.api.port]);
  await rush(measuring, expert, 'two processes', [measuring.api.port, second.port]);
  await second.stop();
}

/**
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {import('./expert.mjs').PublishedExpert} expert
 * @param {string} where
 * @param {number[]} ports
 */
async function rush({ stage, bare, driver, quick, acknowledge, report }, expert, where, ports) {
  const contend = async (/** @type {import('./lean-http.mjs').LeanConnection[]} */ connections) => {
    const bytes = expert.bookingOf(expert.nextStart());
    let won = 0;
    let lost = 0;
    const { seconds } = await load(
      connections,
      { most: CONTENDERS },
      () => bytes,
      (answer, index) => {
        if (answer.status === 409 && answer.body.includes('"slot_taken"')) lost += 1;
        else {
          acknowledge(answer, index);
          won += 1;
        }
      },
    );
    if (won !== 1 || lost !== CONTENDERS - 1)
      throw voidRun(`${won} of ${CONTENDERS} got one time, ${lost} a 409.`);
    await stage.settled();
    return seconds * 1000;
  };
  const trivialBytes = expert.bookingOf(expert.firstDay);
  const trivial = async (/** @type {import('./lean-http.mjs').LeanConnection[]} */ connections) => {
    const { seconds } = await load(
      connections,
      { most: CONTENDERS },
      () => trivialBytes,
      () => {},
    );
    const { milliseconds } = await driver.ask({ once: true });
    return seconds * 1000 + milliseconds;
  };
  const repeats = quick ? REPEATS.quick : REPEATS.full;
  const { subjects, references } = await onAll(ports, (connections) =>
    withConnections(bare.port, CONTENDERS, ROOT_PAGE, (trivialConnections) =>
      alternate(
        repeats,
        () => contend(connections),
        () => trivial(trivialConnections),
      ),
    ),
  );
  report.line({
    name: `${CONTENDERS} for one time, ${where}, ${repeats} times`,
    unit: 'ms',
    values: subjects,
    references,
    bound: BOUND,
  });
}

/**
 * The clients' connections, spread evenly over the ports in alternation.
 *
 * @template T
 * @param {number[]} ports
 * @param {(connections: import('./lean-http.mjs').LeanConnection[]) => Promise<T>} work
 * @returns {Promise<T>}
 */
function onAll([port, other], work) {
  if (other === undefined) return withConnections(port, CONTENDERS, LIVE, work);
  return withConnections(port, CONTENDERS / 2, LIVE, (some) =>
    withConnections(other, CONTENDERS / 2, LIVE, (others) =>
      work(some.flatMap((connection, i) => [connection, others[i]])),
    ),
  );
}
