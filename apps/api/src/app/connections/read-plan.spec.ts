import fc from 'fast-check';
import { Types } from 'mongoose';
import type { ExternalEventRecord } from './external-event.schema';
import type { EventTimes } from './read-plan';
import { countedMonths, eventChanges, externalChange, resourceKey, toEvents } from './read-plan';

const HOUR = 3_600_000;
const BASE = Date.UTC(2027, 0, 31);
const calendarId = new Types.ObjectId();
const event = (resource: string, start: number, more: Partial<EventTimes> = {}): EventTimes => ({
  calendarId,
  resource,
  start: new Date(BASE + start * HOUR),
  end: new Date(BASE + (start + 1) * HOUR),
  allDay: false,
  free: false,
  tentative: false,
  ...more,
});
const stored = (events: readonly EventTimes[]): ExternalEventRecord[] =>
  events.map((one) => ({ ...one, _id: new Types.ObjectId() }));
const events = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.boolean())
    .map(([resource, start, free, tentative]) => event(resource, start, { free, tentative })),
  { maxLength: 8 },
);
const ALL = { freeCounts: true, tentativeCounts: true };
const sorted = (some: readonly EventTimes[]) =>
  some.map((one) => JSON.stringify([one.resource, one.start, one.end, one.free, one.tentative])).sort();

describe('what a read changes', () => {
  it('makes the stored events those that were read, and touches no other', () => {
    fc.assert(
      fc.property(events, events, (before, wanted) => {
        const kept = stored(before);
        const { inserted, removed } = eventChanges(kept, wanted);
        const after = [...kept.filter((one) => !removed.includes(one)), ...inserted];
        expect(sorted(after)).toEqual(sorted(wanted));
        const both = new Set(sorted(inserted));
        expect(sorted(removed).filter((one) => both.has(one))).toEqual([]);
      }),
    );
  });

  it('keeps ids of a provider as hashes', () => {
    const read = [
      {
        resource: 'https://cal.example.com/secret',
        times: [
          {
            uid: 'u',
            start: BASE,
            end: BASE + HOUR,
            allDay: false,
            transparency: 'transparent',
            status: 'tentative',
          },
        ],
      },
    ] as const;
    expect(toEvents(calendarId, read as never)).toEqual([
      event(resourceKey('https://cal.example.com/secret'), 0, { free: true, tentative: true }),
    ]);
    expect(resourceKey('x')).toMatch(/^[\w-]{22}$/);
  });

  it('counts events by the expert’s choices', () => {
    const all = [event('a', 0), event('b', 2, { free: true }), event('c', 4, { tentative: true })];
    const count = (choices: typeof ALL) => [...countedMonths(all, choices).values()].flat().length;
    expect(count(ALL)).toBe(3);
    expect(count({ freeCounts: false, tentativeCounts: true })).toBe(2);
    expect(count({ freeCounts: false, tentativeCounts: false })).toBe(1);
  });
});

describe('what viewers hear', () => {
  const months = (...starts: number[]) =>
    countedMonths(
      starts.map((start) => event('a', start)),
      ALL,
    );
  const at = (hour: number) => new Date(BASE + hour * HOUR);

  it('is what became busy and free, joined over the end of a month', () => {
    expect(externalChange(months(0, 5), months(5, 23, 24), true, BASE)).toEqual({
      reason: 'external',
      taken: [[at(23), at(25)]],
      freed: [[at(0), at(1)]],
      bookingIds: [],
    });
  });

  it('is nothing where nothing changed from now on', () => {
    expect(externalChange(months(0), months(0), true, BASE)).toBeNull();
    expect(externalChange(months(0), months(), true, BASE + HOUR)).toBeNull();
  });

  it('is to read again where the calendar counts for some event types, and where there is much', () => {
    expect(externalChange(months(), months(1), false, BASE)).toMatchObject({
      taken: [],
      freed: [[at(1), at(2)]],
    });
    const many = months(...Array.from({ length: 101 }, (_, i) => i * 2));
    expect(externalChange(months(), many, true, BASE)).toMatchObject({
      taken: [],
      freed: [[at(0), at(201)]],
    });
  });
});
