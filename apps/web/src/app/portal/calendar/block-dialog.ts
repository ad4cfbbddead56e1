import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { GRID_MINUTES } from '@expertbook/contracts';
import { translator } from '../../i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl, liveValue } from '../../ui/field';
import { atMost, must } from '../../ui/form-rules';
import { plusDays } from '../../ui/zoned-time';
import type { Wall } from './wall-clock';

/** The proposed time; what the dialog closes with has a title too. */
export interface BlockTime {
  start: Wall;
  end: Wall;
}

export interface BlockAnswer extends BlockTime {
  title: string;
}

/** A time to keep free of bookings. Closes with it, or undefined. */
@Component({
  selector: 'eb-block-dialog',
  imports: [DialogForm, Field, FieldControl, ReactiveFormsModule],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      [heading]="t('block.title')"
      [yes]="t('block.submit')"
      [no]="t('back')"
      (filled)="submit()"
    >
      <p class="mb-5 text-on-surface-variant">{{ t('block.text') }}</p>
      <eb-field
        optional
        class="mb-4"
        [label]="t('block.what')"
        [hint]="t('block.whatHint')"
        [control]="form.controls.title"
      >
        <input ebControl class="eb-input" formControlName="title" autocomplete="off" cdkFocusInitial />
      </eb-field>
      <div class="grid gap-3 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <eb-field [label]="t('block.date')" [control]="form.controls.date">
          <input ebControl type="date" class="eb-input" formControlName="date" />
        </eb-field>
        <eb-field [label]="t('block.start')" [control]="form.controls.start">
          <input ebControl type="time" step="300" class="eb-input" formControlName="start" />
        </eb-field>
        <eb-field [label]="t('block.end')" [control]="form.controls.end">
          <input ebControl type="time" step="300" class="eb-input" formControlName="end" />
        </eb-field>
      </div>
      <p class="mt-2 min-h-6 text-sm text-on-surface-variant" role="status">
        {{ overnight() ? t('block.nextDay') : '' }}
      </p>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BlockDialog {
  protected readonly t = translator('portal-calendar', 'portal-parts');
  private readonly proposed = inject<BlockTime>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<BlockDialog, BlockAnswer>>(MatDialogRef);
  private readonly time = [
    Validators.required,
    must<string>((time) => Number(time.slice(3, 5)) % GRID_MINUTES === 0, this.t('block.grid')),
  ];
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', atMost(120, () => this.t('tooLong', { count: 120 }))],
    date: [this.proposed.start.slice(0, 10), Validators.required],
    start: [this.proposed.start.slice(11, 16), this.time],
    end: [this.proposed.end.slice(11, 16), this.time],
  });
  private readonly value = liveValue(() => this.form);
  /** An end that is not after the start is meant for the next day; so a block is never longer than 24 hours. */
  protected readonly overnight = computed(() => {
    const { start, end } = this.value();
    return Boolean(start && end) && end <= start && end !== '00:00';
  });

  protected submit(): void {
    const { title, date, start, end } = this.form.getRawValue();
    this.dialog.close({
      title: title.trim(),
      start: `${date}T${start}`,
      end: `${end <= start ? plusDays(date, 1) : date}T${end}`,
    });
  }
}
