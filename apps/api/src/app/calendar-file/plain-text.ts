/**
 * C0 and C1 controls, DEL and the two Unicode line separators: never needed in a name or title, but used for
 * injection.
 */
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROLS_BUT_LINE_BREAKS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]+/g;
const LINE_BREAKS = /\r\n|[\r\u0085\u2028\u2029]/g;
/** Halves of a surrogate pair, which no encoding can represent. */
const LONE_SURROGATES = /\p{Cs}/gu;

/** One line without control characters: each run of them becomes a space. Lone surrogates become U+FFFD. */
export function oneLine(text: string): string {
  return text.replace(CONTROLS, ' ').replace(LONE_SURROGATES, '\uFFFD').trim();
}

/** Like {@link oneLine} for texts of several lines: every kind of line break becomes `\n`, other controls a space. */
export function manyLines(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .replace(CONTROLS_BUT_LINE_BREAKS, ' ')
    .replace(LONE_SURROGATES, '\uFFFD')
    .trim();
}

/** The first `max` code points of a text, with an ellipsis where it was cut. */
export function shortened(text: string, max: number): string {
  // A text never has fewer code units than code points.
  if (text.length <= max) return text;
  const points = Array.from(text);
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`;
}

/** The address as ASCII where it is http or https, otherwise null: for links and URI properties. */
export function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
