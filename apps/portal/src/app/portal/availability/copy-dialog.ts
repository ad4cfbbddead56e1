import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { weekOrder, weekdayNames } from './hours-rules';

const WORKING = [1, 2, 3, 4, 5];

/** Asks for the days to which a day's hours are copied. Closes with the weekdays (0 = Sunday), or undefined. */
@Component({
  selector: 'eb-copy-dialog',
  imports: [DialogForm],
  template: `
    <form
      ebDialog
      [heading]="t('day.copy', { day: names[from] ?? '' })"
      [yes]="t('copy.submit')"
      [no]="t('cancel')"
      [idle]="picked().length === 0"
      (filled)="dialog.close(picked())"
    >
      <div class="mb-2 flex flex-wrap gap-2">
        <button type="button" class="eb-button eb-button-outline min-h-10" (click)="pick(working)">
          {{ t('copy.working') }}
        </button>
        <button type="button" class="eb-button eb-button-outline min-h-10" (click)="pick(all)">
          {{ t('copy.all') }}
        </button>
      </div>
      <fieldset>
        <legend class="sr-only">{{ t('copy.days') }}</legend>
        @for (day of all; track day) {
          <label class="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              class="size-4.5 accent-primary"
              [disabled]="day === from"
              [checked]="day === from || picked().includes(day)"
              (change)="toggle(day)"
            />
            {{ names[day] }}
          </label>
        }
      </fieldset>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyDialog {
  protected readonly t = translator('portal-availability');
  protected readonly from = inject<number>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<CopyDialog, number[]>>(MatDialogRef);
  protected readonly names = weekdayNames('long');
  protected readonly working = WORKING;
  protected readonly all = weekOrder();
  protected readonly picked = signal<number[]>([]);

  protected pick(days: readonly number[]): void {
    this.picked.set(days.filter((day) => day !== this.from));
  }

  protected toggle(day: number): void {
    this.picked.update((days) => (days.includes(day) ? days.filter((one) => one !== day) : [...days, day]));
  }
}
