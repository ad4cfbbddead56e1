import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Notice } from '../../ui/notice';
import { timeOfDayText } from '../../ui/time-of-day';
import { cityOf, dayText, localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { affectedHours } from './clock-changes';

type Hours = Parameters<typeof affectedHours>[0];

/** Lists the hours that a clock change removes or doubles within a year; empty without any. */
@Component({
  selector: 'eb-clock-warning',
  imports: [Notice],
  template: `
    @if (lines().length) {
      <eb-notice kind="warning">
        <p class="font-semibold">{{ t('clock.title', { zone: city() }) }}</p>
        <ul class="mt-1 space-y-1">
          @for (line of lines(); track line) {
            <li>{{ line }}</li>
          }
        </ul>
        <p class="mt-1">{{ t('clock.source') }}</p>
      </eb-notice>
    }
  `,
  host: { class: 'block empty:hidden' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClockWarning {
  readonly hours = input.required<Hours>();

  protected readonly t = translator('portal-availability');
  private readonly now = inject(Clock).now;
  /** A date, so that the year is not computed again every half minute. */
  private readonly today = computed(() => localDateOf(this.now(), this.hours().timeZone));
  protected readonly city = computed(() => cityOf(this.hours().timeZone));
  protected readonly lines = computed(() =>
    affectedHours(this.hours(), Date.parse(`${this.today()}T12:00:00Z`)).map(({ date, kind, start, end }) => {
      const values = {
        day: dayText(date, this.today()),
        start: timeOfDayText(start),
        end: end === '24:00' ? this.t('midnight') : timeOfDayText(end),
      };
      return kind === 'skipped' ? this.t('clock.skipped', values) : this.t('clock.repeated', values);
    }),
  );
}
