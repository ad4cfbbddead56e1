import type { AbstractControl } from '@angular/forms';
import type { LocationKind } from '@expertbook/contracts';
import type { TextKey, Translator } from '@expertbook/web-shared/i18n/translator';

/** Validators that depend on a sibling control. */

/** Value of a sibling in the same group; a validator of one control may depend on another. */
export function siblingValue(control: AbstractControl, name: string): unknown {
  return (control.parent?.get(name) as AbstractControl<unknown> | null)?.value;
}

type Words = Translator<'portal-event-types'>;

const PLACE_RULES: Partial<Record<LocationKind, { test: RegExp; sentence: TextKey<'portal-event-types'> }>> =
  {
    link: { test: /^https:\/\/[^\s/]+\.[^\s]+$/, sentence: 'refused.link' },
    phone: { test: /^\+?(?:[ ()./-]*\d){5,20}[ ()./-]*$/, sentence: 'refused.phone' },
    in_person: { test: /\S/, sentence: 'refused.place' },
  };

/** Validates a link, phone number or address, for kinds of location with a text. */
export function placeRule(t: Words) {
  return (control: AbstractControl<string>) => {
    const rule = PLACE_RULES[siblingValue(control, 'kind') as LocationKind];
    return rule && !rule.test.test(control.value.trim()) ? { rule: t(rule.sentence) } : null;
  };
}

/** Validates the days of a rolling window. */
export function daysRule(t: Words) {
  return (control: AbstractControl<number | null>) => {
    if (siblingValue(control, 'kind') === 'range') return null;
    const days = control.value;
    return days !== null && Number.isInteger(days) && days >= 0 && days <= 730
      ? null
      : { rule: t('refused.days') };
  };
}

/** Validates the first day of a date range. */
export function rangeStartRule(t: Words) {
  return (control: AbstractControl<string>) =>
    siblingValue(control, 'kind') === 'range' && !control.value ? { rule: t('refused.noStart') } : null;
}

/** Validates the last day of a date range, not before the first. */
export function rangeEndRule(t: Words) {
  return (control: AbstractControl<string>) => {
    if (siblingValue(control, 'kind') !== 'range') return null;
    if (!control.value) return { rule: t('refused.noEnd') };
    return control.value < String(siblingValue(control, 'start')) ? { rule: t('refused.endFirst') } : null;
  };
}
