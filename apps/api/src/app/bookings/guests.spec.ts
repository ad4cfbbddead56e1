import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { GuestsField, checkGuests } from './guests';

const OPEN = { guestsAllowed: true, seats: 1 };
const CLIENT = 'grace@example.com';
const anyAddress = fc
  .tuple(
    fc.constantFrom('grace', 'Grace', 'alan', 'ADA', 'o.neil+x'),
    fc.constantFrom('example.com', 'Example.com', 'example.org'),
  )
  .map((parts) => parts.join('@'));

class Request {
  @GuestsField()
  guests?: string[];
}

describe('guests', () => {
  it('are valid when each differs from the client and all before, in any letter case', () => {
    fc.assert(
      fc.property(fc.array(anyAddress, { maxLength: 10 }), (guests) => {
        const lower = [CLIENT, ...guests].map((email) => email.toLowerCase());
        const repeated = guests.flatMap((_, i) =>
          lower.indexOf(lower[i + 1] ?? '') <= i ? [`guests.${i}`] : [],
        );
        expect(checkGuests(OPEN, CLIENT, guests).map(({ field }) => field)).toEqual(repeated);
      }),
    );
  });

  it.each([
    ['not an address', 'is_email'],
    ['', 'is_email'],
    [7, 'is_email'],
    [null, 'is_email'],
    [`${'a'.repeat(250)}@example.com`, 'is_email'],
    ['x@example.com\r\nBcc: victim@example.net', 'is_email'],
    ['Eve <eve@example.com>', 'is_email'],
    [CLIENT.toUpperCase(), 'client_own'],
    ['Alan@example.com', 'duplicate'],
  ])('reject %p by its index', (wrong, code) => {
    expect(checkGuests(OPEN, CLIENT, ['alan@example.com', wrong])).toEqual([
      { field: 'guests.1', code, message: expect.stringMatching(/\.$/) },
    ]);
  });

  it.each([[{ guestsAllowed: false, seats: 1 }], [{ guestsAllowed: true, seats: 5 }], [{ seats: 2 }]])(
    'are not accepted by %p, but none are required',
    (eventType) => {
      expect(checkGuests(eventType, CLIENT, [])).toEqual([]);
      expect(checkGuests(eventType, CLIENT, ['alan@example.com'])).toMatchObject([
        { field: 'guests', code: 'guests_not_allowed' },
      ]);
    },
  );

  it('are accepted by event types from before the setting', () => {
    expect(checkGuests({ seats: 1 }, CLIENT, ['alan@example.com'])).toEqual([]);
  });

  it('are a list of at most ten, trimmed', () => {
    const rulesBroken = (guests: unknown) =>
      validateSync(plainToInstance(Request, { guests })).flatMap(({ constraints }) =>
        Object.keys(constraints ?? {}),
      );
    expect(rulesBroken(undefined)).toEqual([]);
    expect(rulesBroken(['a@example.com'])).toEqual([]);
    expect(rulesBroken('a@example.com')).toContain('isArray');
    expect(rulesBroken(null)).toContain('isArray');
    expect(rulesBroken(Array.from({ length: 11 }, (_, i) => `a${i}@example.com`))).toEqual(['arrayMaxSize']);
    expect(plainToInstance(Request, { guests: [' a@example.com '] }).guests).toEqual(['a@example.com']);
  });
});
