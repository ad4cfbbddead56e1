import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { EventType, UpdateEventTypeRequest } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';
import { Confirm } from '../../ui/confirm-dialog';
import { Toasts } from '../../ui/toasts';
import { EventTypesStore } from './event-types-store';

const intro: EventType = {
  ...EVENT_TYPE_DEFAULTS,
  id: 'e1',
  slug: 'intro',
  title: 'Intro',
  durations: [30],
  link: 'https://book.example/ada/intro',
};

class FakeApi {
  answers: { resolve: (saved: EventType) => void; reject: (error: unknown) => void }[] = [];
  removed: string[] = [];
  refuseRemoval = false;
  list = () => Promise.resolve([intro]);
  update(_id: string, _change: UpdateEventTypeRequest): Promise<EventType> {
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  }
  remove(id: string): Promise<void> {
    this.removed.push(id);
    return this.refuseRemoval ? Promise.reject(new HttpErrorResponse({ status: 503 })) : Promise.resolve();
  }
}

describe('EventTypesStore', () => {
  let api: FakeApi;
  let store: EventTypesStore;
  let agrees: boolean;
  let failures: string[];

  beforeEach(async () => {
    api = new FakeApi();
    agrees = true;
    failures = [];
    TestBed.configureTestingModule({
      providers: [
        EventTypesStore,
        { provide: EventTypesApi, useValue: api },
        { provide: Confirm, useValue: { ask: () => Promise.resolve(agrees) } },
        { provide: Toasts, useValue: { tell: () => undefined, fail: (what: string) => failures.push(what) } },
      ],
    });
    store = TestBed.inject(EventTypesStore);
    await store.load();
  });

  const active = () => store.items()?.[0]?.active;

  it('shows the switch moved before the API has answered', async () => {
    const done = store.setActive(intro, false);
    expect(active()).toBe(false);
    api.answers[0]?.resolve({ ...intro, active: false });
    await done;
    expect(active()).toBe(false);
    expect(failures).toEqual([]);
  });

  it('moves it back and says so when the API refuses', async () => {
    const done = store.setActive(intro, false);
    api.answers[0]?.reject(new HttpErrorResponse({ status: 503 }));
    await done;
    expect(active()).toBe(true);
    expect(failures).toEqual(['“Intro” was not switched off.']);
  });

  it('lets the last click win when answers come in another order', async () => {
    const off = store.setActive(intro, false);
    const on = store.setActive(intro, true);
    api.answers[1]?.resolve({ ...intro, active: true });
    await on;
    api.answers[0]?.resolve({ ...intro, active: false });
    await off;
    expect(active()).toBe(true);
  });

  it('deletes only after a yes', async () => {
    agrees = false;
    await store.remove(intro);
    expect(api.removed).toEqual([]);
    agrees = true;
    await store.remove(intro);
    expect(store.items()).toEqual([]);
  });

  it('keeps the card when the deletion fails', async () => {
    api.refuseRemoval = true;
    await store.remove(intro);
    expect(store.items()).toHaveLength(1);
    expect(failures).toHaveLength(1);
  });
});
