import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { DateOverride, LocalDate, TimeRange } from '@expertbook/contracts';
import { DatesPicker } from '../../ui/dates-picker';
import { Icon } from '../../ui/icon';
import { shortDateText } from '../../ui/zoned-time';
import { DayRanges } from './day-ranges';
import { USUAL_RANGE, furtherRange, sortedRanges, validRanges } from './hours-rules';

export interface OverrideRequest {
  /** The override to change, or null for new ones. */
  override: DateOverride | null;
  today: LocalDate;
  /** Dates that have one already: picking them replaces it. */
  taken: readonly LocalDate[];
}

/** Sets other hours, or none, for single dates. Closes with the overrides, or undefined. */
@Component({
  selector: 'eb-override-dialog',
  imports: [DatesPicker, DayRanges, Icon, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ title }}</h2>
    <mat-dialog-content>
      @if (!request.override) {
        <p class="text-on-surface-variant">Pick one or several days.</p>
        <eb-dates-picker
          class="mx-auto max-w-80"
          [dates]="dates()"
          [from]="request.today"
          (datesChange)="dates.set($event)"
        />
      }
      <fieldset class="mb-3">
        <legend class="eb-label">
          On {{ dates().length > 1 ? 'these days' : 'this day' }} clients can book
        </legend>
        <div class="flex flex-wrap gap-x-6">
          <label class="flex min-h-11 items-center gap-2.5">
            <input
              type="radio"
              name="open"
              class="size-4.5 accent-primary"
              [checked]="ranges().length > 0"
              (change)="open(true)"
            />
            these hours
          </label>
          <label class="flex min-h-11 items-center gap-2.5">
            <input
              type="radio"
              name="open"
              class="size-4.5 accent-primary"
              [checked]="ranges().length === 0"
              (change)="open(false)"
            />
            not at all
          </label>
        </div>
      </fieldset>
      @if (ranges().length) {
        <eb-day-ranges day="The day" [ranges]="ranges()" (rangesChange)="ranges.set($event)" />
        @if (further(); as further) {
          <button
            type="button"
            class="eb-button eb-button-quiet mt-1"
            (click)="ranges.set([...ranges(), further])"
          >
            <eb-icon name="plus" /> More hours
          </button>
        }
      }
      @if (replaced().length) {
        <p class="mt-3 text-sm text-on-surface-variant">
          Replaces the hours you set for {{ replaced().join('; ') }}.
        </p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end" class="gap-2">
      <button type="button" class="eb-button eb-button-outline" mat-dialog-close>Cancel</button>
      <button type="button" class="eb-button eb-button-primary" [disabled]="!complete()" (click)="apply()">
        {{
          request.override ? 'Apply' : dates().length > 1 ? 'Set ' + dates().length + ' days' : 'Set this day'
        }}
      </button>
    </mat-dialog-actions>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverrideDialog {
  protected readonly request = inject<OverrideRequest>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<OverrideDialog, DateOverride[]>>(MatDialogRef);

  protected readonly dates = signal<LocalDate[]>(this.request.override ? [this.request.override.date] : []);
  protected readonly ranges = signal<TimeRange[]>(this.request.override?.ranges ?? [{ ...USUAL_RANGE }]);
  protected readonly title = this.request.override
    ? `Hours of ${shortDateText(this.request.override.date)}`
    : 'Other hours on single dates';
  protected readonly complete = computed(() => this.dates().length > 0 && validRanges(this.ranges()));
  protected readonly further = computed(() => furtherRange(this.ranges()));
  protected readonly replaced = computed(() =>
    this.request.override
      ? []
      : this.dates()
          .filter((date) => this.request.taken.includes(date))
          .map(shortDateText),
  );

  protected open(open: boolean): void {
    this.ranges.set(open ? [{ ...USUAL_RANGE }] : []);
  }

  protected apply(): void {
    const ranges = sortedRanges(this.ranges());
    this.dialog.close(this.dates().map((date) => ({ date, ranges: ranges.map((range) => ({ ...range })) })));
  }
}
