import { TestBed } from '@angular/core/testing';
import type { ConnectedCalendar } from '@expertbook/contracts';
import { SYNC_FAILURES } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { calendarLike } from './calendar.fixture';
import { agoText, calendarState, failureSentence, needsAttention } from './calendar-state';

const now = new Date('2027-01-04T12:00:00Z');

describe('the state of a calendar', () => {
  let t: Translator<'portal-connections'>;
  const state = (change: Partial<ConnectedCalendar>) =>
    calendarState(calendarLike(change), now, 'Europe/Berlin', t);

  beforeEach(() => {
    t = TestBed.runInInjectionContext(() => translator('portal-connections'));
  });

  it('works, whether it counts or not', () => {
    expect(state({})).toEqual({ tone: 'good', text: 'Works', reason: '' });
    expect(state({ countsAsBusy: false })).toEqual({ tone: 'quiet', text: 'Works', reason: '' });
  });

  it('is new until it has been read', () => {
    expect(state({ lastReadAt: null }).text).toBe('Being read for the first time');
  });

  it('says since when it cannot be reached, in the expert’s zone, with the day when it was not today', () => {
    const failure = 'not_reachable';
    expect(state({ failure, lastReadAt: '2027-01-04T09:40:00Z' })).toMatchObject({
      tone: 'warning',
      text: expect.stringMatching(/^Can’t be reached since 10:40/),
    });
    expect(state({ failure, lastReadAt: '2027-01-02T09:40:00Z' }).text).toMatch(/since .*2.*, 10:40/);
    expect(state({ failure, lastReadAt: null }).text).toBe('The address can’t be reached.');
  });

  it('says how long it was not read, what follows from that, and why', () => {
    const stale = { isStale: true, lastReadAt: '2027-01-04T09:00:00Z' };
    expect(state({ ...stale, failure: 'sign_in_again' })).toEqual({
      tone: 'bad',
      text: 'Not read for 3 hours: times are closed until it works',
      reason: 'Sign in again',
    });
    expect(state({ ...stale, whenStale: 'open' })).toEqual({
      tone: 'warning',
      text: 'Not read for 3 hours: new events may be missing',
      reason: '',
    });
    expect(state({ isStale: true, lastReadAt: '2027-01-04T11:59:50Z' }).text).toMatch(/for 1 minute:/);
    expect(state({ isStale: true, lastReadAt: '2027-01-01T11:00:00Z' }).text).toMatch(/for 3 days:/);
    expect(state({ isStale: true, lastReadAt: null }).text).toMatch(/^Not read yet:/);
  });

  it('closes nothing where it does not count', () => {
    expect(state({ isStale: true, countsAsBusy: false, failure: 'not_found' })).toEqual({
      tone: 'warning',
      text: 'This calendar no longer exists.',
      reason: '',
    });
  });

  it('has a sentence for every failure', () => {
    const sentences = SYNC_FAILURES.map((failure) => failureSentence(failure, t));
    expect(new Set(sentences).size).toBe(SYNC_FAILURES.length);
    for (const sentence of sentences) expect(sentence).not.toContain('failure.');
  });

  it('asks for attention where times are closed or at risk, or a sign-in is wanted', () => {
    expect(needsAttention(calendarLike())).toBe(false);
    expect(needsAttention(calendarLike({ failure: 'not_reachable' }))).toBe(false);
    expect(needsAttention(calendarLike({ failure: 'sign_in_again', countsAsBusy: false }))).toBe(true);
    expect(needsAttention(calendarLike({ isStale: true }))).toBe(true);
    expect(needsAttention(calendarLike({ isStale: true, countsAsBusy: false }))).toBe(false);
  });

  it.each([
    ['2027-01-04T11:59:30Z', 'just now'],
    ['2027-01-04T12:00:20Z', 'just now'],
    ['2027-01-04T11:58:00Z', '2 minutes ago'],
    ['2027-01-04T11:00:00Z', '1 hour ago'],
    ['2027-01-02T13:00:00Z', '47 hours ago'],
    ['2027-01-02T11:00:00Z', '2 days ago'],
  ])('was read at %s: %s', (instant, text) => expect(agoText(instant, now, t)).toBe(text));
});
