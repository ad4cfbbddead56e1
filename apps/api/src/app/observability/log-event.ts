import type { ErrorCode } from '@expertbook/contracts';
import { PinoLogger } from 'nestjs-pino';
import { wideNetwork } from '../network/client-network';
import type { EventName } from './event-names';

/** What a line may say of an event. Closed on purpose: no name, address, token or text of a person fits in. */
export interface EventFacts {
  /** Id of the account it happened to. */
  accountId?: { toString(): string };
  /** Address the request came from; only its /24 or /48 is written. */
  address?: string;
  requestId?: string;
  code?: ErrorCode;
  /** Which limit; a word of the program, like `guests`. */
  limit?: string;
  /** A word of the program that says why, like `expired`. */
  reason?: string;
  /** Host of an address outside that the server was asked to fetch, without path, query and credentials. */
  host?: string;
  count?: number;
  milliseconds?: number;
}

/** How bad it is: `warn` is shown by `npm start` in its terminal. */
export type EventLevel = 'info' | 'warn' | 'error';

/**
 * Writes one line of the log with a stable name, for events without a request line of their own: a sign-in, a changed
 * password, a state of the process. Refusals need no call: the code of a `DomainError` is in the request's own line.
 */
export function logEvent(event: EventName, facts: EventFacts = {}, level: EventLevel = 'info'): void {
  const { accountId, address, ...rest } = facts;
  // Programs that use a part of the API, like tests of the outbox, have no logger.
  (PinoLogger.root as typeof PinoLogger.root | undefined)?.[level](
    {
      event,
      ...(accountId && { accountId: String(accountId) }),
      ...(address && { network: wideNetwork(address) }),
      ...rest,
    },
    event,
  );
}
