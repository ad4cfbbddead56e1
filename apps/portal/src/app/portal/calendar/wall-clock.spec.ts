import * as fc from 'fast-check';
import { instantOf, knownOffsetOf, offsetAt, plusMinutes, wallIn, wallOf } from './wall-clock';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const iso = (at: number) => new Date(at).toISOString();

describe('wall clock', () => {
  it("is read from the API's text, independent of this machine's zone data", () => {
    expect(wallOf('2027-01-04T09:00:00+01:00')).toBe('2027-01-04T09:00');
    expect(knownOffsetOf('2027-01-04T09:00:00+05:45').offset).toBe(345);
    expect(knownOffsetOf('2027-01-04T09:00:00Z').offset).toBe(0);
  });

  it('moves a time in the gap forward by it', () => {
    expect(iso(instantOf('2027-03-28T02:30', 'Europe/Berlin'))).toBe('2027-03-28T01:30:00.000Z');
    expect(wallIn('Europe/Berlin', Date.parse('2027-03-28T01:30Z'))).toBe('2027-03-28T03:30');
  });

  it('uses the first of the two times in a fold', () => {
    expect(iso(instantOf('2027-10-31T02:30', 'Europe/Berlin'))).toBe('2027-10-31T00:30:00.000Z');
  });

  it("prefers the API's offset where it is known on both sides", () => {
    // As if the zone's rules had changed after this machine's data was made.
    const known = ['2027-01-04T09:00:00+02:00', '2027-01-08T09:00:00+02:00'].map(knownOffsetOf);
    expect(iso(instantOf('2027-01-06T12:00', 'Europe/Berlin', known))).toBe('2027-01-06T10:00:00.000Z');
    expect(offsetAt(Date.parse('2027-01-12T12:00Z'), 'Europe/Berlin', known)).toBe(60);
  });

  it('converts every existing wall time to an instant and back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.parse('2026-01-01Z') / 300_000, max: Date.parse('2029-01-01Z') / 300_000 }),
        (zone, tick) => {
          const wall = wallIn(zone, tick * 300_000);
          expect(wallIn(zone, instantOf(wall, zone))).toBe(wall);
          expect(instantOf(wall, zone)).toBeLessThanOrEqual(tick * 300_000);
        },
      ),
    );
  });

  it('counts minutes across midnight and years', () => {
    expect(plusMinutes('2026-12-31T23:30', 45)).toBe('2027-01-01T00:15');
  });
});
