import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Slot, SlotView } from '@expertbook/contracts';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { Hours } from '@expertbook/web-shared/platform/locale';
import { FlowState } from './flow-state';
import { SlotAnnouncements } from './slot-announcements';
import type { FreeDays } from './slot-store';

const times = (...list: string[]): Slot[] => list.map((time) => ({ start: `2027-01-04T${time}:00+01:00` }));

describe('announcements about the times of the shown day', () => {
  const slots = signal<readonly Slot[]>([]);
  const date = signal('2027-01-04');
  const zone = signal('Europe/Berlin');
  const instant = signal<number | null>(null);
  const status = signal('ready');
  const view = signal<SlotView>('month');
  const from = signal('2027-01-03');
  const days = signal<FreeDays>({});
  let said: string[];

  const show = (...list: string[]) => {
    slots.set(times(...list));
    TestBed.tick();
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2027-01-04T07:00:00Z') });
    said = [];
    date.set('2027-01-04');
    zone.set('Europe/Berlin');
    instant.set(null);
    status.set('ready');
    view.set('month');
    slots.set(times('09:00', '09:30', '10:00'));
    TestBed.configureTestingModule({
      providers: [
        SlotAnnouncements,
        {
          provide: FlowState,
          useValue: {
            ...{ slots, date, zone, instant, view, from, columns: signal(7), duration: signal(30) },
            feed: { status, days },
          },
        },
        { provide: Announcer, useValue: { announce: (text: string) => said.push(text) } },
      ],
    });
    TestBed.inject(Hours).choose('h23');
    TestBed.runInInjectionContext(() => TestBed.inject(SlotAnnouncements).follow());
    TestBed.tick();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('announces nothing initially', () => {
    expect(said).toEqual([]);
  });

  it('announces which time was taken, and which is free again', () => {
    show('09:00', '10:00');
    show('09:00', '09:30', '10:00');
    expect(said).toEqual(['09:30 is no longer free', '09:30 is free again']);
  });

  it('announces several at once, in the visitor’s time format', () => {
    TestBed.inject(Hours).choose('h12');
    show('10:00');
    expect(said).toEqual([expect.stringMatching(/^9:00.am, 9:30.am are no longer free$/i)]);
  });

  it('announces only a count from five on', () => {
    show('09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30');
    show('09:00');
    expect(said).toEqual(['5 times are free again', '7 times are no longer free']);
  });

  it('announces only the taken time when another is freed as well', () => {
    show('09:00', '09:30', '10:30');
    expect(said).toEqual(['10:00 is no longer free']);
  });

  it.each(['week', 'list'] as const)('names the day as well in the %s, where several are shown', (way) => {
    view.set(way);
    days.set({ '2027-01-02': times('08:00'), '2027-01-04': times('09:00', '09:30') });
    TestBed.tick();
    days.set({ '2027-01-04': times('09:00') });
    TestBed.tick();
    expect(said).toEqual([expect.stringMatching(/^Mon.*4.* 09:30 is no longer free$/)]);
  });

  it('ignores days outside the shown week', () => {
    view.set('week');
    days.set({ '2027-01-04': times('09:00'), '2027-01-10': times('09:30') });
    TestBed.tick();
    days.set({ '2027-01-04': times('09:00') });
    TestBed.tick();
    expect(said).toEqual([]);
  });

  it.each([
    ['another day', () => date.set('2027-01-05')],
    ['another zone', () => zone.set('Asia/Tokyo')],
    ['a month that is being loaded', () => status.set('loading')],
    ['the form', () => instant.set(Date.parse('2027-01-04T08:30:00Z'))],
  ])('announces nothing %s', (_what, look) => {
    look();
    show('09:00');
    expect(said).toEqual([]);
  });

  it('announces nothing about a time that has passed', () => {
    jest.setSystemTime(Date.parse('2027-01-04T08:10:00Z'));
    jest.advanceTimersByTime(30_000);
    show('09:30', '10:00');
    expect(said).toEqual([]);
  });
});
