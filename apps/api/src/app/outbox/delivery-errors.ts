/**
 * The far side cannot be reached or does not answer, which says nothing about the message: thrown by handlers, opens the
 * breaker of their lane.
 */
export class Unreachable extends Error {
  /**
   * @param code such as `ECONNREFUSED`
   * @param begun whether the message was on its way, so that the far side may have it and the attempt counts
   */
  constructor(
    readonly code: string,
    readonly begun: boolean,
  ) {
    super(code);
    this.name = 'Unreachable';
  }
}

/** The far side will not take this message, now or later: tried a few times more, because servers are wrong at times. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'Refused';
  }
}

/** The far side answered, and will not take this message now. */
export class Deferred extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'Deferred';
  }
}
