/**
 * @typedef {object} Finding
 * @property {'fault' | 'notice'} level a fault must never exist; a notice may be legitimate
 * @property {string} code stable, kebab-case
 * @property {string} collection
 * @property {string} id of the document
 * @property {string} says one sentence, without personal data
 */

/**
 * @param {string} code
 * @param {string} collection
 * @param {unknown} id
 * @param {string} says
 * @returns {Finding}
 */
export function fault(code, collection, id, says) {
  return { level: 'fault', code, collection, id: String(id), says };
}

/**
 * @param {string} code
 * @param {string} collection
 * @param {unknown} id
 * @param {string} says
 * @returns {Finding}
 */
export function notice(code, collection, id, says) {
  return { level: 'notice', code, collection, id: String(id), says };
}

/** @param {unknown} value */
export function isDate(value) {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

/** @param {unknown} value whether it is a SHA-256 in hex, so that it is no token in the clear */
export function isHash(value) {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
