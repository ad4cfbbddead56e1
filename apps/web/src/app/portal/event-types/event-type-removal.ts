import { Injectable, inject, signal } from '@angular/core';
import type { EventType } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';
import { EventTypesApi } from '../../data/event-types-api';
import { translator } from '../../i18n/translator';
import { Toasts } from '../../ui/toasts';

/**
 * Deletes with undo. A deleted event type cannot come back (its links with secrets end with it), so it is only switched off
 * first, which ends its bookings at once, and deleted when the undo time has passed. A page closed in between leaves it
 * switched off in the list. Outlives the pages, because one leaves the editor with the deletion.
 */
@Injectable({ providedIn: 'root' })
export class EventTypeRemoval {
  private readonly api = inject(EventTypesApi);
  private readonly toasts = inject(Toasts);
  private readonly t = translator('portal-event-types');

  private readonly leavingSignal = signal<ReadonlySet<string>>(new Set());
  /** Ids of those that are not to be shown any more. */
  readonly leaving = this.leavingSignal.asReadonly();

  private readonly settledSignal = signal(0);
  /** Grows whenever it is decided what becomes of one; a list of event types is then to be read again. */
  readonly settled = this.settledSignal.asReadonly();

  /** Ends when it is decided: gone, or back because of the undo or a refusal. Never rejects. */
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
    this.leavingSignal.update(
      (ids) => new Set(leaving ? [...ids, id] : [...ids].filter((one) => one !== id)),
    );
  }
}
