import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { ValidatorFn } from '@angular/forms';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { GRID_MINUTES, MAX_BLOCK_TITLE_LENGTH } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import type { Message } from '../../ui/form-rules';
import { maxLengthRule, rule, requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Notice } from '../../ui/notice';
import { TimeField } from '../../ui/time-field';
import { isTime, minutesOf } from '../../ui/time-of-day';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import type { Wall } from './wall-clock';

/** The proposed time; the dialog's result has a title too. */
export interface BlockTime {
  start: Wall;
  end: Wall;
}

export interface BlockAnswer extends BlockTime {
  title: string;
}

export interface BlockRequest {
  time: BlockTime;
  /** Creates the block; rejects with the API's error. */
  save(answer: BlockAnswer): Promise<void>;
}

/** Dialog for a block. Closes once it is saved; an error is shown in the dialog, so that the input is kept. */
@Component({
  selector: 'eb-block-dialog',
  imports: [DialogForm, Field, FieldControl, Notice, ReactiveFormsModule, TimeField],
  template: `
    <form
      ebDialog
      [formGroup]="form"
      [heading]="t('block.title')"
      [yes]="t('block.submit')"
      [no]="t('back')"
      [idle]="sending.busy()"
      (filled)="sending.send()"
    >
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="mb-5">{{ t('block.failed') }} {{ failure }}</eb-notice>
      }
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
          <eb-time-field formControlName="start" />
        </eb-field>
        <eb-field [label]="t('block.end')" [control]="form.controls.end">
          <eb-time-field formControlName="end" />
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
  private readonly request = inject<BlockRequest>(MAT_DIALOG_DATA);
  private readonly proposed = this.request.time;
  private readonly dialog = inject<MatDialogRef<BlockDialog>>(MatDialogRef);
  private readonly time = [
    rule<string>(
      (time) => !isTime(time) || minutesOf(time) % GRID_MINUTES === 0,
      () => this.t('block.grid'),
    ),
    rule(isTime, () => this.t('time.unreadable')),
    requiredRule(() => this.t('needed.time')),
  ];
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: [
      '',
      maxLengthRule(MAX_BLOCK_TITLE_LENGTH, () => this.t('tooLong', { count: MAX_BLOCK_TITLE_LENGTH })),
    ],
    date: [this.proposed.start.slice(0, 10), requiredRule(() => this.t('needed.date'))],
    start: [this.proposed.start.slice(11, 16), this.time],
    end: [this.proposed.end.slice(11, 16), [notEqualToStart(() => this.t('block.same')), ...this.time]],
  });
  private readonly value = valueSignal(() => this.form);
  /** An end before the start means the next day, so a block is never longer than 24 hours. */
  protected readonly overnight = computed(() => {
    const { start, end } = this.value();
    return Boolean(start && end) && end < start && end !== '00:00';
  });
  protected readonly sending = formSubmission(this.form, () => this.save(), {
    message: ({ code }) => (code === 'slot_taken' ? this.t('block.taken') : undefined),
  });

  constructor() {
    const { start, end } = this.form.controls;
    start.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => end.updateValueAndValidity());
  }

  private async save(): Promise<void> {
    const { title, date, start, end } = this.form.getRawValue();
    await this.request.save({
      title: title.trim(),
      start: `${date}T${start}`,
      end: `${end <= start ? addDays(date, 1) : date}T${end}`,
    });
    this.dialog.close();
  }
}

/** Equal times are a mistake, not a whole day; midnight as the end is the end of the day. */
function notEqualToStart(sentence: Message): ValidatorFn {
  return (end) => {
    const same = end.value !== '' && end.value !== '00:00' && end.value === end.parent?.get('start')?.value;
    return same ? { rule: sentence } : null;
  };
}
