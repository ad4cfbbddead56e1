import type { AbstractControl } from '@angular/forms';
import type { LocationKind } from '@expertbook/contracts';

/** Rules of controls that depend on the one beside them. */

/** Reads a neighbour in the same group; validators of one control may depend on another. */
export function beside(control: AbstractControl, name: string): unknown {
  return (control.parent?.get(name) as AbstractControl<unknown> | null)?.value;
}

const PLACE_RULES: Partial<Record<LocationKind, { test: RegExp; sentence: string }>> = {
  link: { test: /^https:\/\/[^\s/]+\.[^\s]+$/, sentence: 'Enter the full link, beginning with https://' },
  phone: {
    test: /^\+?(?:[ ()./-]*\d){5,20}[ ()./-]*$/,
    sentence: 'Enter the number clients should call, with its country code.',
  },
  in_person: { test: /\S/, sentence: 'Enter the address.' },
};

/** A link, phone number or address, for the kinds of place where the expert writes one. */
export function placeRule(control: AbstractControl<string>) {
  const rule = PLACE_RULES[beside(control, 'kind') as LocationKind];
  return rule && !rule.test.test(control.value.trim()) ? { rule: rule.sentence } : null;
}

/** The days of a rolling window. */
export function daysRule(control: AbstractControl<number | null>) {
  if (beside(control, 'kind') === 'range') return null;
  const days = control.value;
  return days !== null && Number.isInteger(days) && days >= 0 && days <= 730
    ? null
    : { rule: 'Enter a whole number of days from 0 (today only) to 730.' };
}

/** The first day of a date range. */
export function rangeStartRule(control: AbstractControl<string>) {
  return beside(control, 'kind') === 'range' && !control.value ? { rule: 'Choose the first day.' } : null;
}

/** The last day of a date range, not before the first. */
export function rangeEndRule(control: AbstractControl<string>) {
  if (beside(control, 'kind') !== 'range') return null;
  if (!control.value) return { rule: 'Choose the last day.' };
  return control.value < String(beside(control, 'start'))
    ? { rule: 'The last day is before the first.' }
    : null;
}
