import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/**
 * @param {string} file
 * @returns {number} bytes, 0 when it is not there
 */
export function sizeOf(file) {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/**
 * The severe lines that mongod wrote since `from`, or its last ones.
 *
 * @param {string} file
 * @param {number} from bytes
 * @returns {string} readable, for an error message
 */
export function said(file, from) {
  const lines = readFrom(file, from).split('\n').filter(Boolean);
  const serious = lines.filter((line) => !line.startsWith('{') || /"s":"[EF]"/.test(line));
  return (serious.length > 0 ? serious : lines).slice(-3).map(readable).join(' | ') || `see ${file}`;
}

/** @param {string} line one line of mongod's JSON log */
function readable(line) {
  try {
    const entry = JSON.parse(line);
    return [entry.msg, entry.attr?.error]
      .filter(Boolean)
      .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
      .join(': ');
  } catch {
    return line;
  }
}

/**
 * @param {string} file
 * @param {number} from
 */
function readFrom(file, from) {
  try {
    if (from === 0) return readFileSync(file, 'utf8');
    const size = sizeOf(file) - from;
    const buffer = Buffer.alloc(Math.max(size, 0));
    const handle = openSync(file, 'r');
    readSync(handle, buffer, 0, buffer.length, from);
    closeSync(handle);
    return buffer.toString('utf8');
  } catch {
    return '';
  }
}
