import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { HOUR_CYCLES, WEEK_STARTS } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { ProfileSaver } from './profile-saver';

const HOURS: Readonly<Record<(typeof HOUR_CYCLES)[number], TextKey<'portal-settings'>>> = {
  h12: 'hours.h12',
  h23: 'hours.h23',
};

/** The hour cycle and the first day of the week, for all browsers of the expert. Every choice is saved at once. */
@Component({
  selector: 'eb-format-fields',
  template: `
    <label class="eb-label">
      {{ t('hours') }}
      <select #hours class="eb-input mt-1.5 font-normal" (change)="setHours(hours.value)">
        <option value="" [selected]="hourCycle() === null">{{ t('asLanguage') }}</option>
        @for (cycle of cycles; track cycle) {
          <option [value]="cycle" [selected]="cycle === hourCycle()">{{ t(words[cycle]) }}</option>
        }
      </select>
      <span class="mt-1.5 block text-sm font-normal text-on-surface-variant">{{ t('hours.hint') }}</span>
    </label>
    <label class="eb-label">
      {{ t('week') }}
      <select #week class="eb-input mt-1.5 font-normal" (change)="setWeek(week.value)">
        <option value="" [selected]="weekStart() === null">{{ t('asLanguage') }}</option>
        @for (day of days(); track day.number) {
          <option [value]="day.number" [selected]="day.number === weekStart()">{{ day.name }}</option>
        }
      </select>
      <span class="mt-1.5 block text-sm font-normal text-on-surface-variant">{{ t('week.hint') }}</span>
    </label>
  `,
  host: { class: 'grid grid-cols-[repeat(auto-fit,minmax(min(100%,16rem),1fr))] gap-5' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FormatFields {
  protected readonly t = translator('portal-settings');
  private readonly session = inject(SessionStore);
  private readonly saver = inject(ProfileSaver);
  protected readonly cycles = HOUR_CYCLES;
  protected readonly words = HOURS;
  protected readonly hourCycle = computed(() => this.session.expert()?.hourCycle ?? null);
  protected readonly weekStart = computed(() => this.session.expert()?.weekStart ?? null);
  protected readonly days = computed(() => {
    const format = new Intl.DateTimeFormat(dateLocale(), { weekday: 'long', timeZone: 'UTC' });
    // 4 January 1970 was a Sunday.
    return WEEK_STARTS.map((number) => ({ number, name: format.format(Date.UTC(1970, 0, 4 + number)) }));
  });

  protected setHours(value: string): void {
    void this.saver.saveNow({ hourCycle: HOUR_CYCLES.find((cycle) => cycle === value) ?? null });
  }

  protected setWeek(value: string): void {
    void this.saver.saveNow({ weekStart: WEEK_STARTS.find((day) => `${day}` === value) ?? null });
  }
}
