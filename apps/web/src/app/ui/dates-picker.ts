import { ChangeDetectionStrategy, Component, computed, input, output, viewChild } from '@angular/core';
import { provideNativeDateAdapter } from '@angular/material/core';
import { MatCalendar } from '@angular/material/datepicker';
import type { LocalDate } from '@expertbook/contracts';

/** A month in which several days can be picked. Days are calendar days, of no zone. */
@Component({
  selector: 'eb-dates-picker',
  imports: [MatCalendar],
  template: `
    <mat-calendar
      [minDate]="min()"
      [startAt]="startAt()"
      [selected]="null"
      [dateClass]="look()"
      (selectedChange)="pick($event)"
    />
  `,
  styles: `
    ::ng-deep .eb-picked .mat-calendar-body-cell-content {
      background: var(--mat-sys-primary) !important;
      color: var(--mat-sys-on-primary) !important;
    }
  `,
  providers: [provideNativeDateAdapter()],
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DatesPicker {
  readonly dates = input.required<readonly LocalDate[]>();
  /** The first day that can be picked. */
  readonly from = input.required<LocalDate>();
  readonly datesChange = output<LocalDate[]>();

  private readonly calendar = viewChild.required<MatCalendar<Date>>(MatCalendar);
  protected readonly min = computed(() => calendarDate(this.from()));
  protected readonly startAt = computed(() => calendarDate(this.dates()[0] ?? this.from()));
  protected readonly look = computed(() => {
    const picked = new Set(this.dates());
    return (date: Date) => (picked.has(localDate(date)) ? 'eb-picked' : '');
  });

  protected pick(date: Date | null): void {
    if (!date) return;
    const day = localDate(date);
    const dates = this.dates();
    this.datesChange.emit(dates.includes(day) ? dates.filter((one) => one !== day) : [...dates, day].sort());
    // The calendar asks for the classes of its days only when it is told to.
    setTimeout(() => this.calendar().updateTodaysDate());
  }
}

/** The calendar thinks in `Date`s of the browser's zone; only their calendar fields are used. */
function calendarDate(date: LocalDate): Date {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

function localDate(date: Date): LocalDate {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
