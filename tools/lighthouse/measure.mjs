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
/** Of the address on this machine, not of the pages. */
const NOT_OURS = new Set(['is-on-https', 'redirects-http', 'uses-http2']);

/**
 * Measures one page with Lighthouse's own phone and network (simulated Moto G Power on slow 4G), each run on an empty cache.
 *
 * @param {object} at
 * @param {string} at.name
 * @param {string} at.url
 * @param {number} at.port remote debugging port of a running Chromium
 * @param {number} at.runs
 * @param {(text: string) => void} [at.note]
 * @returns {Promise<Figure>}
 * @throws {Error} when the page could not be measured
 */
export async function measure({ name, url, port, runs, note = () => {} }) {
  const { default: lighthouse } = await import('lighthouse');
  const results = [];
  for (let run = 1; run <= runs; run++) {
    note(`run ${run} of ${runs}`);
    const result = await lighthouse(url, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: CATEGORIES,
    });
    if (!result) throw new Error(`${name}: Lighthouse gave no answer.`);
    if (result.lhr.runtimeError) throw new Error(`${name}: ${result.lhr.runtimeError.message}`);
    const missing = METRICS.find((audit) => result.lhr.audits[audit]?.numericValue === undefined);
    if (missing) throw new Error(`${name}: no ${missing} was seen. Is the machine busy?`);
    results.push(result);
  }
  const lhrs = results.map(({ lhr }) => lhr);
  const last = /** @type {(typeof results)[0]} */ (results.at(-1));
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
    flaws: flawsOf(last.lhr),
    report: JSON.stringify(last.lhr),
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
