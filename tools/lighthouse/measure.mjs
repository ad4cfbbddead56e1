/**
 * @typedef {object} Figure medians of the runs
 * @property {string} name
 * @property {{ performance: number, accessibility: number, bestPractices: number, seo: number }} scores 0 to 100
 * @property {number} lcp largest contentful paint, milliseconds
 * @property {number} fcp first contentful paint, milliseconds
 * @property {number} tbt total blocking time, milliseconds
 * @property {number} cls cumulative layout shift
 * @property {string[]} flaws titles of the audits that cost points or are advice, of the last run
 * @property {string} report the last run's, JSON
 */

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const METRICS = [
  'largest-contentful-paint',
  'first-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
];
/** Audits about the address on this machine, not about the pages. */
const NOT_OURS = new Set(['is-on-https', 'redirects-http', 'uses-http2']);

/**
 * Milliseconds that the page without a script may be blocked: more shows a busy machine, which falsifies the other
 * pages too.
 */
const QUIET = 50;
/** Rounds per needed one, before waiting for a quiet machine is given up. */
const ROUNDS_PER_RUN = 5;

/**
 * Measures pages with Lighthouse's own phone and network (simulated Moto G Power on slow 4G), each run with an empty
 * cache. The pages alternate. The first one must have no script: a round in which even that one was blocked is left
 * out.
 *
 * @param {readonly { name: string, url: string }[]} pages
 * @param {object} how
 * @param {number} how.port remote debugging port of a running Chromium
 * @param {number} how.runs of each page
 * @param {(text: string) => void} [how.note]
 * @returns {Promise<{ figures: Figure[], busy: number }>} in the order of the pages; how many rounds were left out:
 * busy ones and
 *   those that Lighthouse did not record
 * @throws {Error} when a page could not be measured, or the machine was never quiet
 */
export async function measure(pages, { port, runs, note = () => {} }) {
  /** @type {import('lighthouse').Result[][]} */
  const rounds = [];
  let busy = 0;
  while (rounds.length < runs) {
    if (rounds.length + busy === runs * ROUNDS_PER_RUN)
      throw new Error(
        `The machine is busy: only ${rounds.length} of ${rounds.length + busy} rounds were quiet.`,
      );
    const round = [];
    for (const { name, url } of pages) {
      note(`run ${rounds.length + 1} of ${runs}, ${busy} left out: ${name}`);
      const lhr = await runOnce(name, url, port);
      if (!lhr) break;
      if (round.length === 0 && (lhr.audits['total-blocking-time']?.numericValue ?? 0) > QUIET) break;
      round.push(lhr);
    }
    if (round.length === pages.length) rounds.push(round);
    else busy++;
  }
  const figures = pages.map(({ name }, at) =>
    figureOf(
      name,
      rounds.map((round) => round[at]),
    ),
  );
  return { figures, busy };
}

/** Lighthouse sometimes misses the beginning of its own recording, which says nothing about the page. */
const NOT_RECORDED = 'NO_NAVSTART';

/** @param {string} name @param {string} url @param {number} port @returns a report, null when nothing was recorded */
async function runOnce(name, url, port) {
  const { default: lighthouse } = await import('lighthouse');
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: CATEGORIES,
  });
  if (!result) throw new Error(`${name}: Lighthouse gave no answer.`);
  if (result.lhr.runtimeError?.code === NOT_RECORDED) return null;
  if (result.lhr.runtimeError) throw new Error(`${name}: ${result.lhr.runtimeError.message}`);
  const missing = METRICS.find((audit) => result.lhr.audits[audit]?.numericValue === undefined);
  if (missing)
    throw new Error(`${name}: ${missing} was not seen: was everything transparent when it was painted?`);
  return result.lhr;
}

/** @param {string} name @param {import('lighthouse').Result[]} lhrs at least one @returns {Figure} */
function figureOf(name, lhrs) {
  const last = /** @type {import('lighthouse').Result} */ (lhrs.at(-1));
  const of = (/** @type {string} */ audit) => median(lhrs.map((lhr) => lhr.audits[audit]?.numericValue ?? 0));
  const score = (/** @type {string} */ category) =>
    median(lhrs.map((lhr) => Math.round((lhr.categories[category]?.score ?? 0) * 100)));
  return {
    name,
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      bestPractices: score('best-practices'),
      seo: score('seo'),
    },
    lcp: of('largest-contentful-paint'),
    fcp: of('first-contentful-paint'),
    tbt: of('total-blocking-time'),
    cls: of('cumulative-layout-shift'),
    flaws: flawsOf(last),
    report: JSON.stringify(last),
  };
}

/** @param {number[]} values @returns {number} */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {import('lighthouse').Result} lhr */
function flawsOf(lhr) {
  return Object.values(lhr.audits)
    .filter(({ id, score, scoreDisplayMode }) => {
      const counts =
        scoreDisplayMode === 'binary' ||
        scoreDisplayMode === 'numeric' ||
        scoreDisplayMode === 'metricSavings';
      return counts && score !== null && score < 0.9 && !NOT_OURS.has(id);
    })
    .map(({ title, displayValue }) => (displayValue ? `${title} (${displayValue})` : title));
}
