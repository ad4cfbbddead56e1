import { Injectable, inject } from '@angular/core';
import type { EventType } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';
import { Confirm } from '../../ui/confirm-dialog';
import { Loadable } from '../../ui/loadable';
import { Toasts } from '../../ui/toasts';

/** The expert's event types. Provided by the list page. */
@Injectable()
export class EventTypesStore {
  private readonly api = inject(EventTypesApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);

  private readonly list = new Loadable<EventType[]>();
  readonly status = this.list.status;
  readonly problem = this.list.problem;
  readonly items = this.list.value;
  /** The newest wish for each switch: an older answer that comes late must not win. */
  private readonly wishes = new Map<string, number>();

  load(): Promise<void> {
    return this.list.load(() => this.api.list());
  }

  /** Shows the switch moved at once, and moves it back when the API refuses. */
  async setActive(eventType: EventType, active: boolean): Promise<void> {
    const wish = (this.wishes.get(eventType.id) ?? 0) + 1;
    this.wishes.set(eventType.id, wish);
    this.patch(eventType.id, { active });
    try {
      const saved = await this.api.update(eventType.id, { active });
      if (this.wishes.get(eventType.id) === wish) this.patch(eventType.id, saved);
    } catch (error) {
      if (this.wishes.get(eventType.id) !== wish) return;
      this.patch(eventType.id, { active: !active });
      this.toasts.fail(`“${eventType.title}” was not switched ${active ? 'on' : 'off'}.`, error);
    }
  }

  /** Asks first. The card stays until the API has agreed: what is gone cannot be brought back. */
  async remove(eventType: EventType): Promise<void> {
    const sure = await this.confirm.ask({
      title: `Delete “${eventType.title}”?`,
      text: 'Its link stops working at once. Bookings that were made through it stay in your list. To pause it instead, switch it off.',
      yes: 'Delete',
      dangerous: true,
    });
    if (!sure) return;
    try {
      await this.api.remove(eventType.id);
      this.list.update((items) => items.filter((one) => one.id !== eventType.id));
      this.toasts.tell(`“${eventType.title}” was deleted.`);
    } catch (error) {
      this.toasts.fail(`“${eventType.title}” was not deleted.`, error);
    }
  }

  private patch(id: string, change: Partial<EventType>): void {
    this.list.update((items) => items.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }
}
