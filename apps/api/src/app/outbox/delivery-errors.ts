/**
 * The server cannot be reached or does not respond, which says nothing about the message. Thrown by handlers; opens
 * the breaker of their lane.
 */
export class Unreachable extends Error {
  /**
   * @param code such as `ECONNREFUSED`
   * @param begun whether sending had begun, so that the server may have the message and the attempt counts
   * @param isOneOfMany whether the lane has many servers, so that this one says nothing about the others: its handler keeps a breaker for
   *   each, and that of the lane stays as it is
   */
  constructor(
    readonly code: string,
    readonly begun: boolean,
    readonly isOneOfMany = false,
  ) {
    super(code);
    this.name = 'Unreachable';
  }
}

/** The server rejects this message permanently. It is retried a few times, because some permanent errors are wrong. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'Refused';
  }
}

/** The server responded, and rejects this message for now. */
export class Deferred extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'Deferred';
  }
}
