import { median } from './rounds.mjs';

/** A reference that varies by more than this within one run shows that the machine was busy. */
const NOISY_ABOVE = 1.6;

/**
 * What a line has to keep. Ratios are value / reference.
 *
 * @typedef {object} Bound
 * @property {number} [ratioFrom] the least ratio
 * @property {number} [ratioTo] the greatest ratio
 * @property {number} [to] the greatest value, in the line's unit
 * @property {number} [addedTo] how much more than the reference, in the line's unit
 *
 * @typedef {object} Line one printed result
 * @property {string} name
 * @property {string} unit of value and reference: `/s`, `µs`, `ms`, `kB`, `MB`
 * @property {readonly number[]} values one a round
 * @property {readonly number[]} references one a round; empty where there is nothing to compare with
 * @property {Bound} [bound] none: the line is for information
 *
 * @typedef {object} Judgement
 * @property {boolean | null} kept null where there is no bound
 * @property {boolean} noisy
 */

/**
 * Medians against the bounds.
 *
 * @param {Line} line
 * @returns {Judgement}
 */
export function judge({ values, references, bound }) {
  const value = median(values);
  const reference = references.length > 0 ? median(references) : NaN;
  const ratio = value / reference;
  const noisy = references.length > 0 && spread(references) > NOISY_ABOVE;
  if (!bound) return { kept: null, noisy };
  const { ratioFrom, ratioTo, to, addedTo } = bound;
  const kept =
    (ratioFrom === undefined || ratio >= ratioFrom) &&
    (ratioTo === undefined || ratio <= ratioTo) &&
    (to === undefined || value <= to) &&
    (addedTo === undefined || value <= reference + addedTo);
  return { kept, noisy };
}

/**
 * @param {Line} line
 * @returns {string} `name value | reference | ratio | bound | verdict | spread of both columns`
 */
export function formatLine(line) {
  const { name, unit, values, references, bound } = line;
  const { kept, noisy } = judge(line);
  const value = median(values);
  const compared = references.length > 0;
  const reference = compared ? median(references) : NaN;
  const verdict = kept === null ? '-' : kept ? 'ok' : 'MISSED';
  return [
    `${name} ${withUnit(value, unit)}`,
    compared ? withUnit(reference, unit) : '-',
    compared ? ratioText(value / reference) : '-',
    bound ? boundText(bound, unit) : '-',
    noisy ? `${verdict}, noisy` : verdict,
    `spread ${[values, ...(compared ? [references] : [])].map((all) => spread(all).toFixed(2)).join(' / ')}`,
  ].join(' | ');
}

/**
 * @param {readonly number[]} values not empty
 * @returns {number} the greatest divided by the least; 1 where all are 0
 */
export function spread(values) {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  return greatest === least ? 1 : greatest / least;
}

/**
 * @param {Bound} bound
 * @param {string} unit
 */
function boundText({ ratioFrom, ratioTo, to, addedTo }, unit) {
  const parts = [];
  if (to !== undefined) parts.push(`<= ${to} ${unit}`);
  if (ratioFrom !== undefined) parts.push(`>= ${shortest(ratioFrom)}`);
  if (ratioTo !== undefined) parts.push(`<= ${shortest(ratioTo)}`);
  if (addedTo !== undefined) parts.push(`<= reference + ${addedTo} ${unit}`);
  return parts.join(' and ');
}

/** @param {number} ratio */
const shortest = (ratio) => String(Number(ratio.toPrecision(3)));

/** @param {number} ratio two decimals from 0.1 on, two digits below */
function ratioText(ratio) {
  return ratio >= 0.1 || ratio === 0 ? ratio.toFixed(2) : ratio.toPrecision(2);
}

/**
 * @param {number} value
 * @param {string} unit a rate is written to its figure
 */
function withUnit(value, unit) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const figure = value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, digits === 0 ? ',' : '');
  return unit.startsWith('/') ? `${figure}${unit}` : `${figure} ${unit}`;
}
