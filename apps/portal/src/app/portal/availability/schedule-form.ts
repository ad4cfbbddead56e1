import type { AbstractControl } from '@angular/forms';
import { FormControl, FormGroup } from '@angular/forms';
import type {
  DateOverride,
  OutOfOffice,
  Schedule,
  ScheduleRequest,
  WeeklyHours,
} from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { maxLengthRule, requiredRule } from '../../ui/form-rules';
import { USUAL_WEEK, sortedRanges, validRanges } from './hours-rules';

export type ScheduleForm = ReturnType<typeof scheduleForm>;

/** Maximum length of a schedule's name, in characters. */
export const NAME_LENGTH = 80;

export function nameRules(t: Translator<'portal-availability'>) {
  return [
    requiredRule(() => t('name.needed')),
    maxLengthRule(NAME_LENGTH, () => t('name.long', { count: NAME_LENGTH })),
  ];
}

/** A form with the values of a schedule, or with a usual week in `zone` for a new one. */
export function scheduleForm(schedule: Schedule | null, zone: string, t: Translator<'portal-availability'>) {
  return new FormGroup({
    name: new FormControl(schedule?.name ?? '', { nonNullable: true, validators: nameRules(t) }),
    timeZone: new FormControl(schedule?.timeZone ?? zone, { nonNullable: true }),
    weekly: new FormControl<WeeklyHours>(schedule?.weekly ?? USUAL_WEEK, {
      nonNullable: true,
      validators: (control: AbstractControl<WeeklyHours>) =>
        control.value.every(validRanges) ? null : { rule: t('week.invalid') },
    }),
    overrides: new FormControl<DateOverride[]>(schedule?.overrides ?? [], { nonNullable: true }),
    outOfOffice: new FormControl<OutOfOffice[]>(schedule?.outOfOffice ?? [], { nonNullable: true }),
    isDefault: new FormControl(schedule?.isDefault ?? false, { nonNullable: true }),
  });
}

/** The request for a form, each day's ranges in order. Call it on a valid form. */
export function scheduleRequest(form: ScheduleForm): ScheduleRequest {
  const { isDefault, ...value } = form.getRawValue();
  return {
    ...value,
    name: value.name.trim(),
    weekly: value.weekly.map(sortedRanges),
    // The default moves when another schedule becomes it; it cannot be unset.
    ...(isDefault ? { isDefault } : {}),
  };
}
