import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { FormControl } from '@angular/forms';
import { MatDialog } from '@angular/material/dialog';
import type { DateOverride, LocalDate, OutOfOffice } from '@expertbook/contracts';
import { liveValue } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { rangeText } from '../../ui/time-of-day';
import { dayText, shortDateText } from '../../ui/zoned-time';
import type { AwayRequest } from './away-dialog';
import { AwayDialog } from './away-dialog';
import type { OverrideRequest } from './override-dialog';
import { OverrideDialog } from './override-dialog';

/** What differs from the usual week: single dates with own hours, and days away. */
@Component({
  selector: 'eb-special-days',
  imports: [Icon],
  templateUrl: './special-days.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpecialDays {
  readonly overrides = input.required<FormControl<DateOverride[]>>();
  readonly away = input.required<FormControl<OutOfOffice[]>>();
  /** In the schedule's zone. */
  readonly today = input.required<LocalDate>();

  private readonly dialog = inject(MatDialog);
  private readonly overrideList = liveValue(() => this.overrides());
  private readonly awayList = liveValue(() => this.away());
  /** What is over is kept, but not shown. */
  protected readonly dates = computed(() =>
    this.overrideList()
      .filter((one) => one.date >= this.today())
      .sort((a, b) => a.date.localeCompare(b.date))
      .map((override) => ({
        override,
        day: dayText(override.date, this.today()),
        hours: override.ranges.map(rangeText).join(', ') || 'Closed',
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
            : `${shortDateText(away.start)} – ${shortDateText(away.end)}`,
      })),
  );

  protected editDate(override: DateOverride | null): void {
    const taken = this.overrideList().map((one) => one.date);
    this.dialog
      .open<OverrideDialog, OverrideRequest, DateOverride[]>(OverrideDialog, {
        data: { override, today: this.today(), taken },
        width: '30rem',
      })
      .afterClosed()
      .subscribe((set) => {
        if (!set) return;
        const dates = new Set(set.map((one) => one.date));
        this.change(this.overrides(), [...this.overrideList().filter((one) => !dates.has(one.date)), ...set]);
      });
  }

  protected removeDate(override: DateOverride): void {
    this.change(
      this.overrides(),
      this.overrideList().filter((one) => one !== override),
    );
  }

  protected editAway(away: OutOfOffice | null): void {
    this.dialog
      .open<AwayDialog, AwayRequest, OutOfOffice>(AwayDialog, {
        data: { away, today: this.today() },
        width: '30rem',
      })
      .afterClosed()
      .subscribe((set) => {
        if (set) this.change(this.away(), [...this.awayList().filter((one) => one !== away), set]);
      });
  }

  protected removeAway(away: OutOfOffice): void {
    this.change(
      this.away(),
      this.awayList().filter((one) => one !== away),
    );
  }

  private change<T>(control: FormControl<T[]>, value: T[]): void {
    control.setValue(value);
    control.markAsDirty();
  }
}
