import fc from 'fast-check';
import { Deferred, Refused, Unreachable } from './delivery-errors';
import { backoff, DEFAULT_OUTBOX_OPTIONS, failureCode, isLastAttempt, outboxOptions } from './outbox-options';

describe('backoff', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('never waits longer than the maximum, nor less than half of the doubled pause', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), chance, (attempt, luck) => {
        const { backoffMs, maxBackoffMs } = DEFAULT_OUTBOX_OPTIONS;
        const full = Math.min(maxBackoffMs, backoffMs * 2 ** (attempt - 1));
        const pause = backoff(attempt, luck, DEFAULT_OUTBOX_OPTIONS);
        expect(pause).toBeLessThanOrEqual(full);
        expect(pause).toBeGreaterThanOrEqual(full / 2);
      }),
    );
  });

  it('outlasts a night of failures with the shortest pauses', () => {
    const pauses = Array.from({ length: DEFAULT_OUTBOX_OPTIONS.maxAttempts - 1 }, (_, index) =>
      backoff(index + 1, 0.999, DEFAULT_OUTBOX_OPTIONS),
    );
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(9 * 3_600_000);
  });
});

describe('failureCode', () => {
  it('keeps codes and drops messages, which contain names', () => {
    const refused = Object.assign(new Error('550 no mailbox ada@example.org'), {
      code: 'EENVELOPE',
      responseCode: 550,
    });
    expect(failureCode(refused)).toBe('EENVELOPE 550');
    expect(failureCode(new TypeError('ada@example.org'))).toBe('TypeError');
    expect(failureCode('ada@example.org')).toBe('unknown');
    expect(failureCode(Object.assign(new Error(), { code: 'ada@example.org' }))).not.toContain('@');
  });
});

describe('isLastAttempt', () => {
  const now = Date.now();
  const row = (attempts: number, age = 0) => ({ attempts, createdAt: new Date(now - age) });
  const { maxAttempts, maxRefusals, maxAgeMs } = DEFAULT_OUTBOX_OPTIONS;
  const last = (attempts: number, error: Error, age = 0) =>
    isLastAttempt(row(attempts, age), error, DEFAULT_OUTBOX_OPTIONS, now);

  it('gives up early after a refusal, late after a deferral, and after any failure once the row is days old', () => {
    expect([last(maxRefusals - 1, new Refused('550')), last(maxRefusals, new Refused('550'))]).toEqual([
      false,
      true,
    ]);
    expect([last(maxAttempts - 1, new Deferred('451')), last(maxAttempts, new Deferred('451'))]).toEqual([
      false,
      true,
    ]);
    expect(last(1, new Unreachable('ESOCKET', false), maxAgeMs)).toBe(true);
  });

  it('counts the days from when the row was due, not from when it was planned', () => {
    const planned = { ...row(1, 2 * maxAgeMs), since: new Date(now - 1000) };
    expect(isLastAttempt(planned, new Unreachable('ESOCKET', false), DEFAULT_OUTBOX_OPTIONS, now)).toBe(
      false,
    );
  });
});

describe('outboxOptions', () => {
  it('has leases that outlast the longest handler', () => {
    expect(outboxOptions(1).leaseMs).toBe(DEFAULT_OUTBOX_OPTIONS.leaseMs);
    expect(outboxOptions(600_000).leaseMs).toBe(900_000);
  });
});
