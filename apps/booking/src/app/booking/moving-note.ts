import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { shortDate } from './date-text';
import type { MovedBooking } from './details-step';
import { FlowState } from './flow-state';
import { PageAddress } from './page-address';
import { timeText } from './wall-time';

/** Names the booking that is being rescheduled, and links back to it. */
@Component({
  selector: 'eb-moving-note',
  template: `
    <p class="grow">{{ t('flow.moving', { time: former() }) }}</p>
    <button type="button" class="min-h-9 font-semibold underline underline-offset-4" (click)="keep()">
      {{ t('flow.keep') }}
    </button>
  `,
  host: {
    class:
      'mx-4 my-3 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-xl bg-secondary-container px-4 py-3 text-on-secondary-container sm:mx-0 sm:mt-0',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MovingNote {
  readonly moving = input.required<MovedBooking>();

  private readonly state = inject(FlowState);
  private readonly hours = inject(Hours);
  private readonly address = inject(PageAddress);
  protected readonly t = translator('booking');
  protected readonly former = computed(() => {
    const { date, time } = this.state.localOf(Date.parse(this.moving().booking.start));
    return `${shortDate(date, dateLocale())}${this.t('comma')}${timeText(time, this.hours.cycle())}`;
  });

  protected keep(): void {
    const { booking, token } = this.moving();
    this.address.go({ path: `/bookings/${booking.uid}`, fragment: `token=${token}` });
  }
}
