import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { Booking } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Confirm } from '../../ui/confirm-dialog';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { localDateOf, shortDateText } from '@expertbook/web-shared/ui/zoned-time';

/** Erases the data of a booking's client after a warning; shows the date once that is done. */
@Component({
  selector: 'eb-erase-client',
  template: `
    @if (erasedOn(); as day) {
      <p class="text-sm text-on-surface-variant">{{ t('erase.since', { day }) }}</p>
    } @else {
      <button
        type="button"
        class="eb-button eb-button-quiet -ms-3 min-h-10 text-error"
        [disabled]="busy()"
        (click)="erase()"
      >
        {{ t('erase') }}
      </button>
      <p class="mt-1 text-sm text-on-surface-variant">{{ t('erase.hint') }}</p>
    }
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EraseClient {
  readonly booking = input.required<Booking>();
  /** The client's data is erased: read again what is shown. */
  readonly erased = output();

  protected readonly t = translator('portal-bookings');
  private readonly api = inject(ExpertBookingsApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);

  protected readonly busy = signal(false);
  protected readonly erasedOn = computed(() => {
    const { erasedAt } = this.booking();
    const zone = this.session.expert()?.timeZone ?? browserZone();
    return erasedAt ? shortDateText(localDateOf(erasedAt, zone)) : null;
  });

  protected async erase(): Promise<void> {
    const { uid, attendee } = this.booking();
    const agreed = await this.confirm.ask({
      title: this.t('erase.title', { name: attendee.name }),
      text: this.t('erase.text'),
      yes: this.t('erase.yes'),
      no: this.t('erase.no'),
      dangerous: true,
    });
    if (!agreed) return;
    this.busy.set(true);
    try {
      const { erased } = await this.api.eraseClient(uid);
      this.toasts.show(this.t('erase.done', { count: erased }));
      this.erased.emit();
    } catch (error) {
      this.toasts.fail(this.t('erase.failed'), error);
    } finally {
      this.busy.set(false);
    }
  }
}
