import { HttpErrorResponse } from '@angular/common/http';
import type { FieldError, Problem } from '@expertbook/contracts';
import { fieldMessages, isNetworkFailure, isTransient, toProblem } from '@expertbook/web-shared/data/problem';

const taken: Problem = {
  type: 'about:blank',
  title: 'Taken',
  status: 409,
  detail: 'Somebody was faster.',
  instance: '/api/v1/bookings',
  code: 'slot_taken',
  alternatives: ['2027-01-04T09:00:00+01:00'],
};

describe('problems', () => {
  it('passes on a problem of the API unchanged', () => {
    expect(toProblem(new HttpErrorResponse({ status: 409, error: taken }))).toEqual(taken);
    expect(toProblem(new HttpErrorResponse({ status: 409, error: JSON.stringify(taken) }))).toEqual(taken);
    expect(toProblem(taken)).toBe(taken);
  });

  it('distinguishes a network failure from a response', () => {
    const problem = toProblem(new HttpErrorResponse({ status: 0, error: new ProgressEvent('error') }));
    expect(isNetworkFailure(problem)).toBe(true);
    expect(isTransient(problem)).toBe(true);
    expect(problem.detail).toMatch(/connection/i);
    expect(isNetworkFailure(taken)).toBe(false);
  });

  it.each([
    [404, 'not_found'],
    [429, 'rate_limited'],
    [502, 'busy_try_again'],
    [503, 'busy_try_again'],
    [500, 'internal_error'],
    [418, 'internal_error'],
  ])('makes a problem of status %i from something that is not ours (%s)', (status, code) => {
    const problem = toProblem(new HttpErrorResponse({ status, error: '<html>proxy</html>' }));
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toMatch(/\.$/);
  });

  it('rejects a body with an unknown code', () => {
    const error = new HttpErrorResponse({ status: 500, error: { ...taken, code: 'made_up' } });
    expect(toProblem(error).code).toBe('internal_error');
  });

  it('has a message even for an unexpected error', () => {
    for (const thrown of [new Error('x'), undefined, 'text', { status: 1 }]) {
      expect(toProblem(thrown).detail).toMatch(/try again/i);
    }
  });

  it('finds the first message of each refused field', () => {
    const errors: FieldError[] = [
      { field: 'attendee.email', code: 'is_email', message: 'Not an address.' },
      { field: 'attendee.email', code: 'max_length', message: 'Too long.' },
      { field: 'notes', code: 'max_length', message: 'Too long.' },
    ];
    expect([...fieldMessages({ ...taken, errors })]).toEqual([
      ['attendee.email', 'Not an address.'],
      ['notes', 'Too long.'],
    ]);
    expect(fieldMessages(taken).size).toBe(0);
  });
});
