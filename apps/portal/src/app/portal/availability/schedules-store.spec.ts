import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { EventType, Schedule, ScheduleRequest } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';
import { SchedulesApi } from '../../data/schedules-api';
import { USUAL_WEEK } from './hours-rules';
import { SchedulesStore } from './schedules-store';

const schedule = (id: string, name: string, isDefault = false): Schedule => ({
  id,
  name,
  isDefault,
  timeZone: 'Europe/Berlin',
  weekly: USUAL_WEEK,
  overrides: [{ date: '2027-02-01', ranges: [] }],
  outOfOffice: [],
});
const eventType = (id: string, scheduleId: string | null) => ({ id, scheduleId }) as EventType;

describe('SchedulesStore', () => {
  let refuse: boolean;
  let made: ScheduleRequest[];
  let store: SchedulesStore;

  beforeEach(async () => {
    [refuse, made] = [false, []];
    const answer = async () => {
      if (refuse) throw new HttpErrorResponse({ status: 503 });
    };
    TestBed.configureTestingModule({
      providers: [
        SchedulesStore,
        {
          provide: SchedulesApi,
          useValue: {
            list: async () => [schedule('b', 'Evenings'), schedule('a', 'Working hours', true)],
            update: answer,
            remove: answer,
            create: async (request: ScheduleRequest) => {
              made.push(request);
              return { ...request, id: `new${made.length}`, isDefault: false };
            },
          },
        },
        {
          provide: EventTypesApi,
          useValue: { list: async () => [eventType('1', null), eventType('2', 'b'), eventType('3', 'x')] },
        },
      ],
    });
    store = TestBed.inject(SchedulesStore);
    await store.load();
  });

  const names = () => store.schedules().map(({ name, isDefault }) => (isDefault ? `*${name}` : name));
  const [usual, evenings] = [schedule('a', 'Working hours', true), schedule('b', 'Evenings')];

  it('lists the default first, with the event types of each', () => {
    expect(names()).toEqual(['*Working hours', 'Evenings']);
    expect(store.usersOf(usual).map((one) => one.id)).toEqual(['1']);
    expect(store.usersOf(evenings).map((one) => one.id)).toEqual(['2']);
  });

  it.each([
    ['a new name', () => store.rename(evenings, 'Nights'), ['*Working hours', 'Nights']],
    ['a new default', () => store.makeDefault(evenings), ['*Evenings', 'Working hours']],
  ])('shows %s at once', async (_what, change, after) => {
    const done = change();
    expect(names()).toEqual(after);
    await done;
    expect(names()).toEqual(after);
  });

  it.each([
    ['a name', () => store.rename(evenings, 'Nights')],
    ['a default', () => store.makeDefault(evenings)],
  ])('reverts %s when the API rejects it', async (_what, change) => {
    refuse = true;
    await expect(change()).rejects.toBeInstanceOf(HttpErrorResponse);
    expect(names()).toEqual(['*Working hours', 'Evenings']);
  });

  it('removes an unused schedule at once, and restores it when the API rejects that', async () => {
    const copy = await store.duplicate(evenings, 'Copy');
    refuse = true;
    const refused = store.remove(copy);
    expect(names()).toEqual(['*Working hours', 'Evenings']);
    await expect(refused).rejects.toBeInstanceOf(HttpErrorResponse);
    expect(names()).toEqual(['*Working hours', 'Copy', 'Evenings']);
  });

  it('keeps a schedule in use until the API has responded', async () => {
    refuse = true;
    const refused = store.remove(evenings);
    expect(names()).toEqual(['*Working hours', 'Evenings']);
    await expect(refused).rejects.toBeInstanceOf(HttpErrorResponse);
    expect(names()).toEqual(['*Working hours', 'Evenings']);
  });

  it('copies everything but the default mark, and recreates a removed schedule', async () => {
    await store.duplicate(usual, 'Working hours (copy)');
    await store.restore(evenings);
    expect(made.map(({ name }) => name)).toEqual(['Working hours (copy)', 'Evenings']);
    for (const request of made) {
      expect(request.overrides).toEqual([{ date: '2027-02-01', ranges: [] }]);
      expect(request).not.toHaveProperty('isDefault');
    }
  });
});
