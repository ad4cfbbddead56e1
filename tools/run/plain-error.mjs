/** A failure that the operator can solve: one plain sentence, and what to do. Printed without a stack. */
export class PlainError extends Error {
  /**
   * @param {string} problem what is wrong
   * @param {string} wayOut what to do about it
   * @param {{ cause?: unknown, details?: string }} [more] `details`: lines worth reading, printed above the sentence
   */
  constructor(problem, wayOut, more = {}) {
    super(`${problem} ${wayOut}`, { cause: more.cause });
    this.name = 'PlainError';
    this.problem = problem;
    this.wayOut = wayOut;
    this.details = more.details ?? '';
  }
}

/** @type {ReadonlyArray<[pattern: RegExp, problem: string, wayOut: string]>} */
const KNOWN = [
  [
    /ENOSPC|no space left on device|out of disk space/i,
    'The disk is full.',
    'Free some space (a first start needs about 3 GB), or point DATA_DIR to a bigger disk, and start again.',
  ],
  [
    /EACCES|EPERM|permission denied/i,
    'A file or folder may not be written here.',
    'Run as the user who owns this folder and DATA_DIR, and start again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network (request|is unreachable)|getaddrinfo/i,
    'The network could not be reached.',
    'Check the connection (and the proxy settings, if there are any), and start again.',
  ],
  [
    /EMFILE|ENFILE|too many open files/i,
    'Too many files are open.',
    'Raise the limit (ulimit -n 4096), and start again.',
  ],
  [
    /ENOMEM|heap out of memory|cannot allocate memory/i,
    'There is not enough memory.',
    'Close something, or give this machine at least 2 GB, and start again.',
  ],
];

/**
 * Turns any error into a sentence.
 *
 * @param {unknown} error what was thrown
 * @param {string} doing the action, as in "Installing packages"
 * @param {string} [output] last lines of the program that failed; searched for known causes
 * @returns {PlainError}
 */
export function explain(error, doing, output = '') {
  if (error instanceof PlainError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const known = KNOWN.find(([pattern]) => pattern.test(`${message}\n${output}`));
  const details = output.trim();
  if (known) return new PlainError(`${doing} failed: ${known[1]}`, known[2], { cause: error, details });
  return new PlainError(
    `${doing} failed: ${message.replace(/\.?$/, '.')}`,
    'The lines above say more; if they do not help, please open an issue with them.',
    { cause: error, details: details || (error instanceof Error ? (error.stack ?? '') : '') },
  );
}
