import { Injectable, inject, signal } from '@angular/core';
import type { EventType } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { EventTypesApi } from '../../data/event-types-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';

/**
 * Deletes with an undo period. A deleted event type cannot be restored, because its secret links end with it. So it is
 * deactivated first, which blocks new bookings at once, and deleted after the undo period. A page closed in between
 * leaves it inactive in the list. Outlives the pages, because the deletion leaves the editor.
 */
@Injectable({ providedIn: 'root' })
export class EventTypeRemoval {
  private readonly api = inject(EventTypesApi);
  private readonly toasts = inject(Toasts);
  private readonly t = translator('portal-event-types');

  private readonly removingSignal = signal<ReadonlySet<string>>(new Set());
  /** Ids of event types that are hidden because they are being deleted. */
  readonly removing = this.removingSignal.asReadonly();

  private readonly settledSignal = signal(0);
  /** Increases when a deletion is completed or undone; lists of event types must then be read again. */
  readonly settled = this.settledSignal.asReadonly();

  /** Resolves when the event type is deleted, or restored by an undo or an error. Never rejects. */
  async remove(eventType: EventType): Promise<void> {
    const { id, title, active } = eventType;
    this.mark(id, true);
    try {
      if (active) await this.api.update(id, { active: false });
      const toast = this.toasts.showWithAction(this.t('deleted', { title }), this.t('undo'));
      const { dismissedByAction } = await firstValueFrom(toast.afterDismissed());
      if (!dismissedByAction) await this.api.remove(id);
      else if (active) await this.api.update(id, { active: true });
      if (dismissedByAction) this.mark(id, false);
    } catch (error) {
      this.mark(id, false);
      this.toasts.fail(this.t('notDeleted', { title }), error);
    }
    this.settledSignal.update((count) => count + 1);
  }

  private mark(id: string, leaving: boolean): void {
    this.removingSignal.update(
      (ids) => new Set(leaving ? [...ids, id] : [...ids].filter((one) => one !== id)),
    );
  }
}
