import type { StepFacts } from './first-steps';
import { profileGap, firstSteps, isBeginner } from './first-steps';

const OFF = [[], [], [], [], [], [], []];
const WEEK = [[], [{ start: '09:00', end: '17:00' }], [], [], [], [], []];
const NOTHING: StepFacts = {
  schedules: [],
  eventTypes: [],
  expert: { photoUrl: null, headline: '', bio: ' ' },
  seen: false,
  shared: false,
  booked: false,
};

const doneOf = (facts: Partial<StepFacts>) =>
  firstSteps({ ...NOTHING, ...facts })
    .filter(({ done }) => done)
    .map(({ name }) => name);

describe('The first steps', () => {
  it('are five, and none is done in an empty account', () => {
    expect(firstSteps(NOTHING).map(({ name }) => name)).toEqual(['hours', 'event', 'face', 'look', 'share']);
    expect(doneOf({})).toEqual([]);
  });

  it('count hours of any schedule, also of a single date, but not a week without hours', () => {
    expect(doneOf({ schedules: [{ weekly: OFF, overrides: [{ date: '2027-01-04', ranges: [] }] }] })).toEqual(
      [],
    );
    expect(
      doneOf({
        schedules: [
          { weekly: OFF, overrides: [] },
          { weekly: WEEK, overrides: [] },
        ],
      }),
    ).toEqual(['hours']);
    const ranges = [{ start: '09:00', end: '10:00' }];
    expect(doneOf({ schedules: [{ weekly: OFF, overrides: [{ date: '2027-01-04', ranges }] }] })).toEqual([
      'hours',
    ]);
  });

  it('count an event type only while it is active', () => {
    expect(doneOf({ eventTypes: [{ active: false }] })).toEqual([]);
    expect(doneOf({ eventTypes: [{ active: false }, { active: true }] })).toEqual(['event']);
  });

  it('name the missing part of the profile', () => {
    expect(profileGap({ photoUrl: null, headline: '', bio: '' })).toBe('both');
    expect(profileGap({ photoUrl: null, headline: 'Engines', bio: '' })).toBe('photo');
    expect(profileGap({ photoUrl: '/a.webp', headline: '', bio: '' })).toBe('words');
    expect(profileGap({ photoUrl: '/a.webp', headline: '', bio: 'I explain engines.' })).toBeNull();
    expect(doneOf({ expert: { photoUrl: '/a.webp', headline: 'Engines', bio: '' } })).toEqual(['face']);
  });

  it('treat a booking as proof that the link was shared, whatever this browser has stored', () => {
    expect(doneOf({ seen: true })).toEqual(['look']);
    expect(doneOf({ shared: true })).toEqual(['share']);
    expect(doneOf({ booked: true })).toEqual(['look', 'share']);
  });

  it('are for accounts of the last 30 days, and for those where nothing can be booked', () => {
    const now = new Date('2027-03-31T12:00Z');
    const active = [{ active: true }];
    expect(isBeginner('2027-03-01T12:00:01Z', now, active)).toBe(true);
    expect(isBeginner('2027-03-01T12:00:00Z', now, active)).toBe(false);
    expect(isBeginner('2026-01-01T00:00Z', now, [{ active: false }])).toBe(true);
  });
});
