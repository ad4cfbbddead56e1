import { TestBed } from '@angular/core/testing';
import type { EventType, SlotObstacle } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS, OBSTACLE_REASONS } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { obstacleWords } from './obstacle-words';

const eventType: EventType = {
  ...EVENT_TYPE_DEFAULTS,
  id: 'e1',
  slug: 'intro',
  title: 'Intro call',
  durations: [30],
  link: 'https://example.com/ada/intro',
};
const about = { eventType, duration: 30, scheduleId: 's1', zone: 'Europe/Berlin' };
const blockedBy = {
  start: '2027-01-04T10:00:00+01:00',
  end: '2027-01-04T11:00:00+01:00',
  bookingUids: ['u1'],
};

describe('obstacleWords', () => {
  let t: Translator<'portal-availability'>;
  const say = (obstacle: SlotObstacle, more = {}) => obstacleWords(obstacle, { ...about, ...more }, t);

  beforeEach(() => {
    t = TestBed.runInInjectionContext(() => translator('portal-availability'));
  });

  it.each(OBSTACLE_REASONS)('has a text of its own for %s', (reason) => {
    const { text, link } = say({ reason, blockedBy, calendars: ['Family', 'Work'] });
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toContain('why.');
    expect(link === null).toBe(reason === 'in_the_past');
  });

  it('names the connected calendars that block a time, and tells when one closes all times', () => {
    const calendars = ['Family', 'Work'];
    const busy = say({ reason: 'busy_elsewhere', blockedBy, calendars });
    expect(busy.text).toMatch(/^You’re busy 10:00 – 11:00.* in Family and Work\.$/);
    expect(busy.link?.path).toEqual(['/portal/settings/connections']);
    const years = { start: '2000-01-01T00:00:00Z', end: '2200-01-01T00:00:00Z', bookingUids: [] };
    expect(say({ reason: 'busy_elsewhere', blockedBy: years, calendars: ['Work'] }).text).toBe(
      'We couldn’t read Work for a while, so times are closed.',
    );
  });

  it('links a taken time to its booking, and to the calendar where there are several', () => {
    expect(say({ reason: 'slot_taken', blockedBy }).link?.path).toEqual(['/portal/bookings', 'u1']);
    const several = { ...blockedBy, bookingUids: ['u1', 'u2'] };
    expect(say({ reason: 'slot_taken', blockedBy: several }).link?.query).toEqual({
      view: 'day',
      date: '2027-01-04',
    });
  });

  it('distinguishes a blocked time from a booked one', () => {
    const block = { ...blockedBy, bookingUids: [] };
    expect(say({ reason: 'slot_taken', blockedBy: block }).text).toContain('blocked');
    expect(say({ reason: 'slot_taken', blockedBy }).text).toContain('You have a booking');
  });

  it('links to the hours that are too short, and to the absence', () => {
    expect(say({ reason: 'outside_hours' }).link?.path).toEqual(['/portal/availability', 's1']);
    expect(say({ reason: 'out_of_office' }).link?.fragment).toBe('away');
  });

  it('names the setting with its value', () => {
    expect(say({ reason: 'min_notice' }).text).toContain('2 h');
    expect(say({ reason: 'out_of_window' }).text).toContain('60 days');
    expect(say({ reason: 'off_grid' }).text).toContain('30 min');
    expect(say({ reason: 'off_grid' }, { eventType: { ...eventType, slotInterval: 15 } }).text).toContain(
      '15 min',
    );
  });
});
