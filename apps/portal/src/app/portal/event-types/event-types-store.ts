import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, computed, effect, inject, untracked } from '@angular/core';
import type { EventType } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Toasts } from '../../ui/toasts';
import { EventTypeRemoval } from './event-type-removal';
import { inOrderOf, withMoved } from './ordering';

type Change = Pick<EventType, 'active'> | Pick<EventType, 'hidden'>;

/** The expert's event types. Provided by the list page. */
@Injectable()
export class EventTypesStore {
  private readonly api = inject(EventTypesApi);
  private readonly removal = inject(EventTypeRemoval);
  private readonly toasts = inject(Toasts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly t = translator('portal-event-types');

  private readonly list = new Loadable<EventType[]>();
  readonly status = this.list.status;
  readonly problem = this.list.problem;
  readonly items = computed(() => {
    const leaving = this.removal.removing();
    return this.list.value()?.filter(({ id }) => !leaving.has(id)) ?? null;
  });
  /** Sequence number of the latest change of each switch: the response to an older one must not override it. */
  private readonly latestChanges = new Map<string, number>();
  /** Order according to the API, restored when a change is rejected. */
  private savedOrder: string[] = [];
  private ordering: Promise<unknown> = Promise.resolve();
  private orders = 0;

  constructor() {
    const before = untracked(this.removal.settled);
    effect(() => {
      if (this.removal.settled() > before) untracked(() => void this.load(true));
    });
  }

  /** `quiet` keeps the list on the page while it is read again. */
  async load(quiet = false): Promise<void> {
    await this.list.load(() => this.api.list(), { quiet });
    this.savedOrder = this.ids();
  }

  /** Shows the new state at once, and reverts it when the API rejects it. */
  setActive(eventType: EventType, active: boolean): Promise<void> {
    return this.change(eventType, { active }, { active: eventType.active });
  }

  /** As {@link setActive}, for the listing on the profile. */
  setHidden(eventType: EventType, hidden: boolean): Promise<void> {
    return this.change(eventType, { hidden }, { hidden: eventType.hidden });
  }

  /**
   * Moves an entry to the index of another one, at once; both are indexes of shown entries. Orders are sent one after
   * another, only the latest; when the API rejects it, the list returns to the API's order.
   */
  async move(from: number, to: number): Promise<void> {
    const shown = this.items() ?? [];
    const [item, target] = [shown[from], shown[to]];
    if (!item || !target || from === to) return;
    const all = this.ids();
    const ids = withMoved(all, all.indexOf(item.id), all.indexOf(target.id));
    this.arrange(ids);
    void this.announcer.announce(this.t('movedTo', { title: item.title, place: to + 1, all: shown.length }));
    const order = ++this.orders;
    const sent = this.ordering.then(() => (order === this.orders ? this.send(ids, order) : undefined));
    this.ordering = sent;
    await sent;
  }

  /** Removes it from the list at once, with an undo period. */
  remove(eventType: EventType): Promise<void> {
    return this.removal.remove(eventType);
  }

  private async send(ids: string[], order: number): Promise<void> {
    try {
      const saved = await this.api.order(ids);
      this.savedOrder = saved.map(({ id }) => id);
    } catch (error) {
      if (order !== this.orders) return;
      this.arrange(this.savedOrder);
      this.toasts.fail(this.t('notOrdered'), error);
    }
  }

  private async change(eventType: EventType, change: Change, former: Change): Promise<void> {
    const [name] = Object.keys(change);
    const key = `${eventType.id} ${name}`;
    const sequence = (this.latestChanges.get(key) ?? 0) + 1;
    this.latestChanges.set(key, sequence);
    this.patch(eventType.id, change);
    try {
      const saved = await this.api.update(eventType.id, change);
      if (this.latestChanges.get(key) === sequence) this.patch(eventType.id, saved);
    } catch (error) {
      if (this.latestChanges.get(key) !== sequence) return;
      this.patch(eventType.id, former);
      this.toasts.fail(this.t('notChanged', { title: eventType.title }), error);
    }
  }

  private ids(): string[] {
    return (this.list.value() ?? []).map(({ id }) => id);
  }

  private arrange(ids: readonly string[]): void {
    this.list.update((items) => inOrderOf(items, ids));
  }

  private patch(id: string, change: Partial<EventType>): void {
    this.list.update((items) => items.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }
}
