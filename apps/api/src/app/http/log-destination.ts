import { pino } from 'pino';

const STDOUT = 1;
/** Lines that wait for a disk or a pipe that takes none; those beyond are lost. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/**
 * Where the log goes. A destination that takes nothing, such as a file on a full disk, costs lines and nothing else: pino's own
 * would end the process with the first line, and wait for the disk before it goes.
 *
 * @param fd file descriptor, open for writing
 */
export function logDestination(fd = STDOUT): ReturnType<typeof pino.destination> {
  const stream = pino.destination({ dest: fd, sync: false, maxLength: MAX_WAITING_BYTES });
  const flush = stream.flushSync.bind(stream);
  let isStuck = false;
  stream.on('error', () => (isStuck = true));
  stream.on('write', () => (isStuck = false));
  stream.flushSync = () => {
    if (!isStuck) flush();
  };
  return stream;
}
