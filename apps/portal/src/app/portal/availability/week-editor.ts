import { ChangeDetectionStrategy, Component, computed, forwardRef, inject, signal } from '@angular/core';
import type { ControlValueAccessor } from '@angular/forms';
import { NG_VALUE_ACCESSOR } from '@angular/forms';
import { MatDialog } from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { TimeRange, WeeklyHours } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dialogResult } from '../../ui/dialog-result';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { CopyDialog } from './copy-dialog';
import { DayRanges } from './day-ranges';
import { USUAL_RANGE, furtherRange, weekOrder, weekdayNames } from './hours-rules';
import { WeekGrid } from './week-grid';

/** Editor of a weekly schedule: by dragging on a grid, or by typing day by day. */
@Component({
  selector: 'eb-week-editor',
  imports: [DayRanges, Icon, MatSlideToggle, WeekGrid],
  template: `
    <eb-week-grid class="mt-3 mb-4" [week]="week()" (weekChange)="emit($event)" />
    <ul class="divide-y divide-outline-variant">
      @for (row of rows(); track row.day) {
        <li
          class="grid gap-x-6 gap-y-2 py-3.5 grid-cols-[minmax(0,1fr)_auto] large-text:grid-cols-1 @xl:grid-cols-[9.5rem_minmax(0,1fr)_auto]"
        >
          <div class="flex min-h-11 items-center gap-3 self-start">
            <mat-slide-toggle
              hideIcon
              [aria-label]="t('day.available', { day: row.name })"
              [checked]="row.ranges.length > 0"
              (change)="switch(row.day, $event.checked)"
            />
            <span class="font-semibold" aria-hidden="true">{{ row.name }}</span>
          </div>
          @if (row.ranges.length) {
            <eb-day-ranges
              class="@max-xl:order-last @max-xl:col-span-2"
              [day]="row.name"
              [ranges]="row.ranges"
              (rangesChange)="set(row.day, $event)"
            />
            <div class="flex">
              <button
                type="button"
                class="eb-icon-button"
                [disabled]="!row.further"
                [attr.aria-label]="t('day.more', { day: row.name })"
                (click)="add(row.day, row.further)"
              >
                <eb-icon name="plus" />
              </button>
              <button
                type="button"
                class="eb-icon-button -me-2"
                [attr.aria-label]="t('day.copy', { day: row.name })"
                (click)="copy(row.day)"
              >
                <eb-icon name="copy" />
              </button>
            </div>
          } @else {
            <p class="flex min-h-11 items-center text-on-surface-variant @xl:col-span-2">
              {{ t('unavailable') }}
            </p>
          }
        </li>
      }
    </ul>
  `,
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => WeekEditor), multi: true }],
  host: { class: '@container block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WeekEditor implements ControlValueAccessor {
  protected readonly t = translator('portal-availability');
  private readonly dialog = inject(MatDialog);
  protected readonly week = signal<WeeklyHours>([[], [], [], [], [], [], []]);
  /** Hours of a day before it was disabled, restored when it is enabled again. */
  private readonly before = new Map<number, TimeRange[]>();
  protected readonly rows = computed(() => {
    const names = weekdayNames('long');
    return weekOrder().map((day) => ({
      day,
      name: names[day] ?? '',
      ranges: this.week()[day] ?? [],
      further: furtherRange(this.week()[day] ?? []),
    }));
  });
  private changed: (value: WeeklyHours) => void = () => undefined;
  private touched: () => void = () => undefined;

  writeValue(value: WeeklyHours | null): void {
    this.week.set(value ?? [[], [], [], [], [], [], []]);
  }

  registerOnChange(changed: (value: WeeklyHours) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  protected switch(day: number, on: boolean): void {
    if (!on) this.before.set(day, this.week()[day] ?? []);
    this.set(day, on ? (this.before.get(day) ?? [{ ...USUAL_RANGE }]) : []);
  }

  protected set(day: number, ranges: TimeRange[]): void {
    this.emit(this.week().map((one, i) => (i === day ? ranges : one)));
  }

  protected add(day: number, range: TimeRange | null): void {
    if (range) this.set(day, [...(this.week()[day] ?? []), range]);
  }

  protected async copy(from: number): Promise<void> {
    const ranges = this.week()[from] ?? [];
    const dialog = this.dialog.open<CopyDialog, number, number[]>(CopyDialog, { data: from, width: '26rem' });
    const days = await dialogResult(dialog);
    if (!days) return;
    this.emit(
      this.week().map((one, day) => (days.includes(day) ? ranges.map((range) => ({ ...range })) : one)),
    );
  }

  protected emit(week: WeeklyHours): void {
    this.week.set(week);
    this.changed(week);
    this.touched();
  }
}
