import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { Schedule } from '@expertbook/contracts';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { comma } from '@expertbook/web-shared/ui/comma';
import { dialogResult } from '../../ui/dialog-result';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';
import { cityOf, localDateOf, offsetText, shortDateText } from '@expertbook/web-shared/ui/zoned-time';
import { weekLines } from './hours-rules';
import { NameDialog } from './name-dialog';
import { SchedulesStore } from './schedules-store';
import { VisitorCheck } from './visitor-check';

/** The expert's schedules, and a preview of what visitors can book. */
@Component({
  selector: 'eb-availability-page',
  imports: [
    EmptyState,
    FailedState,
    Icon,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PageHeader,
    RouterLink,
    VisitorCheck,
  ],
  templateUrl: './availability-page.html',
  providers: [SchedulesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AvailabilityPage {
  protected readonly t = translator('portal-availability');
  protected readonly store = inject(SchedulesStore);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly texts = inject(LanguageService);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;

  protected readonly cards = computed(() => this.store.schedules().map((schedule) => this.card(schedule)));

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('title')} · ExpertBook`));
    this.load();
  }

  protected load(): void {
    void this.store.load();
  }

  protected async rename(schedule: Schedule): Promise<void> {
    const dialog = this.dialog.open<NameDialog, string, string>(NameDialog, {
      data: schedule.name,
      width: '26rem',
    });
    const name = await dialogResult(dialog);
    if (!name || name === schedule.name) return;
    await this.attempt(this.t('rename.failed', { name: schedule.name }), () =>
      this.store.rename(schedule, name),
    );
  }

  protected async duplicate(schedule: Schedule): Promise<void> {
    await this.attempt(this.t('duplicate.failed', { name: schedule.name }), async () => {
      const copy = await this.store.duplicate(schedule, this.t('duplicate.name', { name: schedule.name }));
      this.toasts.show(this.t('duplicate.done', { name: copy.name }), {
        label: this.t('edit'),
        run: () => void this.router.navigate(['/portal/availability', copy.id]),
      });
    });
  }

  protected async makeDefault(schedule: Schedule): Promise<void> {
    await this.attempt(this.t('default.failed'), async () => {
      await this.store.makeDefault(schedule);
      this.toasts.show(this.t('default.done', { name: schedule.name }));
    });
  }

  /** Without a confirmation: it can be undone. */
  protected async remove(schedule: Schedule): Promise<void> {
    try {
      await this.store.remove(schedule);
      this.toasts.show(this.t('delete.done', { name: schedule.name }), {
        label: this.t('undo'),
        run: () =>
          void this.attempt(this.t('delete.undoFailed', { name: schedule.name }), () =>
            this.store.restore(schedule),
          ),
      });
    } catch (error) {
      this.toasts.fail(this.t('delete.failed', { name: schedule.name }), this.refusal(schedule, error));
    }
  }

  /** The API's text is English; in other languages the same text comes from here. */
  private refusal(schedule: Schedule, error: unknown): unknown {
    const problem = toProblem(error);
    if (this.texts.language() === 'en') return problem;
    const users = this.store.usersOf(schedule).map(({ title }) => title);
    const words =
      problem.code === 'last_schedule'
        ? this.t('delete.isDefault')
        : problem.code === 'schedule_in_use'
          ? this.t('delete.inUse', { titles: users.join(this.t('comma')) })
          : null;
    return words ? { ...problem, detail: words } : problem;
  }

  private async attempt(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toasts.fail(failure, error);
    }
  }

  private card(schedule: Schedule) {
    const today = localDateOf(this.now(), schedule.timeZone);
    const away = schedule.outOfOffice
      .filter((one) => one.end >= today)
      .sort((a, b) => a.start.localeCompare(b.start))[0];
    const users = this.store.usersOf(schedule);
    return {
      schedule,
      week: weekLines(schedule.weekly, this.t),
      zone: `${cityOf(schedule.timeZone)}${comma()}${offsetText(this.now(), schedule.timeZone)}`,
      dates: schedule.overrides.filter((one) => one.date >= today).length,
      away:
        away &&
        (away.start <= today
          ? this.t('card.awayUntil', { date: shortDateText(away.end) })
          : this.t('card.awayFrom', { date: shortDateText(away.start) })),
      users: users.length ? this.t('card.users', { count: users.length }) : this.t('card.unused'),
      titles: users.map(({ title }) => title).join(this.t('comma')),
    };
  }
}
