import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { SchedulesApi } from '../../data/schedules-api';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { FirstStepsMemory } from '../first-steps/first-steps-memory';
import { DashboardStore } from './dashboard-store';
import { FirstStepsStore } from './first-steps-store';

const DAY_MS = 86_400_000;
const HOURS = [[], [{ start: '09:00', end: '17:00' }], [], [], [], [], []];

describe('FirstStepsStore', () => {
  const user = signal({ id: 'u1', createdAt: '' });
  const expert = signal({ handle: 'ada', photoUrl: null as string | null, headline: '', bio: '' });
  const eventTypes = signal<{ active: boolean }[] | null>(null);
  const free = signal(true);
  let bookings: unknown[];
  let asked: number;
  let reading: (answer: Promise<void>) => void;

  function visit(): FirstStepsStore {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        FirstStepsStore,
        { provide: SessionStore, useValue: { user, expert } },
        { provide: DashboardStore, useValue: { eventTypes, free } },
        { provide: LanguageService, useValue: { load: () => Promise.resolve() } },
        {
          provide: SchedulesApi,
          useValue: { list: () => (asked++, Promise.resolve([{ weekly: HOURS, overrides: [] }])) },
        },
        { provide: ExpertBookingsApi, useValue: { list: () => Promise.resolve({ items: bookings }) } },
      ],
    });
    return TestBed.inject(FirstStepsStore);
  }

  async function load(types = [{ active: true }]): Promise<FirstStepsStore> {
    const store = visit();
    const dashboard = new Promise<void>((resolve) => (reading = (answer) => resolve(answer)));
    const loaded = store.load(dashboard);
    eventTypes.set(types);
    reading(Promise.resolve());
    await loaded;
    TestBed.tick();
    return store;
  }

  beforeEach(() => {
    localStorage.clear();
    user.set({ id: 'u1', createdAt: new Date(Date.now() - DAY_MS).toISOString() });
    expert.set({ handle: 'ada', photoUrl: null, headline: '', bio: '' });
    eventTypes.set(null);
    free.set(true);
    bookings = [];
    asked = 0;
  });

  it('shows a new expert what is done and what is left', async () => {
    const store = await load();
    expect(store.shown()).toBe(true);
    expect(store.steps().filter(({ done }) => done)).toEqual([
      { name: 'hours', done: true },
      { name: 'event', done: true },
    ]);
    expect(store.done()).toBe(2);
  });

  it('counts a booking that arrives while the page is open', async () => {
    const store = await load();
    free.set(false);
    expect(store.done()).toBe(4);
  });

  it('is empty for experienced experts, without a request to the API', async () => {
    user.set({ id: 'u1', createdAt: '2020-01-01T00:00:00Z' });
    const store = await load();
    expect(store.shown()).toBe(false);
    expect(store.settled()).toBe(true);
    expect(asked).toBe(0);
    expect((await load([{ active: false }])).shown()).toBe(true);
  });

  it('is hidden once it is closed, until that is undone', async () => {
    (await load()).hide();
    const store = await load();
    expect(store.shown()).toBe(false);
    expect(asked).toBe(1);
    const other = await load();
    other.show();
    expect((await load()).shown()).toBe(true);
  });

  it('shows once that all steps are done, where they were begun', async () => {
    const done = () => expert.set({ handle: 'ada', photoUrl: '/a.webp', headline: 'Engines', bio: '' });
    bookings = [{}];
    expect((await load()).complete()).toBe(false);
    done();
    const store = await load();
    expect([store.complete(), store.shown()]).toEqual([true, true]);
    expect((await load()).shown()).toBe(false);

    localStorage.clear();
    expect((await load()).shown()).toBe(false);
    expect(TestBed.inject(FirstStepsMemory).remembered().hidden).toBe(true);
  });

  it('is hidden when the API does not respond, and does not block the page', async () => {
    const store = visit();
    TestBed.inject(SchedulesApi).list = () => Promise.reject(new Error('gone'));
    await store.load(Promise.resolve());
    expect([store.settled(), store.shown()]).toEqual([true, false]);
  });
});
