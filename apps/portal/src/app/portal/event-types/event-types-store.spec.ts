import { LiveAnnouncer } from '@angular/cdk/a11y';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { EventType, UpdateEventTypeRequest } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { Subject } from 'rxjs';
import { EventTypesApi } from '../../data/event-types-api';
import { Toasts } from '../../ui/toasts';
import { EventTypesStore } from './event-types-store';

const [intro, dive, class_] = ['intro', 'dive', 'class'].map((slug): EventType => ({
  ...EVENT_TYPE_DEFAULTS,
  id: slug,
  slug,
  title: slug,
  durations: [30],
  link: `https://book.example/ada/${slug}`,
})) as [EventType, EventType, EventType];

interface Waiting {
  sent: unknown;
  resolve(answer?: unknown): void;
  reject(): void;
}

/** A fake API that stores event types and responds to changes when the test says so. */
class FakeApi {
  all = [intro, dive, class_];
  readonly updates: Waiting[] = [];
  readonly orders: Waiting[] = [];
  readonly removed: string[] = [];
  refuseRemoval = false;
  list = async () => this.all;
  update = (id: string, change: UpdateEventTypeRequest) => wait<EventType>(this.updates, { id, ...change });
  order = (ids: readonly string[]) => wait<EventType[]>(this.orders, ids);
  async remove(id: string): Promise<void> {
    if (this.refuseRemoval) throw new HttpErrorResponse({ status: 503 });
    this.removed.push(id);
    this.all = this.all.filter((one) => one.id !== id);
  }
}

function wait<T>(queue: Waiting[], sent: unknown): Promise<T> {
  return new Promise<T>((resolve, reject) =>
    queue.push({
      sent,
      resolve: (answer) => resolve(answer as T),
      reject: () => reject(new HttpErrorResponse({ status: 503 })),
    }),
  );
}

const settled = () => new Promise((done) => setTimeout(done));

describe('EventTypesStore', () => {
  let api: FakeApi;
  let store: EventTypesStore;
  let failures: unknown[];
  let toast: Subject<{ dismissedByAction: boolean }>;

  beforeEach(async () => {
    api = new FakeApi();
    failures = [];
    toast = new Subject();
    TestBed.configureTestingModule({
      providers: [
        EventTypesStore,
        { provide: EventTypesApi, useValue: api },
        { provide: LiveAnnouncer, useValue: { announce: async () => undefined } },
        {
          provide: Toasts,
          useValue: {
            show: () => undefined,
            showWithAction: () => ({ afterDismissed: () => toast }),
            fail: (_what: string, error: unknown) => failures.push(error),
          },
        },
      ],
    });
    store = TestBed.inject(EventTypesStore);
    await store.load();
  });

  const shown = () => store.items()?.map(({ id }) => id);
  const active = () => store.items()?.[0]?.active;

  describe('switching', () => {
    it('shows the new state before the API has responded', async () => {
      const done = store.setActive(intro, false);
      expect(active()).toBe(false);
      api.updates[0]?.resolve({ ...intro, active: false });
      await done;
      expect(active()).toBe(false);
      expect(failures).toEqual([]);
    });

    it('reverts it with a message when the API rejects the change', async () => {
      const done = store.setActive(intro, false);
      api.updates[0]?.reject();
      await done;
      expect(active()).toBe(true);
      expect(failures).toHaveLength(1);
    });

    it('keeps the state of the last click when responses arrive in another order', async () => {
      const off = store.setActive(intro, false);
      const on = store.setActive(intro, true);
      api.updates[1]?.resolve({ ...intro, active: true });
      await on;
      api.updates[0]?.resolve({ ...intro, active: false });
      await off;
      expect(active()).toBe(true);
    });
  });

  describe('reordering', () => {
    it('shows the new order at once and sends all of it', async () => {
      const done = store.move(2, 0);
      expect(shown()).toEqual(['class', 'intro', 'dive']);
      await settled();
      expect(api.orders.map(({ sent }) => sent)).toEqual([['class', 'intro', 'dive']]);
      api.orders[0]?.resolve([class_, intro, dive]);
      await done;
      expect(shown()).toEqual(['class', 'intro', 'dive']);
    });

    it("restores the API's order when the change is rejected", async () => {
      const first = store.move(2, 0);
      await settled();
      api.orders[0]?.resolve([class_, intro, dive]);
      await first;
      const second = store.move(0, 1);
      await settled();
      api.orders[1]?.reject();
      await second;
      expect(shown()).toEqual(['class', 'intro', 'dive']);
      expect(failures).toHaveLength(1);
    });

    it('sends only the latest of quick changes, after the one in progress', async () => {
      const moves = [store.move(0, 1)];
      await settled();
      moves.push(store.move(1, 2), store.move(2, 0));
      expect(shown()).toEqual(['intro', 'dive', 'class']);
      api.orders[0]?.resolve([dive, intro, class_]);
      await settled();
      expect(api.orders.map(({ sent }) => sent)).toEqual([
        ['dive', 'intro', 'class'],
        ['intro', 'dive', 'class'],
      ]);
      api.orders[1]?.resolve([intro, dive, class_]);
      await Promise.all(moves);
      expect(shown()).toEqual(['intro', 'dive', 'class']);
    });

    it('does nothing beyond the ends', async () => {
      await store.move(0, -1);
      await store.move(2, 3);
      expect(shown()).toEqual(['intro', 'dive', 'class']);
      expect(api.orders).toEqual([]);
    });
  });

  describe('deleting', () => {
    it('removes it from the list and deactivates it, and deletes it after the undo period', async () => {
      const done = store.remove(dive);
      expect(shown()).toEqual(['intro', 'class']);
      expect(api.updates[0]?.sent).toEqual({ id: 'dive', active: false });
      api.updates[0]?.resolve({ ...dive, active: false });
      await settled();
      expect(api.removed).toEqual([]);
      toast.next({ dismissedByAction: false });
      await done;
      expect(api.removed).toEqual(['dive']);
      expect(shown()).toEqual(['intro', 'class']);
    });

    it('is undone without a trace', async () => {
      const done = store.remove(dive);
      api.updates[0]?.resolve({ ...dive, active: false });
      await settled();
      toast.next({ dismissedByAction: true });
      await settled();
      expect(api.updates[1]?.sent).toEqual({ id: 'dive', active: true });
      api.updates[1]?.resolve(dive);
      await done;
      expect(shown()).toEqual(['intro', 'dive', 'class']);
      expect(store.items()?.[1]?.active).toBe(true);
      expect(api.removed).toEqual([]);
    });

    it('restores it in the list when the API rejects the deletion', async () => {
      api.refuseRemoval = true;
      const done = store.remove(dive);
      api.updates[0]?.resolve({ ...dive, active: false });
      await settled();
      toast.next({ dismissedByAction: false });
      await done;
      expect(shown()).toEqual(['intro', 'dive', 'class']);
      expect(failures).toHaveLength(1);
    });

    it('reorders the shown entries around the ones being deleted', async () => {
      void store.remove(dive);
      void store.move(1, 0);
      expect(shown()).toEqual(['class', 'intro']);
      await settled();
      expect(api.orders[0]?.sent).toEqual(['class', 'intro', 'dive']);
    });
  });
});
