import { DomainError } from '../http/domain-error';

/** The time of one transaction, over all its attempts. */
export interface Deadline {
  /** Epoch milliseconds. */
  readonly at: number;
  /** After it the requester has an error, and nothing may be committed any more. */
  hasPassed: boolean;
  isCommitting: boolean;
}

const RETRY_AFTER_SECONDS = 2;
/** Extra time for a commit in progress, because its outcome is unknown. */
const COMMIT_GRACE_MS = 1000;

/** Total time of one request, in transaction deadlines: reading, waiting for others, its own transaction. */
const MAX_WAIT_DEADLINES = 2;

/** The error of a request that cannot be served in time. */
export function busy(cause?: unknown): DomainError {
  return new DomainError('busy_try_again', { retryAfter: RETRY_AFTER_SECONDS, cause });
}

/** @throws DomainError `busy_try_again` when the request is no longer waiting */
export function assertInTime({ hasPassed: isOver }: Deadline): void {
  if (isOver) throw busy();
}

/**
 * Settles after `milliseconds`, even if an operation hangs: a database that does not respond would block each
 * operation for as long as a socket may be silent. (The driver has no timeout for a whole transaction: its
 * `timeoutMS` does nothing in version 7.) The hanging work continues, finds its deadline passed and undoes its
 * writes.
 * @param onGivenUp called when the time is over
 * @throws DomainError `busy_try_again` then
 */
export function withDeadline<T>(
  milliseconds: number,
  work: (deadline: Deadline) => Promise<T>,
  onGivenUp: () => void,
): Promise<T> {
  const deadline: Deadline = { at: Date.now() + milliseconds, hasPassed: false, isCommitting: false };
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      deadline.hasPassed = true;
      onGivenUp();
      reject(busy());
    };
    let timer = setTimeout(() => {
      if (deadline.isCommitting) timer = setTimeout(giveUp, COMMIT_GRACE_MS);
      else giveUp();
    }, milliseconds);
    void work(deadline)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/**
 * Limits the time of a whole request: several reads, each of which may wait for the database; requests for the same
 * time that fail one after the other; waiting in the queue.
 * @param transactionDeadline milliseconds
 * @param work begins no transaction after `until`, epoch milliseconds; one begun before ends with its own deadline
 * @throws DomainError `busy_try_again` when the time is over
 */
export function withRequestDeadline<T>(
  transactionDeadline: number,
  work: (until: number) => Promise<T>,
): Promise<T> {
  const limit = transactionDeadline * MAX_WAIT_DEADLINES;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(busy()), limit + COMMIT_GRACE_MS);
  });
  return Promise.race([work(Date.now() + limit), late]).finally(() => clearTimeout(timer));
}
