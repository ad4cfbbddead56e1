import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { FormControl } from '@angular/forms';
import { MatDialog } from '@angular/material/dialog';
import type { DateOverride, LocalDate, OutOfOffice } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { valueSignal } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Toasts } from '../../ui/toasts';
import { dayText, shortDateText } from '@expertbook/web-shared/ui/zoned-time';
import type { DayRun } from './days-calendar';
import { DaysCalendar } from './days-calendar';
import type { DaysRequest } from './days-dialog';
import { DaysDialog } from './days-dialog';
import { dayWords } from './hours-rules';
import type { DaysChange, SpecialDates } from './special-rules';
import { absenceOn, markOf, withDays } from './special-rules';

/** Deviations from the usual week, on a calendar and in a list: date overrides and absences. */
@Component({
  selector: 'eb-special-days',
  imports: [DaysCalendar, Icon],
  templateUrl: './special-days.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpecialDays {
  readonly overrides = input.required<FormControl<DateOverride[]>>();
  readonly away = input.required<FormControl<OutOfOffice[]>>();
  /** In the schedule's zone. */
  readonly today = input.required<LocalDate>();

  protected readonly t = translator('portal-availability');
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly overrideList = valueSignal(() => this.overrides());
  private readonly awayList = valueSignal(() => this.away());
  protected readonly special = computed<SpecialDates>(() => ({
    overrides: this.overrideList(),
    away: this.awayList(),
  }));
  /** Past dates are kept, but not shown. */
  protected readonly dates = computed(() =>
    this.overrideList()
      .filter((one) => one.date >= this.today())
      .sort((a, b) => a.date.localeCompare(b.date))
      .map((override) => ({
        override,
        day: dayText(override.date, this.today()),
        hours: dayWords(override.ranges, this.t) || this.t('unavailable'),
      })),
  );
  protected readonly spans = computed(() =>
    this.awayList()
      .filter((one) => one.end >= this.today())
      .sort((a, b) => a.start.localeCompare(b.start))
      .map((away) => ({
        away,
        days:
          away.start === away.end
            ? shortDateText(away.start)
            : this.t('days.run', { first: shortDateText(away.start), last: shortDateText(away.end) }),
      })),
  );

  /**
   * Opens the dialog with the current state of the picked days. A regular day starts as one with different hours; one
   * day of an absence stands for the whole absence.
   */
  protected pick(run: DayRun): void {
    const absence = absenceOn(this.awayList(), run.start);
    if (absence && run.start === run.end) {
      this.editAway(absence);
      return;
    }
    const { kind, ranges, reason } = markOf(this.special(), run.start);
    const likely = kind === 'usual' ? (run.start === run.end ? 'hours' : 'away') : kind;
    this.open({ ...run, kind: likely, ranges: [...ranges], reason });
  }

  protected addDate(): void {
    this.open({ start: '', end: '', kind: 'hours', ranges: [], reason: '' });
  }

  protected addAway(): void {
    this.open({ start: '', end: '', kind: 'away', ranges: [], reason: '' });
  }

  protected editDate({ date, ranges }: DateOverride): void {
    const kind = ranges.length ? 'hours' : 'closed';
    this.open({ start: date, end: date, kind, ranges: [...ranges], reason: '' }, (special) => ({
      ...special,
      overrides: special.overrides.filter((one) => one.date !== date),
    }));
  }

  protected editAway(away: OutOfOffice): void {
    const { start, end, reason = '' } = away;
    this.open({ start, end, kind: 'away', ranges: [], reason }, (special) => ({
      ...special,
      away: special.away.filter((one) => one !== away),
    }));
  }

  protected removeDate(override: DateOverride): void {
    const without = ({ overrides, away }: SpecialDates): SpecialDates => ({
      overrides: overrides.filter((one) => one.date !== override.date),
      away,
    });
    this.remove(this.t('dates.removed'), without, (special) => {
      const { overrides, away } = without(special);
      return { overrides: [...overrides, override], away };
    });
  }

  protected removeAway(away: OutOfOffice): void {
    const { start, end, reason = '' } = away;
    this.remove(
      this.t('away.removed'),
      (special) => ({ ...special, away: special.away.filter((one) => one !== away) }),
      (special) => withDays(special, { start, end, kind: 'away', ranges: [], reason }),
    );
  }

  /** `before` removes the edited entry, so that its old dates are not kept. */
  private open(days: DaysChange, before = (special: SpecialDates): SpecialDates => special): void {
    this.dialog
      .open<DaysDialog, DaysRequest, DaysChange>(DaysDialog, {
        data: { days, today: this.today() },
        width: '34rem',
      })
      .afterClosed()
      .subscribe((change) => {
        if (change) this.set(withDays(before(this.special()), change));
      });
  }

  private remove(
    words: string,
    without: (special: SpecialDates) => SpecialDates,
    undone: (special: SpecialDates) => SpecialDates,
  ): void {
    this.set(without(this.special()));
    this.toasts.show(words, { label: this.t('undo'), run: () => this.set(undone(this.special())) });
  }

  private set({ overrides, away }: SpecialDates): void {
    put(this.overrides(), overrides);
    put(this.away(), away);
  }
}

function put<T>(control: FormControl<T[]>, value: readonly T[]): void {
  if (control.value === value) return;
  control.setValue([...value]);
  control.markAsDirty();
}
