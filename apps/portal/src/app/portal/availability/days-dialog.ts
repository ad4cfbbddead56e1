import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { LocalDate, TimeRange } from '@expertbook/contracts';
import { MAX_ABSENCE_REASON_LENGTH } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { DialogForm } from '../../ui/dialog-form';
import { Field, FieldControl } from '../../ui/field';
import { maxLengthRule, focusFirstInvalid, requiredRule } from '../../ui/form-rules';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { dayText } from '@expertbook/web-shared/ui/zoned-time';
import { DayRanges } from './day-ranges';
import { USUAL_RANGE, furtherRange, sortedRanges, validRanges } from './hours-rules';
import type { DayKind, DaysChange } from './special-rules';
import { datesBetween } from './special-rules';

export interface DaysRequest {
  /** The current state of the days, or a likely change. */
  days: DaysChange;
  /** In the schedule's zone. */
  today: LocalDate;
}

const KINDS: readonly DayKind[] = ['hours', 'closed', 'away', 'usual'];
const MAX_DAYS = 366;

/** Sets the hours or the absence of one or several consecutive days. Closes with a `DaysChange`, or undefined. */
@Component({
  selector: 'eb-days-dialog',
  imports: [DialogForm, DayRanges, Field, FieldControl, Icon, ReactiveFormsModule],
  templateUrl: './days-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DaysDialog {
  protected readonly t = translator('portal-availability');
  private readonly request = inject<DaysRequest>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<DaysDialog, DaysChange>>(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly form = inject(NonNullableFormBuilder).group({
    start: [this.request.days.start, requiredRule(() => this.t('days.firstNeeded'))],
    end: [this.request.days.end, requiredRule(() => this.t('days.lastNeeded'))],
    reason: [
      this.request.days.reason,
      maxLengthRule(MAX_ABSENCE_REASON_LENGTH, () =>
        this.t('days.reasonLong', { count: MAX_ABSENCE_REASON_LENGTH }),
      ),
    ],
  });
  protected readonly kind = signal<DayKind>(this.request.days.kind);
  protected readonly ranges = signal<TimeRange[]>(
    this.request.days.ranges.length ? this.request.days.ranges : [{ ...USUAL_RANGE }],
  );
  private readonly value = toSignal(this.form.valueChanges, { initialValue: this.form.value });
  /** An absence that has already begun keeps its first day. */
  protected readonly min =
    this.request.days.start && this.request.days.start < this.request.today
      ? this.request.days.start
      : this.request.today;
  protected readonly kinds = computed(() =>
    KINDS.map((kind) => ({ kind, label: this.t(`days.${kind}`), hint: this.t(`days.${kind}Hint`) })),
  );
  protected readonly title = computed(() => {
    const { start, end } = this.value();
    if (!start || !end) return this.t('days.title');
    const first = dayText(start, this.request.today);
    return start === end ? first : this.t('days.run', { first, last: dayText(end, this.request.today) });
  });
  protected readonly further = computed(() => furtherRange(this.ranges()));
  protected readonly refusal = signal('');

  constructor() {
    const { start, end } = this.form.controls;
    start.valueChanges.subscribe((first) => {
      if (first && (!end.value || end.value < first)) end.setValue(first);
    });
  }

  protected apply(): void {
    this.refusal.set('');
    const { start, end, reason } = this.form.getRawValue();
    if (this.form.valid && end < start) {
      this.form.controls.end.setErrors({ rule: this.t('days.reversed') });
    } else if (this.form.valid && datesBetween(start, end).length > MAX_DAYS) {
      this.form.controls.end.setErrors({ rule: this.t('days.tooMany') });
    } else if (this.form.valid && start < this.min) {
      this.form.controls.start.setErrors({ rule: this.t('days.past') });
    }
    const kind = this.kind();
    const ranges = kind === 'hours' ? sortedRanges(this.ranges()) : [];
    if (this.form.invalid || (kind === 'hours' && !validRanges(ranges))) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    if (kind === 'hours' && !ranges.length) {
      this.refusal.set(this.t('days.noHours'));
      return;
    }
    this.dialog.close({ start, end, kind, ranges, reason: kind === 'away' ? reason.trim() : '' });
  }
}
