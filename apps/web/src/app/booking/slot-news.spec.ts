import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Slot, SlotView } from '@expertbook/contracts';
import { Announcer } from '../ui/announcer';
import { Hours } from '../platform/locale';
import { FlowState } from './flow-state';
import { SlotNews } from './slot-news';
import type { FreeDays } from './slot-store';

const times = (...list: string[]): Slot[] => list.map((time) => ({ start: `2027-01-04T${time}:00+01:00` }));

describe('news of the times of the shown day', () => {
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
        SlotNews,
        {
          provide: FlowState,
          useValue: {
            ...{ slots, date, zone, instant, view, from, columns: signal(7), duration: signal(30) },
            feed: { status, days },
          },
        },
        { provide: Announcer, useValue: { say: (text: string) => said.push(text) } },
      ],
    });
    TestBed.inject(Hours).choose('h23');
    TestBed.runInInjectionContext(() => TestBed.inject(SlotNews).follow());
    TestBed.tick();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('says nothing of what is there from the first', () => {
    expect(said).toEqual([]);
  });

  it('says which time has gone, and which has come back', () => {
    show('09:00', '10:00');
    show('09:00', '09:30', '10:00');
    expect(said).toEqual(['09:30 is no longer free', '09:30 is free again']);
  });

  it('says several at once, in the visitor’s way of writing them', () => {
    TestBed.inject(Hours).choose('h12');
    show('10:00');
    expect(said).toEqual([expect.stringMatching(/^9:00.am, 9:30.am are no longer free$/i)]);
  });

  it('counts from five on', () => {
    show('09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30');
    show('09:00');
    expect(said).toEqual(['5 times are free again', '7 times are no longer free']);
  });

  it('says what is lost where a time goes and another comes', () => {
    show('09:00', '09:30', '10:30');
    expect(said).toEqual(['10:00 is no longer free']);
  });

  it.each(['week', 'list'] as const)('says the day as well in the %s, where several are shown', (way) => {
    view.set(way);
    days.set({ '2027-01-02': times('08:00'), '2027-01-04': times('09:00', '09:30') });
    TestBed.tick();
    days.set({ '2027-01-04': times('09:00') });
    TestBed.tick();
    expect(said).toEqual([expect.stringMatching(/^Mon.*4.* 09:30 is no longer free$/)]);
  });

  it('is silent about days beyond the week that is shown', () => {
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
  ])('is silent about %s', (_what, look) => {
    look();
    show('09:00');
    expect(said).toEqual([]);
  });

  it('is silent about a time whose moment has come', () => {
    jest.setSystemTime(Date.parse('2027-01-04T08:10:00Z'));
    jest.advanceTimersByTime(30_000);
    show('09:30', '10:00');
    expect(said).toEqual([]);
  });
});
