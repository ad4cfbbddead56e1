import type { BookingLink } from '@expertbook/contracts';
import fc from 'fast-check';
import { expiryAfter, linkState } from './link-state';

const NOW = new Date('2027-01-04T10:00:00Z');
const LINK: BookingLink = {
  id: 'l1',
  kind: 'one_off',
  note: '',
  expiresAt: null,
  usedAt: null,
  usedBy: null,
  createdAt: '2027-01-01T00:00:00Z',
};

describe('linkState', () => {
  it.each([
    ['open', {}],
    ['open', { expiresAt: '2027-01-04T10:00:00.001Z' }],
    ['expired', { expiresAt: '2027-01-04T10:00:00Z' }],
    ['used', { usedAt: '2027-01-02T00:00:00Z' }],
    ['used', { usedAt: '2027-01-02T00:00:00Z', expiresAt: '2027-01-03T00:00:00Z' }],
  ] as const)('is %s with %o', (state, given) => {
    expect(linkState({ ...LINK, ...given }, NOW)).toBe(state);
  });
});

describe('expiryAfter', () => {
  it('is valid for the whole of its days, and expired afterwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 365 }),
        fc.integer({ min: 0, max: 366 * 1440 }),
        (days, minutes) => {
          const link = { ...LINK, expiresAt: expiryAfter(days, NOW) };
          const later = new Date(NOW.getTime() + minutes * 60_000);
          expect(linkState(link, later)).toBe(minutes < days * 1440 ? 'open' : 'expired');
        },
      ),
    );
  });

  it('does not expire without days', () => {
    expect(expiryAfter(null, NOW)).toBeNull();
  });
});
