/* eslint-disable no-control-regex -- refusing control characters is the point */

/** One line without control characters. */
export const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/u;

/** Several lines, ended by `\n`, without other control characters. */
export const PLAIN_TEXT = /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/u;

/** The same before normalisation: with any kind of line end. */
export const PLAIN_TEXT_SENT = /^[^\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]*$/u;
