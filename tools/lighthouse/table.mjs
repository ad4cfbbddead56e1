/** @typedef {import('./measure.mjs').Figure} Figure */

const BEGIN = '<!-- lighthouse: begin -->';
const END = '<!-- lighthouse: end -->';

/**
 * The results as a Markdown table; the others are compared with the first one.
 *
 * @param {readonly Figure[]} figures
 * @returns {string}
 */
export function tableOf(figures) {
  const still = figures[0]?.lcp ?? NaN;
  const rows = figures.map(({ name, scores, fcp, lcp, tbt, cls }) => [
    name,
    String(scores.performance),
    String(scores.accessibility),
    String(scores.bestPractices),
    String(scores.seo),
    `${Math.round(fcp)} ms`,
    `${Math.round(lcp)} ms`,
    (lcp / still).toFixed(2),
    `${Math.round(tbt)} ms`,
    cls.toFixed(3),
  ]);
  const head = [
    'page',
    'performance',
    'accessibility',
    'best practices',
    'SEO',
    'FCP',
    'LCP',
    'LCP / static',
    'TBT',
    'CLS',
  ];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/**
 * A document with the table between its marks, and the date of the table.
 *
 * @param {string} document
 * @param {string} table
 * @param {Date} now
 * @param {string} circumstances how often, and under which load
 * @returns {string}
 * @throws {Error} when the document has no marks
 */
export function withTable(document, table, now, circumstances) {
  const [before, after] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`The document has no ${BEGIN} … ${END}.`);
  const made = `Measured on ${now.toISOString().slice(0, 10)}, Node ${process.versions.node}: ${circumstances}.`;
  return `${document.slice(0, before)}${BEGIN}\n\n${made}\n\n${table}\n\n${document.slice(after)}`;
}
