import { pino } from 'pino';

const STDOUT = 1;
/** Lines that wait for a disk or a pipe that accepts none; further lines are lost. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/**
 * Destination of the log. When it accepts nothing, such as a file on a full disk, lines are lost and nothing else
 * happens. Pino's own destination would end the process with the first line, and block on the disk before that.
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
