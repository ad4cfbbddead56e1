import { printLine } from '../run/terminal.mjs';
import { formatLine, judge } from './line.mjs';

/**
 * @typedef {object} Report
 * @property {(line: import('./line.mjs').Line) => void} line prints and counts it
 * @property {() => string} summary
 */

/**
 * Prints lines as they come and counts which bounds they kept.
 *
 * @param {(text: string) => void} [print]
 * @returns {Report}
 */
export function openReport(print = printLine) {
  let bounds = 0;
  let kept = 0;
  let noisy = 0;
  print('name value | reference | ratio | bound | ok | spread');
  return {
    line(line) {
      const judgement = judge(line);
      if (judgement.kept !== null) bounds += 1;
      if (judgement.kept) kept += 1;
      if (judgement.noisy) noisy += 1;
      print(formatLine(line));
    },
    summary: () =>
      `${kept} of ${bounds} bounds kept` +
      (noisy > 0 ? `; ${noisy} ${noisy === 1 ? 'line is' : 'lines are'} noisy: measure again` : ''),
  };
}
