import type { ErrorCode } from '@expertbook/contracts';
import { PinoLogger } from 'nestjs-pino';
import { wideNetwork } from '../network/client-network';
import type { EventName } from './event-names';

/** The fields of an event in the log. A fixed set: it has no field for a name, address, token or text of a person. */
export interface EventFacts {
  /** Id of the account. */
  accountId?: { toString(): string };
  /** Address the request came from; only its /24 or /48 is written. */
  address?: string;
  requestId?: string;
  code?: ErrorCode;
  /** The limit; a fixed word, like `guests`. */
  limit?: string;
  /** The reason; a fixed word, like `expired`. */
  reason?: string;
  /** Host of an address that the server was to request, without path, query and credentials. */
  host?: string;
  count?: number;
  milliseconds?: number;
}

/** Severity: `npm start` shows `warn` in its terminal. */
export type EventLevel = 'info' | 'warn' | 'error';

/**
 * Writes one line of the log with a stable name, for events without a request line of their own: a sign-in, a changed
 * password, a state of the process. Errors of requests need no call: the code of a `DomainError` is in the request's
 * own line.
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
