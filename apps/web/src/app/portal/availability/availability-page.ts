import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Schedule } from '@expertbook/contracts';
import { SchedulesApi } from '../../data/schedules-api';
import { Clock } from '../../ui/clock';
import { Confirm } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '../../ui/icon';
import { Loadable } from '../../ui/loadable';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';
import { cityOf, localDateOf, offsetText, shortDateText } from '../../ui/zoned-time';
import { weekText } from './hours-rules';

/** The schedules whose hours clients can book. */
@Component({
  selector: 'eb-availability-page',
  imports: [EmptyState, FailedState, Icon, MatMenu, MatMenuItem, MatMenuTrigger, PageHeader, RouterLink],
  templateUrl: './availability-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AvailabilityPage {
  private readonly api = inject(SchedulesApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;

  protected readonly read = new Loadable<Schedule[]>();
  protected readonly cards = computed(() =>
    (this.read.value() ?? []).map((schedule) => {
      const today = localDateOf(this.now(), schedule.timeZone);
      const away = schedule.outOfOffice
        .filter((one) => one.end >= today)
        .sort((a, b) => a.start.localeCompare(b.start))[0];
      return {
        schedule,
        week: weekText(schedule.weekly),
        zone: `${cityOf(schedule.timeZone)}, ${offsetText(this.now(), schedule.timeZone)}`,
        dates: schedule.overrides.filter((one) => one.date >= today).length,
        away:
          away &&
          (away.start <= today
            ? `Away until ${shortDateText(away.end)}`
            : `Away from ${shortDateText(away.start)}`),
      };
    }),
  );

  constructor() {
    this.load();
  }

  protected load(): void {
    void this.read.load(() => this.api.list());
  }

  protected async makeDefault(schedule: Schedule): Promise<void> {
    try {
      await this.api.update(schedule.id, { isDefault: true });
      this.read.update((all) => all.map((one) => ({ ...one, isDefault: one.id === schedule.id })));
      this.toasts.tell(`“${schedule.name}” is your default now.`);
    } catch (error) {
      this.toasts.fail('The default was not changed.', error);
    }
  }

  protected async remove(schedule: Schedule): Promise<void> {
    const sure = await this.confirm.ask({
      title: `Delete “${schedule.name}”?`,
      text: 'Its hours are gone. Bookings that were made in them stay.',
      yes: 'Delete',
      dangerous: true,
    });
    if (!sure) return;
    try {
      await this.api.remove(schedule.id);
      this.read.update((all) => all.filter((one) => one.id !== schedule.id));
      this.toasts.tell(`“${schedule.name}” was deleted.`);
    } catch (error) {
      this.toasts.fail(`“${schedule.name}” was not deleted.`, error);
    }
  }
}
