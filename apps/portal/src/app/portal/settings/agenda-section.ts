import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { DailyAgenda } from '@expertbook/contracts';
import { MessagesApi } from '../../data/messages-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { timeOf, timeOfDayText } from '../../ui/time-of-day';
import { Toasts } from '../../ui/toasts';
import { SettingsCard } from './settings-card';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The daily mail with the bookings of the day: off, or an hour. The choice is saved at once. */
@Component({
  selector: 'eb-agenda-section',
  imports: [FailedState, SettingsCard],
  template: `
    <eb-settings-card name="agenda" [title]="t('agenda')" [text]="t('agenda.text')">
      @if (agenda.value(); as shown) {
        <label class="eb-label" for="agenda-hour">{{ t('agenda.hour') }}</label>
        <select
          #chosen
          id="agenda-hour"
          class="eb-input max-w-48"
          (change)="set(chosen.selectedIndex === 0 ? null : chosen.selectedIndex - 1)"
        >
          <option [selected]="shown.hour === null">{{ t('agenda.off') }}</option>
          @for (hour of hours; track hour) {
            <option [selected]="shown.hour === hour">{{ textOf(hour) }}</option>
          }
        </select>
      } @else if (agenda.status() === 'failed') {
        <eb-failed-state [title]="t('agenda.notLoaded')" [problem]="agenda.problem()" (again)="load()" />
      } @else {
        <div class="eb-skeleton h-11 max-w-48" role="status" aria-busy="true"></div>
      }
    </eb-settings-card>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgendaSection {
  private readonly api = inject(MessagesApi);
  private readonly toasts = inject(Toasts);
  protected readonly t = translator('portal-settings');
  protected readonly hours = HOURS;
  protected readonly agenda = new Loadable<DailyAgenda>();

  constructor() {
    this.load();
  }

  protected load(): void {
    void this.agenda.load(() => this.api.agenda());
  }

  protected textOf(hour: number): string {
    return timeOfDayText(timeOf(hour * 60));
  }

  protected async set(hour: number | null): Promise<void> {
    const before = this.agenda.value();
    this.agenda.put({ hour });
    try {
      await this.api.putAgenda({ hour });
      this.toasts.show(this.t('saved'));
    } catch (error) {
      if (before) this.agenda.put({ ...before });
      this.toasts.fail(this.t('notSaved'), error);
    }
  }
}
