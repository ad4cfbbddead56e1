import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { PublicEventTypePage } from '@expertbook/contracts';
import { Announcer } from '@expertbook/web-shared/ui/announcer';
import { eventTypeWith } from './event-type.fixture';
import type { FlowChanges, FlowParams } from './flow-address';
import { FlowAddress } from './flow-address';
import { FlowState } from './flow-state';
import type { HoldState } from './hold-keeper';
import { HoldKeeper } from './hold-keeper';
import { SlotFeed } from './slot-feed';
import type { FreeDays } from './slot-store';
import { VisitorZone } from './visitor-zone';

const SLOT = '2027-01-04T22:00Z';
const page = {
  expert: { handle: 'ada', name: 'Ada', timeZone: 'Europe/Berlin' },
  eventType: eventTypeWith({ durations: [30, 60] }),
  link: null,
} as unknown as PublicEventTypePage;

describe('the choices on a booking page', () => {
  let state: FlowState;
  let said: string[];
  let asked: { zone: string; duration: number; month: string }[];
  const claim = jest.fn(() => Promise.resolve());
  const params = signal<FlowParams>({});
  const days = signal<FreeDays>({});

  const write = (changes: FlowChanges) =>
    params.update(
      (former) =>
        Object.fromEntries(
          Object.entries({ ...former, ...changes }).filter(([, value]) => value !== null),
        ) as FlowParams,
    );
  const open = (address: FlowParams) => {
    params.set(address);
    state = TestBed.inject(FlowState);
    TestBed.runInInjectionContext(() => state.connect(signal(page), params));
    TestBed.tick();
  };
  const chooseZone = (zone: string) => {
    state.chooseZone(zone);
    TestBed.tick();
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2027-01-03T08:00:00Z') });
    sessionStorage.clear();
    claim.mockClear();
    said = [];
    asked = [];
    days.set({});
    const feed = {
      ...{ days, heldDays: signal({}), own: signal(null), problem: signal(null), fresh: signal(true) },
      status: signal('loading'),
      ask: ({ zone, duration }: { zone: string; duration: number }, [month = '']: string[]) =>
        asked.push({ zone, duration, month }),
      claim: () => undefined,
      find: () => null,
    };
    TestBed.configureTestingModule({
      providers: [
        FlowState,
        VisitorZone,
        { provide: SlotFeed, useValue: feed },
        {
          provide: HoldKeeper,
          useValue: { state: signal<HoldState>({ kind: 'none' }), claim, release: () => undefined },
        },
        { provide: FlowAddress, useValue: { change: write, advance: write, retreat: write } },
        { provide: Announcer, useValue: { announce: (text: string) => said.push(text) } },
      ],
    });
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('requests the times in another zone, and writes it into the address', () => {
    open({ tz: 'Europe/Berlin' });
    chooseZone('Asia/Tokyo');
    expect(params().tz).toBe('Asia/Tokyo');
    expect(asked.map(({ zone }) => zone)).toEqual(['Europe/Berlin', 'Asia/Tokyo']);
    expect(said).toEqual(['Times are now shown for Tokyo']);
    expect(state.dayNote()).toBeNull();
  });

  it('keeps the chosen instant with one hold, and tells on which day it falls there', () => {
    open({ tz: 'Europe/Berlin', slot: SLOT });
    expect(state.chosen()).toMatchObject({ date: '2027-01-04', time: '23:00', offset: 60 });
    chooseZone('Asia/Tokyo');
    expect(state.instant()).toBe(Date.parse(SLOT));
    expect(state.chosen()).toMatchObject({ date: '2027-01-05', time: '07:00', offset: 540 });
    expect(state.dayNote()).toBe('In Tokyo this is Tuesday, January 5.');
    expect(said).toEqual(['In Tokyo this is Tuesday, January 5.']);
    expect(claim).toHaveBeenCalledTimes(1);
    // Back; the next step removes the note.
    chooseZone('Europe/Berlin');
    expect(state.dayNote()).toBe('In Berlin this is Monday, January 4.');
    state.leaveForm();
    expect(state.dayNote()).toBeNull();
  });

  it('shows no note when the day stays the same', () => {
    open({ tz: 'Europe/Berlin', slot: SLOT });
    chooseZone('Europe/London');
    expect(state.chosen()).toMatchObject({ date: '2027-01-04', time: '22:00' });
    expect(state.dayNote()).toBeNull();
    expect(said).toEqual(['Times are now shown for London']);
  });

  it('shows the month of the instant in the new zone', () => {
    open({ tz: 'Europe/Berlin', slot: '2027-01-31T22:00Z' });
    expect(state.month()).toBe('2027-01');
    chooseZone('Asia/Tokyo');
    expect(state.month()).toBe('2027-02');
    expect(asked.at(-1)).toMatchObject({ zone: 'Asia/Tokyo', month: '2027-02' });
  });

  it('stores the zone for the tab and for the API’s initial HTML', () => {
    open({});
    chooseZone('Asia/Tokyo');
    expect(document.cookie).toContain('tz=Asia%2FTokyo');
    write({ tz: null });
    TestBed.tick();
    expect(state.zone()).toBe('Asia/Tokyo');
  });

  it('ignores an unknown zone of the address', () => {
    open({ tz: 'Europe/Atlantis' });
    expect(state.zone()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('computes wall times from the API’s offsets where the browser’s zone data differ', () => {
    // As if Tokyo's offset had changed by an hour.
    days.set({ '2027-01-05': [{ start: '2027-01-05T09:00:00+10:00' }] });
    open({ tz: 'Asia/Tokyo', slot: SLOT });
    expect(state.chosen()).toMatchObject({ date: '2027-01-05', time: '08:00', offset: 600 });
  });

  it('requests the times of another duration, and writes it into the address', () => {
    open({ tz: 'Europe/Berlin' });
    state.chooseDuration(60);
    TestBed.tick();
    expect(params().duration).toBe('60');
    expect(asked.map(({ duration }) => duration)).toEqual([30, 60]);
    write({ duration: '45' });
    TestBed.tick();
    expect(state.duration()).toBe(30);
  });
});
