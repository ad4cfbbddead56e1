/**
 * Loaded into an API process before its own code: records when the database acknowledged a transaction. IPC `{
 * commits: 'arm' }` resets it, `{ commits: 'first' }` -> `{ at }`, the first commit since, in `process.hrtime`
 * nanoseconds (one clock for all processes of the machine), or null.
 */
const { subscribe } = require('node:diagnostics_channel');

/** @type {number | null} */
let first = null;
subscribe('expertbook.committed', () => (first ??= Number(process.hrtime.bigint())));

process.on('message', (/** @type {{ commits?: string }} */ { commits }) => {
  if (commits === 'arm') first = null;
  process.send?.({ at: first });
});
process.channel?.unref();
