import { bareTransaction } from './bare-transaction.mjs';
import { publishExpert } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { alternate, sayLine } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const CONTENDERS = 500;
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const ROOT_PAGE = requestBytes({ method: 'GET', path: '/' });

/**
 * Line 4: 500 clients want one time, until the last of them has an answer. Beside it: 500 POSTs of the same size to a bare
 * server, and one transaction.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchRush({ stage, api, bare, like, rounds, acknowledge }) {
  const expert = await publishExpert(api.port);
  const contend = () =>
    withConnections(api.port, CONTENDERS, LIVE, async (connections) => {
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
      await stage.drained();
      return seconds * 1000;
    });
  const expertId = like.newId();
  let start = expert.firstDay;
  const trivial = () =>
    withConnections(bare.port, CONTENDERS, ROOT_PAGE, async (connections) => {
      const bytes = expert.bookingOf(start);
      const { seconds } = await load(
        connections,
        { most: CONTENDERS },
        () => bytes,
        () => {},
      );
      start += 15 * 60_000;
      const began = performance.now();
      await bareTransaction(stage.bareDb, { like: like.booking, expertId, start });
      return seconds * 1000 + performance.now() - began;
    });
  const { subjects, references } = await alternate(rounds, contend, trivial);
  sayLine({ name: `${CONTENDERS} contenders for one time (ms)`, values: subjects, references });
}
